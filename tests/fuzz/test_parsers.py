"""No parser does worse than refuse, whatever the bytes, and what it reads is what a feed may carry.

The same documents each time, so that CI says the same of the same code; `make fuzz` writes others, for FUZZ_SECONDS.
"""

import os
import time

import pytest
from fuzz.grammars import mutated
from fuzz.targets import TARGETS, quietly
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))
EXAMPLES = 25
ROUND = 300  #: examples between two looks at the clock


@pytest.mark.parametrize("name", TARGETS)
def test_whatever_comes_is_read_well_or_refused(name: str) -> None:
    target = TARGETS[name]
    sources = [target.grammar, st.binary(max_size=300)]
    sources += [mutated(target.seeds)] * 2 if target.seeds else []

    @settings(
        max_examples=ROUND if SECONDS else EXAMPLES,
        deadline=None,
        derandomize=not SECONDS,
        database=None,
        phases=[Phase.generate, Phase.shrink] if SECONDS else [Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(*sources))
    def holds(body: bytes) -> None:
        quietly(target.run, body)

    until = time.monotonic() + SECONDS
    holds()
    while time.monotonic() < until:
        holds()


@pytest.mark.parametrize("name", TARGETS)
def test_what_the_newsroom_writes_is_read(name: str) -> None:
    for body in TARGETS[name].seeds:
        quietly(TARGETS[name].run, body)
