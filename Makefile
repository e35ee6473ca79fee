# Two commands: `make verify` checks the paper, `make test` checks the project.
PYTHON ?= python3
BIN := .venv/bin
ARGS ?=
NAME ?= earnshaw_theorem

.PHONY: verify test full bench lesson clean

verify: .venv/.ready
	@$(BIN)/earnshaw verify $(ARGS)

test: .venv/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 $(ARGS)

full: .venv/.ready-dev
	$(BIN)/python -m pytest -n 2 --full $(ARGS)

bench: .venv/.ready-dev
	$(BIN)/python -m benchmarks $(ARGS)

LESSONS := $(filter-out blackboard,$(basename $(notdir $(wildcard notebooks/*.py))))

lesson: .venv/.ready-lessons
	@[ -n "$(filter $(NAME),$(LESSONS))" ] || { echo "there is no lesson '$(NAME)'; take NAME= one of $(LESSONS)" >&2; exit 2; }
	$(BIN)/marimo edit notebooks/$(NAME).py

.venv/.ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "earnshaw needs Python 3.11 or newer: run make with PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/.ready-dev: .venv/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

.venv/.ready-lessons: .venv/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[lessons]'
	@touch $@

clean:
	rm -rf .venv
