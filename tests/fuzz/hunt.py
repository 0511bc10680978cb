"""atheris (libFuzzer) on one target, or on each in turn: bytes that reach code which none reached before are kept and changed again.

    python tests/fuzz/hunt.py [article] --seconds 600

What it finds lies in the folder of finds; whoever mends it writes it down in test_finds.py, as short as it gets. What
was kept of the runs before goes on from there.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).parent.parent
sys.path.insert(0, str(TESTS))

try:
    import atheris
except ImportError:
    sys.exit("atheris is not installed, so nothing is hunted: pip install -e '.[fuzz]' gets it (Linux, CPython)")

with atheris.instrument_imports(include=["feeder"]):
    from fuzz import grammars
    from fuzz.targets import TARGETS, quietly

LONGEST = 20_000  #: bytes
SLOW, HEAVY = 20, 2048  #: seconds and megabytes that a document may take
TOKENS = (
    *grammars.WORDS,
    *grammars.MARKS,
    *grammars.VALUES,
    *grammars.FEED_STARTS,
    *grammars.LD_KEYS,
    *grammars.FEED_KEYS,
    *grammars.SITEMAP_STARTS,
    *grammars.ROBOTS_FIELDS,
    *grammars.ROBOTS_VALUES,
    *grammars.LIST_PARTS,
    *grammars.STATES,
    *grammars.PAGER_PARTS,
    *grammars.STORY_KEYS,
    *grammars.MARKED,
    *grammars.POST_KEYS,
    *(mark for marks in grammars.STATE_MARKS for mark in marks),
)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("target", nargs="?", choices=TARGETS)
    asked.add_argument("--seconds", type=int, default=600)
    asked.add_argument("--finds", type=Path, default=Path(tempfile.gettempdir()) / "feeder-finds")
    given = asked.parse_args()
    if given.target is None:
        sys.exit(max(_hunt_apart(name, given.seconds, given.finds) for name in TARGETS))
    target, corpus = TARGETS[given.target], given.finds / given.target
    corpus.mkdir(parents=True, exist_ok=True)
    for body in target.seeds:
        (corpus / hashlib.sha256(body).hexdigest()[:16]).write_bytes(body)
    options = (
        f"-max_total_time={given.seconds}", f"-max_len={LONGEST}", f"-timeout={SLOW}", f"-rss_limit_mb={HEAVY}",
        f"-artifact_prefix={given.finds}/{given.target}-", f"-dict={_dictionary(given.finds)}", "-print_final_stats=1",
    )  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus)], lambda body: quietly(target.run, body))
    atheris.Fuzz()


def _hunt_apart(name: str, seconds: int, finds: Path) -> int:
    """libFuzzer ends the process that it runs in."""
    command = [sys.executable, __file__, name, "--seconds", str(seconds), "--finds", str(finds)]
    return abs(subprocess.run(command, check=False).returncode)


def _dictionary(folder: Path) -> Path:
    tags = [f"<{name}>" for name in (*grammars.BLOCKS, *grammars.INLINES, *grammars.XML, *grammars.SITEMAP_NAMES)]
    tokens = {token.encode("utf-8", "replace") for token in (*TOKENS, *tags) if 0 < len(token) <= 60}
    path = folder / "tokens"
    path.write_text("".join(f'"{_escaped(token)}"\n' for token in sorted(tokens)), encoding="ascii")
    return path


def _escaped(token: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token)


if __name__ == "__main__":
    main()
