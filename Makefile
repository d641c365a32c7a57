# One environment in .venv; what is installed is pinned with hashes in the requirements files.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
PYTHON ?= python3
BIN := .venv/bin
MYPY_CACHE_DIR ?= .mypy_cache
FONTS := fonts-dejavu-core fonts-liberation
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --no-header --exclude-newer 2026-11-20

help:  ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|' 2>/dev/null \
	  || sed -n 's/^\([a-z]*\):.*## /  make \1  /p' Makefile

run: $(BIN)/ok  ## start everything and print the address (PORT=8000)
	@./catchball run

install: $(BIN)/ok  ## make the environment and install what running needs

test: check browser  ## check everything and run the whole suite
	@$(BIN)/pytest -p no:cacheprovider

check: $(BIN)/dev-ok  ## formatting, linting, types, import contracts, migrations
	@echo "Formatting and linting"
	@$(BIN)/ruff format --check -q .
	@$(BIN)/ruff check -q .
	@echo "Types"
	@./catchball check-with $(BIN)/mypy
