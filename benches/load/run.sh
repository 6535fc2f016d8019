#!/usr/bin/env bash
# A server under load while an editor saves every second: `bash benches/load/run.sh SECONDS`.
# It needs wrk, and a release build of Dateline. It tells how many requests were answered,
# how many were not or mixed two states of the site, and the memory at the start, each minute
# and at the end.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-300}
program=${DATELINE:-target/release/dateline}
place=$(mktemp -d)
server=
saver=
watcher=
trap 'kill $server $saver $watcher 2>/dev/null; wait; rm -rf "$place"' EXIT

"$program" init "$place/site" >/dev/null
for number in $(seq 1 1000); do
  printf -- '---\ntitle: Story %s\ndate: 2026-01-01\n---\n\nThe council met.\n' "$number" \
    >"$place/site/content/politics/story-$number.md"
done

# The state stands in the headline, which is at several places of its page, and of others.
save() {
  printf -- '---\ntitle: Now STATE-%s-ENDS\ndate: 2026-01-02\n---\n\nIt is STATE-%s-ENDS, and STATE-%s-ENDS.\n' \
    "$1" "$1" "$1" >"$place/now.md"
  mv "$place/now.md" "$place/site/content/politics/now.md"
}
save 0

port=4711
"$program" serve --watch --site "$place/site" --port $port >"$place/log" 2>&1 &
server=$!
until curl --silent --fail --output /dev/null "http://127.0.0.1:$port/politics/now/"; do sleep 0.1; done
memory() { awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$server/status"; }

(
  for state in $(seq 1 "$seconds"); do
    sleep 1
    save "$state"
  done
) &
saver=$!
sleep 5
echo "memory after five seconds: $(memory) MB"
(
  while sleep 60; do
    echo "memory after another minute: $(memory) MB"
  done
) &
watcher=$!
wrk --threads 1 --connections 50 --duration "$((seconds - 5))s" --latency --script benches/load/states.lua \
  "http://127.0.0.1:$port"
echo "memory at the end: $(memory) MB; saves taken in: $(grep -c ' changed: ' "$place/log")"
