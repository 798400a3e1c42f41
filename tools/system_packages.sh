#!/bin/sh
# Sees to the Debian packages that Python packages cannot bring.
#   tools/system_packages.sh pango     what makes PDF files
#   tools/system_packages.sh browser   what the browser tests need; prints a reason and ends with 3
#                                      where Chromium is missing and may not be installed
set -eu
cd "$(dirname "$0")/.."
patience="-o Acquire::Retries=2 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20"
pdf="libpangoft2-1.0-0 libharfbuzz-subset0"
tried=.venv/.tried-harfbuzz
browser="chromium-headless-shell poppler-utils fonts-liberation2"

say() { echo "$*" >&2; }

can_load() { .venv/bin/python -c 'import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]' "$@" 2>/dev/null; }
is_linux() { [ "$(uname -s)" = Linux ]; }
has_pango() { can_load libgobject-2.0.so.0 libpangoft2-1.0.so.0; }
has_subset() { can_load libharfbuzz-subset.so.0 || [ -e "$tried" ]; } # welcome, not needed: ask once
has_chromium() { command -v chromium-headless-shell || command -v chromium; }
has_browser() { has_chromium >/dev/null && command -v pdftotext >/dev/null; }

become_root() { # become_root COMMAND…: run as root, or fail quietly where that is not ours to do
	if [ "$(id -u)" = 0 ]; then "$@"; elif sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

apt_install() {
	command -v apt-get >/dev/null && become_root true || return 1
	say "Installing with apt: $* …"
	set -- --no-install-recommends install "$@"
	become_root env DEBIAN_FRONTEND=noninteractive apt-get -qq $patience update </dev/null >/dev/null 2>&1 || true
	become_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y $patience "$@" </dev/null >/dev/null
}

case $1 in
pango)
	# Without it nothing but PDF files is amiss; `make demo` says so itself when it starts.
	# shellcheck disable=SC2086 # words, not one word
	if is_linux && ! { has_pango && has_subset; }; then
		apt_install $pdf || true
		: >"$tried"
	fi
	;;
browser)
	# shellcheck disable=SC2086 # words, not one word
	has_browser || apt_install $browser || true
	if ! has_browser; then
		[ "${CI:-}" = true ] && { say "Chromium is missing and could not be installed: apt install $browser"; exit 1; }
		exit 3
	fi
	;;
esac
