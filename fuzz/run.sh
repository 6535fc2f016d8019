#!/usr/bin/env bash
# Fuzzes the targets of tests/it/fuzz/targets/: `bash fuzz/run.sh SECONDS [TARGET…]`, two at a
# time, each for as long. Needs Python, `cargo install cargo-fuzz` and a nightly compiler.
#
# It begins with tests/it/fuzz/corpus/. What is new goes to fuzz/found/, and from there what
# reaches code that nothing else reaches back to the corpus, which `cargo test --test it fuzz`
# tries. An input that breaks a promise stops its target, and is left in fuzz/artifacts/;
# it belongs in tests/it/fuzz/found/, where it stays.
set -euo pipefail
cd "$(dirname "$0")/.."

export seconds=${1:?for how many seconds each}
shift
if [ $# -eq 0 ]; then
  set -- $(sed -n 's/^    ("\([a-z_]*\)", .*/\1/p' tests/it/fuzz/targets/mod.rs)
fi

cp Cargo.lock fuzz/Cargo.lock
# The code is without `unsafe`, so no sanitizer has anything to find.
cargo +nightly fuzz build --sanitizer none any
export any=${CARGO_TARGET_DIR:-fuzz/target}/$(rustc +nightly -vV | sed -n 's/^host: //p')/release/any

# An input may take ten seconds and 2 GiB; longer ones than 4 kB find little more.
fuzz() {
  local target=$1 found=fuzz/found/$1 log=fuzz/found/$1.txt
  export DATELINE_TARGET=$target
  mkdir -p "fuzz/artifacts/$target"
  python3 fuzz/corpus.py unpack "tests/it/fuzz/corpus/$target.jsonl" "$found"
  if "$any" -seed="$RANDOM" -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=2048 \
    -artifact_prefix="fuzz/artifacts/$target/" "$found" >"$log" 2>&1; then
    echo "$target: $(grep -ao 'Done.*' "$log" | tail -n 1)"
  else
    echo "$target: broken, see $log and fuzz/artifacts/$target/"
    return 1
  fi
}
export -f fuzz
ended=0
printf '%s\n' "$@" | xargs -P 2 -I{} bash -c "fuzz {}" || ended=1

# Only what reaches new code is kept, and of two that reach the same, the shorter.
for target in "$@"; do
  kept=$(mktemp -d)
  DATELINE_TARGET=$target "$any" -merge=1 -use_counters=0 -max_len=4096 "$kept" "fuzz/found/$target" \
    >"fuzz/found/$target-merge.txt" 2>&1 || { echo "$target: see fuzz/found/$target-merge.txt"; exit 1; }
  python3 fuzz/corpus.py pack "$kept" "tests/it/fuzz/corpus/$target.jsonl"
  rm -r "$kept"
done
exit $ended
