#!/usr/bin/env bash
# The wheel, as a stranger gets it: built, installed in an empty environment, and used to build the reference site.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"${VENV:-.venv}/bin/python" -m pip wheel --quiet --no-deps --wheel-dir "$work/dist" .
python3 -m venv "$work/empty"
"$work/empty/bin/python" -m pip install --quiet --disable-pip-version-check -c constraints.txt "$work"/dist/*.whl

# A project folder with nothing of the repository but its content: templates and styles come from the wheel.
mkdir "$work/project"
cp -r content "$work/project/content"
rm -rf "$work/project/content/posture/snapshots"
mkdir -p "$work/project/static"
cp -r static/img "$work/project/static/img"
cd "$work/project"
"$work/empty/bin/trustgen" snapshot demo
"$work/empty/bin/trustgen" build
test -s site/index.html
test -s site/posture/manifest.json
test -s site/security-whitepaper.pdf

# In an empty folder it says what is missing, and says it well.
mkdir "$work/nothing"
cd "$work/nothing"
code=0
"$work/empty/bin/trustgen" build > "$work/said" || code=$?
test "$code" -eq 1
grep -q 'content' "$work/said"
test ! -e site
printf 'wheel: %s builds the reference site in an empty environment\n' "$(basename "$work"/dist/*.whl)"
cd "$root"
