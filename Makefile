PYTHON ?= python3
PROJECT ?=

.PHONY: app test check clean

app: .venv/runs
	.venv/bin/python -m timeline app $(PROJECT)

test: .venv/tests
	.venv/bin/python -m pytest

check: .venv/tests
	.venv/bin/ruff check .
	.venv/bin/mypy

.venv/runs: requirements.txt
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet -r requirements.txt
	touch $@

.venv/tests: .venv/runs requirements-dev.txt
	.venv/bin/python -m pip install --quiet -r requirements-dev.txt
	touch $@

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache
