#!/bin/sh
# Measures our import beside its peers, which are installed into an environment of their own.
set -eu
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo var/uv/bin/uv)
python=$(.venv/bin/python -c 'import sys; print(sys._base_executable)')
export UV_PROJECT_ENVIRONMENT=var/bench-venv UV_PYTHON="$python"
"$uv" sync --frozen --quiet --extra embedded --no-default-groups --group bench
exec var/bench-venv/bin/python -m halalportal.embedded.temporary \
	var/bench-venv/bin/python -m "${BENCH:-bench.importing}" "$@"
