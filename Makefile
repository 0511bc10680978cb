# One command checks all; it is what CI runs.
PYTHON ?= .venv/bin/python

.PHONY: check format lint types test bench soak fuzz
check: format lint types test

format:
	$(PYTHON) -m ruff format --check .

lint:
	$(PYTHON) -m ruff check .

types:
	$(PYTHON) -m mypy

test:
	$(PYTHON) -m pytest

bench:
	for file in bench/[!_]*.py; do echo "== $$file"; $(PYTHON) $$file || exit 1; done

# An hour rather than minutes, on both databases: power loss again and again, a million events, a million sources.
soak:
	FEEDER_SOAK=50 $(PYTHON) -m pytest tests/end_to_end/test_crashes.py
	FEEDER_SOAK=50 $(PYTHON) -m pytest --store=postgresql tests/end_to_end/test_crashes.py
	$(PYTHON) bench/log.py --events 1000000
	$(PYTHON) bench/due.py --million

# What nobody has seen yet: histories on both databases (`make fuzz HISTORIES=5000` for a night), and then
# hostile documents, FUZZ_SECONDS for each parser by its grammar and as long by atheris (pip install -e '.[fuzz]').
HISTORIES ?= 300
FUZZ_SECONDS ?= 60
fuzz:
	FEEDER_SOAK=$(HISTORIES) $(PYTHON) -m pytest tests/test_histories.py
	FEEDER_SOAK=$(HISTORIES) $(PYTHON) -m pytest --store=postgresql tests/test_histories.py
	FUZZ_SECONDS=$(FUZZ_SECONDS) $(PYTHON) -m pytest tests/fuzz
	$(PYTHON) tests/fuzz/hunt.py --seconds $(FUZZ_SECONDS)
