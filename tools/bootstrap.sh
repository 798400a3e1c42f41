#!/bin/sh
# Makes .venv ready for `make demo` (tools/bootstrap.sh run) or for tests and checks
# (tools/bootstrap.sh dev). Quick when nothing has changed since the last time.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-run}
uv_home=var/uv

say() { echo "$*" >&2; }
fail() { say "$*"; exit 1; }

is_suitable() { # a Python from 3.12 to 3.14 that really runs: a pyenv shim may not
	"$1" -c 'import sys; sys.exit(not (3, 12) <= sys.version_info < (3, 15))' 2>/dev/null
}

find_python() { # print the path of the Python to use: 3.13 where there is one
	for name in 3.13 3.12 3.14; do
		for python in "$(command -v "python$name" || true)" \
			"${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$name"*/bin/python3 \
			"${UV_PYTHON_INSTALL_DIR:-$HOME/.local/share/uv/python}"/cpython-"$name"*/bin/python3 \
			"/usr/local/bin/python$name" "/opt/python$name/bin/python3"; do
			if [ -x "$python" ] && is_suitable "$python"; then
				"$python" -c 'import sys; print(sys.executable)'
				return
			fi
		done
	done
	python=$(command -v python3 || true)
	if [ -n "$python" ] && is_suitable "$python"; then echo "$python"; fi
}

bring_uv() { # print the path of uv, installed by pip when the machine has none
	if command -v uv >/dev/null && uv --version >/dev/null 2>&1; then
		command -v uv
		return
	fi
	if [ ! -x "$uv_home/bin/uv" ]; then
		say "Installing uv into $uv_home …"
		rm -rf "$uv_home"
		# Debian's own Python has no venv without the package python3-venv: pip alone will do then.
		{ "$UV_PYTHON" -m venv "$uv_home" >/dev/null 2>&1 && "$uv_home/bin/pip" install -q 'uv>=0.9,<1' >&2; } ||
			{ rm -rf "$uv_home" && "$UV_PYTHON" -m pip install -q --target "$uv_home" 'uv>=0.9,<1' >&2; } ||
			fail "uv could not be installed: install it yourself (https://docs.astral.sh/uv/) and try again."
	fi
	echo "$PWD/$uv_home/bin/uv"
}

sync() { # sync OPTION…: install the locked packages, once more should the network hiccup
	"$uv" sync --frozen --quiet --extra embedded "$@" ||
		{ say "Trying once more …" && "$uv" sync --frozen --quiet --extra embedded "$@"; } ||
		fail "The packages could not be installed: see the lines above."
}

install_packages() {
	UV_PYTHON=${UV_PYTHON:-$(find_python)}
	[ -n "$UV_PYTHON" ] || fail "No Python 3.12, 3.13 or 3.14 found: install one (apt install python3 on Debian 13," \
		"pyenv install 3.13 elsewhere), or set UV_PYTHON to its path."
	export UV_PYTHON PIP_DISABLE_PIP_VERSION_CHECK=1 UV_HTTP_TIMEOUT="${UV_HTTP_TIMEOUT:-180}"
	uv=$(bring_uv)
	say "Installing the Python packages (a minute or two, only once) …"
	case $kind in
	dev) sync ;;
	# Lean, and it takes nothing away from a developer who ran the tests before.
	*) sync --no-dev --inexact ;;
	esac
}

sum=$(cat uv.lock pyproject.toml .python-version | cksum)
stamp=.venv/.installed-$kind
is_current() { [ -x .venv/bin/python ] && [ "$(cat "$1" 2>/dev/null)" = "$sum" ]; }
if ! is_current "$stamp" && ! { [ "$kind" = run ] && is_current .venv/.installed-dev; }; then
	install_packages
	echo "$sum" >"$stamp"
fi
