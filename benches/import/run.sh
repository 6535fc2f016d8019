#!/usr/bin/env bash
# How long an import takes: `bash benches/import/run.sh [EXPORT.xml] [RUNS] [STORIES]`.
#
# 1. An export of WordPress, such as that of the theme unit test, by Dateline and by npm's
#    wordpress-export-to-markdown, in turns. The peer has to be installed: name its folder in PEER,
#    `npm install --prefix DIR wordpress-export-to-markdown@2.2.2`, PEER=DIR.
# 2. STORIES stories of a Jekyll site, and a cold build of what they become.
#
# It needs a release build of Dateline (DATELINE names another one), and tells the median of each.
set -euo pipefail
cd "$(dirname "$0")/../.."
export=${1:-}
runs=${2:-9}
stories=${3:-10000}
program=$(realpath "${DATELINE:-target/release/dateline}")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

# The milliseconds that a command takes.
took() {
  local start end
  start=$(date +%s%N)
  "$@" >"$place/log" 2>&1 </dev/null || { cat "$place/log" >&2; exit 1; }
  end=$(date +%s%N)
  echo $(((end - start) / 1000000))
}

median() { sort -n "$1" | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

import() { rm -rf "$place/new"; "$program" import "$1" --into "$place/new"; }

peer() {
  rm -rf "$place/peer"
  node "$PEER/node_modules/wordpress-export-to-markdown/$main" --wizard=false \
    --input="$export" --output="$place/peer" --year-folders=false --month-folders=false \
    --post-folders=true --prefix-date=false --save-attached-images=false --save-scraped-images=false
}

if [ -n "$export" ]; then
  export=$(realpath "$export")
  if [ -n "${PEER:-}" ]; then
    main=$(node -p "const p = require('$(realpath "$PEER")/node_modules/wordpress-export-to-markdown/package.json'); Object.values(p.bin ?? {})[0] ?? p.main ?? 'index.js'")
    PEER=$(realpath "$PEER")
  fi
  for run in $(seq 0 "$runs"); do
    # The first run of each reads the programs from the disk.
    ours=$(took import "$export")
    if [ "$run" -gt 0 ]; then echo "$ours" >>"$place/ours"; fi
    if [ -n "${PEER:-}" ]; then
      theirs=$(took peer)
      if [ "$run" -gt 0 ]; then echo "$theirs" >>"$place/theirs"; fi
    fi
  done
  echo "$(basename "$export"), $(stat -c %s "$export") bytes, median of $runs runs:"
  echo "  dateline import                $(median "$place/ours") ms"
  if [ -n "${PEER:-}" ]; then
    echo "  wordpress-export-to-markdown   $(median "$place/theirs") ms"
  fi
fi

mkdir -p "$place/old/_posts"
printf 'title: Old\nurl: https://old.example\npermalink: /:categories/:year/:month/:title/\n' >"$place/old/_config.yml"
awk -v stories="$stories" -v folder="$place/old/_posts" 'BEGIN {
  for (at = 1; at <= stories; at++) {
    day = sprintf("20%02d-%02d-%02d", 10 + at % 15, 1 + at % 12, 1 + at % 28)
    file = folder "/" day "-story-" at ".md"
    printf "---\ntitle: \"Story %d\"\ncategories: section-%d\ntags: [tag-%d, peace]\n---\n", at, at % 8, at % 200 > file
    for (part = 0; part < 12; part++)
      printf "The council met on **day %d** and spoke of [the dam](https://dam.example/%d) for the %dth time. *Nothing* was decided, as so often.\n\n", at, part, part > file
    printf "## What follows {#next}\n\n- one\n- two\n{: .list}\n" > file
    close(file)
  }
}'
for run in 1 2 3; do
  took import "$place/old" >>"$place/many"
  rm -rf "$place/new/public"
  took "$program" build --site "$place/new" >>"$place/build"
done
echo "$stories stories of Jekyll, median of 3 runs:"
echo "  dateline import                $(median "$place/many") ms"
echo "  dateline build, cold           $(median "$place/build") ms"
