# Each target is one command of .ci/run or of the README, against the environment in .venv.
PY := .venv/bin/python

.PHONY: setup test lint types layers crawl-demo gold floor schema readme bench

setup: .venv/bin/python
	$(PY) -m pip install -q -e '.[dev]'

.venv/bin/python:
	python3 -m venv .venv

test:
	$(PY) -m pytest -n auto

lint:
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types:
	$(PY) -m mypy

layers:
	.venv/bin/lint-imports

# The built-in sample portal, end to end: lines in output/sample/.
crawl-demo:
	$(PY) -m scrapy crawl govportal

# One test for each field of each saved page. Missing gold is written beside as gold.new.json, and fails.
gold:
	$(PY) -m pytest -q tests/test_fixtures.py tests/test_sample_portal.py

# The pinned quality floor: no field of a saved page may fall (--update pins new pages, --lower what fell).
floor:
	PYTHONPATH=. $(PY) tools/floor.py

schema:
	$(PY) -m govnews.schema

# The output line that README.md shows.
readme:
	PYTHONPATH=. $(PY) tools/write_readme.py

bench:
	PYTHONPATH=. $(PY) benchmarks/extract.py
