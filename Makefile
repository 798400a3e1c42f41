# The few commands of this project. Each works in a fresh clone and prepares what it needs.
PORT ?= 8000
PYTEST_ARGS ?=
PYTHON = .venv/bin/python
# A command that wants a database gets one of its own, which is gone afterwards.
WITH_SERVERS = $(PYTHON) -m halalportal.embedded.temporary

.PHONY: help demo test race bench screenshots clean install install-dev check check-style check-types \
	check-layers check-templates check-migrations check-structure

help:
	@echo "make demo         the whole portal on this machine (PORT=8000), until Ctrl-C"
	@echo "make test         all tests"
	@echo "make race         the quota's races in full: 50 × 200 threads, 2,000 owners over HTTP"
	@echo "make check        linters, types, layers, migrations, architecture tests"
	@echo "make bench        our import beside its peers (BENCH_ARGS='--runs 3')"
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

# The suite runs the same tests with fewer repeats and owners.
race: install-dev
	@RACE_REPEATS=50 RUSH_OWNERS=2000 $(PYTHON) -m pytest -q -s \
		tests/certification/test_races.py tests/journeys/test_rush.py

# Each check has a name of its own; `make -k check` runs all of them in spite of a failure.
check: check-style check-types check-layers check-templates check-migrations check-structure

check-style: install-dev
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

check-types: install-dev
	$(PYTHON) -m mypy .

check-layers: install-dev
	.venv/bin/lint-imports

check-templates: install-dev
	$(PYTHON) -m djlint templates --check
	$(PYTHON) -m djlint templates --lint

check-migrations: install-dev
	$(WITH_SERVERS) $(PYTHON) manage.py makemigrations --check --dry-run

check-structure: install-dev
	$(PYTHON) -m pytest -q tests/architecture

# The peers live in an environment of their own, so that nobody ships them.
bench: install-dev
	@tools/bench.sh $(BENCH_ARGS)

screenshots: install-dev
	@$(PYTHON) -m tools.screenshots

clean:
	@[ ! -x $(PYTHON) ] || $(PYTHON) -m halalportal.embedded.clean
