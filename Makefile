# One command checks all; it is what CI runs.
PYTHON ?= .venv/bin/python

.PHONY: check format lint types test bench
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
	for file in bench/*.py; do echo "== $$file"; $(PYTHON) $$file || exit 1; done
