# Every target works in a fresh clone: it makes the virtual environment it needs.

SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
PORT ?= 8000
export PORT
BROWSERS := chromium chromium-browser google-chrome google-chrome-stable
# Of the command line alone: what a shell exports under these names is for other programs.
ARGS :=
N :=

# Variables that make Python or pip take something else than what is here.
unexport PYTHONCASEOK PYTHONEXECUTABLE PYTHONHOME PYTHONINSPECT PYTHONOPTIMIZE PYTHONPATH \
  PYTHONPLATLIBDIR PYTHONSAFEPATH PYTHONSTARTUP PYTHONUSERBASE PYTHONWARNINGS
unexport PIP_DRY_RUN PIP_NO_DEPS PIP_PREFIX PIP_ROOT PIP_TARGET PIP_USER

.DEFAULT_GOAL := help
.PHONY: help install run test docs-examples lint format check lock clean browser bench screenshots

help:
	@echo 'make run      serve the registry on http://127.0.0.1:$(PORT)/ (PORT=…)'
	@echo 'make test     run the tests (ARGS="-k name" for some of them)'
	@echo 'make docs-examples  run the examples of docs/*.md and write down what they print'
	@echo 'make bench    measure the API, imports, lists and pages (N=rows)'
	@echo 'make screenshots  make the pictures of docs/editing.md anew'
	@echo 'make lint     check style and the direction of imports'
	@echo 'make format   put the source in its one format'
	@echo 'make check    look for missing migrations and unsafe production settings'
	@echo 'make lock     choose the versions of all dependencies anew'
	@echo 'make clean    remove the virtual environment and the caches; the database stays'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Python 3.11 or later is needed; name one with  make PYTHON=/path/to/python3.11'; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  echo 'This Python cannot make virtual environments. On Debian or Ubuntu:  apt install python3-venv'; \
	  exit 1; }
	@echo 'Making a virtual environment in $(VENV)'
	@$(PYTHON) -m venv $(VENV)

$(INSTALLED): requirements.txt | $(BIN)/python
	@echo 'Installing what requirements.txt names (about a minute)'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

install: $(INSTALLED)

run: $(INSTALLED)
	@exec $(BIN)/python manage.py serve $(ARGS)

test: $(INSTALLED) browser
	@exec $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

browser:
	@for name in $(BROWSERS); do command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo 'Installing Chromium for the tests that use a browser'; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null || true; \
	fi; \
	for name in $(BROWSERS); do command -v $$name >/dev/null && exit 0; done; \
	echo 'No Chromium found: the tests that use a browser will fail. On Debian:  apt install chromium'

bench: $(INSTALLED)
	$(BIN)/python -m tests.benchmarks.bench_api $(or $(N),100000)
	$(BIN)/python -m tests.benchmarks.bench_import $(or $(N),20000)
	$(BIN)/python -m tests.benchmarks.bench_desk $(or $(N),20000)
	$(BIN)/python -m tests.benchmarks.bench_membership
	$(BIN)/python -m tests.benchmarks.bench_release $(or $(N),100000)
	$(BIN)/python -m tests.benchmarks.bench_pages

screenshots: $(INSTALLED) browser
	GUIDE_PICTURES=docs/images $(BIN)/python -m pytest -q tests/browser/test_guide.py

docs-examples: $(INSTALLED)
	DOCS_EXAMPLES=write $(BIN)/python -m pytest -q tests/docs/test_examples.py

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@! grep -q '^\[tool.importlinter\]' pyproject.toml || $(BIN)/lint-imports

format: $(INSTALLED)
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

PRODUCTION := HTTPS=true ALLOWED_HOSTS=registry.example.org SCO_REGISTRY_DEBUG=false \
  DATABASE_URL=postgres://registry@db.example.org/registry

check: $(INSTALLED)
	$(BIN)/python manage.py makemigrations --check --dry-run
	SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
	  $(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

lock: $(INSTALLED)
	$(BIN)/uv pip compile pyproject.toml --group test --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --upgrade -o requirements.txt $(ARGS)

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .import_linter_cache var/static
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
