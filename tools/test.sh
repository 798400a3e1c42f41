#!/bin/sh
# Runs the tests; without the browser tests where no Chromium can be had, and says so.
set -eu
cd "$(dirname "$0")/.."
tools/system_packages.sh browser || {
	[ $? = 3 ] || exit 1
	echo "The browser tests are left out: Chromium is missing (apt install chromium-headless-shell poppler-utils)."
	export HALALPORTAL_NO_BROWSER=1
}
# A process a core, each with servers of its own; tests that share a demo stay in one process.
# PYTEST_ARGS="-n 0" runs them one by one.
exec .venv/bin/python -m pytest -n auto --maxprocesses 4 --dist loadgroup "$@"
