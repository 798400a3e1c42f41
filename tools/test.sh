#!/bin/sh
# Runs the tests; without the browser tests where no Chromium can be had, and says so.
set -eu
cd "$(dirname "$0")/.."
tools/system_packages.sh browser || {
	[ $? = 3 ] || exit 1
	echo "The browser tests are left out: Chromium is missing (apt install chromium-headless-shell poppler-utils)."
	export HALALPORTAL_NO_BROWSER=1
}
# Each process has servers of its own; one more than cores, because many tests wait for a browser.
# Tests that share a demo stay in one process. PYTEST_ARGS="-n 0" runs all one by one.
processes=$(($(nproc 2>/dev/null || echo 1) + 1))
exec .venv/bin/python -m pytest -n "$processes" --maxprocesses 4 --dist loadgroup "$@"
