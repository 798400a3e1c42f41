# The few commands of this project. Each works in a fresh clone and prepares what it needs.
PORT ?= 8000
PYTEST_ARGS ?=
PYTHON = .venv/bin/python
# A command that wants a database gets one of its own, which is gone afterwards.
WITH_SERVERS = $(PYTHON) -m halalportal.embedded.temporary

.PHONY: help demo test check screenshots clean install install-dev

help:
	@echo "make demo         the whole portal on this machine (PORT=8000), until Ctrl-C"
	@echo "make test         all tests"
	@echo "make check        linters, types, layers, migrations, architecture tests"
	@echo "make screenshots  renew the pictures of the README"
	@echo "make clean        forget the data of make demo"

install:
	@tools/bootstrap.sh run
	@tools/system_packages.sh pango

install-dev:
	@tools/bootstrap.sh dev
	@tools/system_packages.sh pango

# exec: a signal to make's child is a signal to the supervisor itself.
demo: install
	@exec $(PYTHON) manage.py demo --port $(PORT)

test: install-dev
	@tools/test.sh $(PYTEST_ARGS)

check: install-dev
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy .
	.venv/bin/lint-imports
	$(PYTHON) -m djlint templates --check --lint
	$(WITH_SERVERS) $(PYTHON) manage.py makemigrations --check --dry-run
	$(PYTHON) -m pytest -q tests/architecture

screenshots: install-dev
	@$(PYTHON) tools/screenshots.py

clean:
	@[ ! -x $(PYTHON) ] || $(PYTHON) -m halalportal.embedded.clean
