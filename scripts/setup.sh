#!/usr/bin/env bash
# Sets up what is missing on this machine: Debian packages, a virtual environment, the Python packages.
# Usage: scripts/setup.sh site|test
# Debian packages are installed where that is allowed (root, or sudo without a password); elsewhere the script names
# exactly what to install and stops.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:?site or test}
venv=${VENV:-.venv}

say() { printf 'setup: %s\n' "$*" >&2; }

python=${PYTHON:-}
if [ -z "$python" ]; then
  for name in python3.13 python3.12 python3.11 python3; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      python=$name
      break
    fi
  done
fi
[ -n "$python" ] || { say "Python 3.11 or newer is needed; none was found."; exit 1; }

# What each purpose needs, as Debian names it, and how to see that it is there on any system.
missing=()
has_library() { "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null; }
has_library libpango-1.0.so.0 || missing+=(libpango-1.0-0)
has_library libpangoft2-1.0.so.0 || missing+=(libpangoft2-1.0-0)
has_library libharfbuzz-subset.so.0 || missing+=(libharfbuzz-subset0)
"$python" -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
if [ "$purpose" = test ]; then
  command -v chromium >/dev/null || missing+=(chromium)
  command -v pdffonts >/dev/null || missing+=(poppler-utils)
  command -v openssl >/dev/null || missing+=(openssl)
  command -v git >/dev/null || missing+=(git)
  # Servers that a test starts on a free port of loopback and ends again.
  PATH=$PATH:/usr/sbin command -v nginx >/dev/null || missing+=(nginx-light)
  command -v docker-registry >/dev/null || missing+=(docker-registry)
  command -v jq >/dev/null || missing+=(jq)
  command -v node >/dev/null || missing+=(nodejs)
fi

if [ ${#missing[@]} -gt 0 ]; then
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi
  if command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; then
    say "installing ${missing[*]}"
    "${as_root[@]}" apt-get update -q >/dev/null
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null
    # Debian starts a server as soon as it is installed; the tests need the programs alone.
    for service in nginx-light docker-registry; do
      if [[ " ${missing[*]} " == *" $service "* ]] && command -v systemctl >/dev/null; then
        "${as_root[@]}" systemctl disable --now "${service%-light}" >/dev/null 2>&1 || true
      fi
    done
  else
    say "please install: ${missing[*]}"
    say "on Debian or Ubuntu: sudo apt-get install --no-install-recommends ${missing[*]}"
    exit 1
  fi
fi

# The environment is made anew when what it was made from has changed.
wanted=$(cat pyproject.toml constraints.txt | sha256sum | cut -d' ' -f1)-$purpose
stamp=$venv/.made-for
if [ ! -x "$venv/bin/python" ]; then
  say "making $venv"
  "$python" -m venv "$venv"
fi
have=$(cat "$stamp" 2>/dev/null || true)
if [ "$have" != "$wanted" ] && [ "$have" != "${wanted%-site}-test" ]; then
  say "installing the Python packages"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
  if [ "$purpose" = test ]; then
    "$venv/bin/python" -m pip install --quiet -c constraints.txt --editable . --group dev
  else
    "$venv/bin/python" -m pip install --quiet -c constraints.txt --editable .
  fi
  printf '%s\n' "$wanted" > "$stamp"
fi

# An editable installation has no bytecode until somebody runs it, and none at all where Python may not write any; the
# same goes for what the gate makes of its data.
"$venv/bin/python" -m compileall -q trustgen
env -u PYTHONDONTWRITEBYTECODE "$venv/bin/python" -c '
from trustgen.claims.catalogue.prefilter import may_mention
from trustgen.claims.words.vendors import vendors
may_mention("text"), vendors()'
