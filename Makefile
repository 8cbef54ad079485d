# One command to run the portal (`make serve`), one to check everything (`make test`).
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
DEMO := build/demo
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help serve demo test check-code test-python contracts laws bench assets wheel format clean

help:
	@echo "make serve     the portal over the reference estate, on http://127.0.0.1:$(PORT)/"
	@echo "make test      format, lint, types, import directions, tests, our own contracts, browser journeys"
	@echo "make laws      property tests in full"
	@echo "make bench     measurements, and ratios against peers where they are installed"
	@echo "make wheel     the distribution, with the portal's front-end packages inside"
	@echo "make format    rewrite the code the way 'make test' wants it"

$(VENV)/.ready: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

node_modules/.ready: package.json package-lock.json $(VENV)/.ready
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

$(VENV)/.assets: node_modules/.ready catalog/portal/assets.py
	$(BIN)/python -m catalog.portal.assets
	touch $@

assets: $(VENV)/.assets

demo: assets
	test -d $(DEMO) || $(BIN)/treaty demo $(DEMO)

serve: demo
	$(BIN)/treaty serve --catalog $(DEMO) --port $(PORT)

test: assets check-code contracts test-python

check-code: $(VENV)/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

contracts: assets
	$(BIN)/treaty check --catalog .

test-python: assets
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not laws and not bench"

laws: assets
	$(BIN)/python -m pytest -n auto --dist loadfile -m laws

bench: assets
	$(BIN)/python -m tests.benchmarks

wheel: assets
	$(BIN)/python -m hatchling build

format: $(VENV)/.ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf build dist $(VENV) node_modules catalog/portal/static/vendor governance/validation/official
