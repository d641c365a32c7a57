# One environment in .venv; everything in it is pinned with hashes in the requirements files.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
PYTHON ?= python3
export PYTHON
# Written once, compiled code spares each of our processes seconds of reading all of it anew.
unexport PYTHONDONTWRITEBYTECODE
BIN := .venv/bin
# Each runs its share of the tests with a database server of its own.
WORKERS ?= auto
COMPILE = $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --no-header --exclude-newer 2026-11-20
# What the settings ask for where tools read them and no server runs.
AT_REST := PYTHONPATH=src CATCHBALL_SECRET_KEY=for-checks-that-only-read-the-settings \
  DATABASE_URL=postgresql://nobody@localhost/nothing OWNER_DATABASE_URL=postgresql://nobody@localhost/nothing

.PHONY: help run install test check browser bench faults fuzz audit lock schema format

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' Makefile

run: .venv/ok  ## start everything and print the address (PORT=8000)
	@exec ./catchball run

install: .venv/ok  ## make the environment and install what running needs

test: check browser  ## check everything, then run the whole suite
	@echo "Tests"
	@$(BIN)/pytest --numprocesses $(WORKERS) --maxprocesses 8 --dist worksteal

check: .venv/dev-ok  ## formatting, linting, types and import contracts
	@echo "Formatting and linting"
	@$(BIN)/ruff format --check -q .
	@$(BIN)/ruff check -q .
	@if [ -n "$$(find src -name '*.html' | head -n 1)" ]; then $(BIN)/djlint --lint --quiet src; fi
	@echo "Types"
	@$(AT_REST) $(BIN)/mypy
	@echo "Import contracts"
	@PYTHONPATH=src:tests/contracts $(BIN)/lint-imports --no-logo > .import_contracts 2>&1 \
	  || { cat .import_contracts; exit 1; }
	@rm .import_contracts

schema: .venv/dev-ok  ## write down the tables that the migrations make (after a new migration)
	@PYTHONPATH=src $(BIN)/python tools/schema.py

format: .venv/dev-ok  ## put the code into its form
	@$(BIN)/ruff check -q --fix .
	@$(BIN)/ruff format -q .

browser:
	@.ci/browser

bench: .venv-bench/ok  ## measure, each figure beside its peer or limit
	@PYTHONPATH=src .venv-bench/bin/python bench/run.py

faults: .venv/dev-ok  ## break it while 200 people write, and print what held
	@PYTHONPATH=src $(BIN)/python tools/faults.py

fuzz: .venv/dev-ok .venv-fuzz/ok  ## ask the API what nobody would ask, and print what it answers wrongly
	@PYTHONPATH=src:tests:tests/contracts $(BIN)/python tools/fuzz.py

audit: .venv/dev-ok  ## ask anew what is known against the pinned packages (needs a network)
	@$(BIN)/python tools/advisories.py

lock: .venv/ok  ## pin the dependencies again; writes no index address
	@$(COMPILE) -o requirements.txt pyproject.toml
	@$(COMPILE) --group dev -o requirements-dev.txt pyproject.toml
	@$(COMPILE) --group bench -o requirements-bench.txt pyproject.toml
	@$(COMPILE) --group fuzz -o requirements-fuzz.txt
	@grep -A 30 '^uv==' requirements-dev.txt | sed -n '1p; 2,$${/^ *--hash/!q; p;}' > requirements-uv.txt

.venv/ok: requirements.txt
	@.ci/install .venv $<
	@touch $@

.venv/dev-ok: requirements-dev.txt | .venv/ok
	@.ci/install .venv $<
	@touch $@

.venv-bench/ok: requirements-bench.txt
	@.ci/install .venv-bench $<
	@touch $@

.venv-fuzz/ok: requirements-fuzz.txt
	@.ci/install .venv-fuzz $<
	@touch $@
