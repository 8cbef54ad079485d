#!/bin/sh
# Installs Treaty from the checkout that this action came with, into the runner's temporary folder.
set -eu
source=$(cd "$(dirname "$0")/../../.." && pwd)
into="${RUNNER_TEMP:-/tmp}/treaty"

if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "::error title=treaty gate::Treaty needs Python 3.11 or newer: put actions/setup-python before this action"
  exit 2
fi

python3 -m venv "$into"
"$into/bin/python" -m pip install --quiet --disable-pip-version-check -c "$source/constraints.txt" "$source"

if ! ls "$into"/lib/python*/site-packages/governance/validation/official/asyncapi-*.json >/dev/null 2>&1; then
  echo "::notice title=treaty gate::AsyncAPI documents cannot be validated: npm could not bring their schemas"
fi
"$into/bin/treaty" --version
