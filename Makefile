# The two commands of the project: `make demo` and `make test`. Both set up .venv on the first run
# and start at once afterwards. Needs Python 3.11 or newer (PYTHON=… chooses one).

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
SEED := seeds/000_5eeebe44ff1fd622.txt

.PHONY: demo test lint bench clean

## The seed document's claims: a table here, JSON lines in out/claims.jsonl
demo: $(VENV)/user
	$(BIN)/claims extract $(SEED) --date 2026-02-04 -o out/claims.jsonl --rejected out/rejected.jsonl
	$(BIN)/claims verify out/claims.jsonl --source $(SEED)

## The whole test suite
test: $(VENV)/dev
	$(BIN)/python -m pytest -q

## Style, types, and the direction of imports
lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

$(VENV)/created:
	@test -n "$(PYTHON)" || { echo "claims needs Python 3.11 or newer: none found on PATH" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/user: $(VENV)/created pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[local]'
	@touch $@

$(VENV)/dev: $(VENV)/created pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[local,dev]'
	@touch $@ $(VENV)/user

clean:
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis
