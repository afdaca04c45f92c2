# An Sinh: two commands on a fresh machine with Python 3.11 or later and make.

PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,\
  $(shell $(name) -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1); print("$(name)")' 2>/dev/null)) python3)
BIN := .venv/bin
# A process a core, four at most; one file's tests stay together, because they share what is slow to make.
SIDE_BY_SIDE := -n auto --maxprocesses 4 --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help run test lint bench lock docs

help: ## what can be asked of make
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

run: ## set up everything, load the demo district, prepare the month's lists, serve the site (SERVE=no: stop before serving)
	@$(PYTHON) scripts/setup.py run
	@ANSINH_DEMO=1 $(BIN)/ansinh demo
ifneq ($(SERVE),no)
	@ANSINH_DEMO=1 $(BIN)/ansinh serve
endif

test: ## install what tests need, a browser too; check the style and run every test (TESTS=tests/law: only those)
	@$(PYTHON) scripts/setup.py test
	@$(MAKE) --no-print-directory lint; style=$$?; $(BIN)/python -m pytest $(SIDE_BY_SIDE) $(TESTS) && exit $$style

lint: ## format, style, the rooms' import rule, types
	@$(PYTHON) scripts/setup.py test
	@status=0; \
	$(BIN)/ruff format --check --quiet --output-format concise . || { echo "→ $(BIN)/ruff format ."; status=1; }; \
	$(BIN)/ruff check --quiet . || status=1; \
	$(BIN)/lint-imports --no-cache > .venv/rooms.txt || { cat .venv/rooms.txt; status=1; }; \
	$(BIN)/mypy --no-error-summary || status=1; \
	[ $$status = 1 ] || echo "Style, rooms and types: clean."; \
	exit $$status

bench: ## measure, and write bench/RESULTS.md
	@$(PYTHON) scripts/setup.py test
	@$(BIN)/python -m bench

lock: ## choose the newest versions pyproject.toml allows and write both lock files
	@$(PYTHON) scripts/setup.py test
	@$(BIN)/python scripts/lock.py

docs: ## draw the pages that are drawn from the code
	@$(PYTHON) scripts/setup.py test
	@$(BIN)/python scripts/draw_states.py
