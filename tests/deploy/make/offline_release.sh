#!/usr/bin/env bash
# Makes the release of a clean clone in a network namespace without interfaces, from a folder of
# wheels and from nothing else: what a machine on an intranet without an index does.
set -euo pipefail
wheels=$(realpath "$1")
root=$(realpath "$(dirname "$0")/../../..")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone --quiet "$root" "$work/clone"
names=(--net)
[ "$(id -u)" = 0 ] || names=(--map-root-user --net)
settings=()
for name in AS_OF SITE_URL REPO_URL EDIT_URI REPORT_URL DATA_DIR; do
  test -z "${!name:-}" || settings+=("$name=${!name}")
done
env -i PATH="$PATH" HOME="$work" "${settings[@]}" unshare "${names[@]}" bash -euc '
  test "$(grep -c : /proc/net/dev)" = 1 || { echo "there is a network here"; exit 1; }
  make --no-print-directory --directory "$1" release WHEELS="$2"
' sealed "$work/clone" "$wheels"
echo "$(find "$wheels" -name '*.whl' | wc -l) wheels, no network: $(basename "$work"/clone/build/release/*.tar)," \
  "$(stat --format %s "$work"/clone/build/release/*.tar) bytes"
sha256sum "$work"/clone/build/release/*.tar | cut -c1-64
