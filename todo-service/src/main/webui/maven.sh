#!/usr/bin/env bash
# What Maven calls: maven.sh build|test <directory for what is made> <directory for stamps>
# Does nothing where nothing has changed since it last succeeded. Without Node.js the app is left out, loudly; in CI
# that is an error.
set -euo pipefail
task=$1 out=$2 stamps=$3
cd "$(dirname "${BASH_SOURCE[0]}")"
mkdir -p "$stamps"
stamp=$stamps/$task

changed_since() { # stamp
  [[ ! -e $1 || -n $(find . -name node_modules -prune -o -name dist -prune -o ! -path . -newer "$1" -print -quit) ]]
}

if [[ $task == build && -f $out/files.txt || $task == test ]] && ! changed_since "$stamp"; then
  exit 0
fi

version=$(node --version 2>/dev/null || true)
version=${version#v}
IFS=. read -r major minor _ <<<"${version:-0.0.0}"
if ((major < 20 || (major == 20 && minor < 19))); then
  # ./dev shows lines that begin like this, whatever else it hides.
  printf '!!! %s\n' "The browser app is left out ($task): it needs Node.js 20.19 or newer, and ${version:-none} was found." >&2
  [[ -z ${CI:-} ]]
  exit
fi

# Whatever is edited while this runs is newer than the moment it began.
moment=$(mktemp)
trap 'rm -f "$moment"' EXIT

installed=node_modules/.installed
if [[ ! -e $installed || package-lock.json -nt $installed || package.json -nt $installed ]]; then
  npm ci --no-progress
  touch "$installed"
fi

case $task in
  build) TANDEM_APP_OUT=$out npm run --silent build ;;
  test) npm test --silent ;;
esac
touch -r "$moment" "$stamp"
