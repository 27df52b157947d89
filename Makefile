# Everything one does with this project. `make` alone prints the targets.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA_DIR ?= data
export DATA_DIR
# Material announces its end of life on every run; the design answers it, the log need not.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help serve check build pdf test fast bench-search bench-publish bench-clerk fix due publish rollback lint format requirements clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(VENV)/.site check ## check the data and serve the site at 127.0.0.1:8000, rebuilt on every change
	$(BIN)/python -m mkdocs serve --dev-addr 127.0.0.1:8000

check: $(VENV)/.site ## print every problem of the data (DATA_DIR=... for other data)
	$(BIN)/python -m macros check --data $(DATA_DIR) $(CHECK)

build: $(VENV)/.site ## build the site into site/, strictly (AS_OF=2024-03-11 for another day)
	$(BIN)/python -m mkdocs build --strict

pdf: $(VENV)/.dev $(VENV)/.chromium build ## build the site and make build/handbook.pdf (SITE_URL=https://... for its links)
	$(BIN)/python -m tests.pdf $(or $(SITE_DIR),site) build/handbook.pdf --base "$(SITE_URL)"

test: $(VENV)/.dev $(VENV)/.chromium lint ## run every check and test, those in a browser included
	$(BIN)/python -m pytest

fast: $(VENV)/.dev ## run the tests that need neither a build nor a browser
	$(BIN)/python -m pytest -m "not site and not browser"

bench-search: $(VENV)/.dev $(VENV)/.chromium ## compare our search with Material's own and Pagefind
	$(BIN)/python -m tests.bench_search

bench-publish: $(VENV)/.dev ## kill 200 publications while readers read, and count what they notice
	$(BIN)/python -m tests.bench_publish

bench-clerk: $(VENV)/.dev ## make 200 changes of each kind in a copy of the data, and compare every byte
	$(BIN)/python -m tests.bench_clerk

fix: $(VENV)/.site ## mend what has one right form in the data (blanks, encoding, order of keys)
	$(BIN)/python -m macros fix --data $(DATA_DIR)

due: $(VENV)/.site ## list the records that are due to be checked again (DUE="--on 2026-12-31")
	$(BIN)/python -m macros check --due --data $(DATA_DIR) $(DUE)

publish: ## show a release to readers (DEST=/srv/site, RELEASE=build/release/....tar)
	@$(PYTHON) -m deploy publish "$(DEST)" $(if $(RELEASE),"$(RELEASE)")

rollback: ## show the release of before again (DEST=/srv/site, RELEASE=its name for another)
	@$(PYTHON) -m deploy rollback "$(DEST)" $(if $(RELEASE),"$(RELEASE)")

lint: $(VENV)/.dev ## check form and types of the code and the YAML
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/yamllint --strict .

format: $(VENV)/.dev ## put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

requirements: $(VENV)/.dev ## pin the newest versions allowed by pyproject.toml, with hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile $(PIN) pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile $(PIN) pyproject.toml --group dev --output-file requirements-dev.txt

PIN := --quiet --upgrade --generate-hashes --no-emit-index-url --no-header --universal \
	--python-version 3.11

# The tests drive a Chromium: one that is here, else Debian's package if we may install it, else
# the one that Playwright brings.
$(VENV)/.chromium: $(VENV)/.dev
	command -v chromium || command -v chromium-browser || command -v google-chrome \
	  || { apt-get update --quiet && apt-get install --quiet --yes chromium; } \
	  || $(BIN)/python -m playwright install --with-deps chromium \
	  || $(BIN)/python -m playwright install chromium
	touch $@

clean: ## remove what was built
	rm -rf $(VENV) site build .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.site: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/.dev: $(VENV)/.site requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@
