# The commands of the project. The text after ## is what `make help` shows.

SHELL := /bin/sh
.DEFAULT_GOAL := help
BIN := .venv/bin
# As many processes as cores; tests/processes.py keeps what is costly in one of them.
PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 4

.PHONY: help demo test check lint format messages diagrams bench clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

demo: .venv/run.stamp ## Start the demo city (PORT=8000, DEMO_DIR=.demo; Ctrl-C stops it)
	@exec $(BIN)/python -m portal.demo

test: .venv/develop.stamp ## Run every test, browser tests included
	@exec $(PYTEST) tests

check: lint ## Lint, check types and layers, and run every test without a browser
	@exec $(PYTEST) tests -m "not browser"

lint: .venv/develop.stamp ## Check style, format, types, import layers and templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates

format: .venv/develop.stamp ## Format the code and repair what ruff can repair
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: .venv/develop.stamp ## Collect the interface's texts into locale/ (needs gettext) and compile them
	SECRET_KEY=unused $(BIN)/python manage.py makemessages --locale zh_Hans --no-location --no-wrap
	$(BIN)/python -m portal.demo.supervisor.messages

diagrams: .venv/develop.stamp ## Draw the moves of each app anew in its README
	SECRET_KEY=unused $(BIN)/python manage.py draw_moves

bench: .venv/develop.stamp ## Measure the store and the web against their limits
	@exec $(BIN)/python -m bench

clean: ## Remove what can be made again (the demo's data stays)
	rm -rf build staticfiles .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .venv/*.stamp
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete

.venv/run.stamp: requirements.lock
	@.ci/install requirements.lock
	@touch $@

.venv/develop.stamp: requirements-dev.lock
	@.ci/install requirements-dev.lock
	@touch $@ .venv/run.stamp
