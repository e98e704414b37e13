#!/usr/bin/env bash
# Checks Kubernetes objects, a JSON array on stdin, against the schemas of their kinds. Installs those first (npm).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

installed=node_modules/.installed
if [[ ! -e $installed || package-lock.json -nt $installed ]]; then
  npm ci --no-progress --loglevel=error >&2
  touch "$installed"
fi
exec node check.mjs
