#!/usr/bin/env bash
# Expected: flate2's `MultiGzDecoder`, which is for files of several members, reads a .gz that is
#   filled up with zeros behind its last member, as tapes and block devices leave it, like gzip(1)
#   and Python's gzip do.
# Instead: everything is read, and then the padding is an error, "invalid gzip header", so that who
#   reads to the end loses all of it.
# Version: flate2 1.1.11 (Rust crate), gzip 1.x and Python 3 beside it.
# For a newsroom: an archived access log that every other tool takes is refused as damaged. Keep what was
#   read, and take a rest of nothing but zeros for the end.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
{ printf 'one\n' | gzip -n; printf 'two\n' | gzip -n; head -c 512 /dev/zero; } >padded.gz
mkdir src
cat >Cargo.toml <<'E2'
[package]
name = "padded"
version = "0.1.0"
edition = "2021"
[dependencies]
flate2 = { version = "=1.1.11", default-features = false, features = ["zlib-rs"] }
E2
cat >src/main.rs <<'E2'
use std::io::Read;
fn main() {
    let file = std::fs::File::open("padded.gz").unwrap();
    let mut text = String::new();
    let read = flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text);
    println!("{text:?} {}", read.map_or_else(|fault| fault.to_string(), |_| "read to the end".into()));
}
E2
by_gzip=$(gzip -dc padded.gz 2>/dev/null || true)
by_python=$(python3 -c 'import gzip; print(gzip.open("padded.gz").read().decode(), end="")')
by_flate2=$(cargo run --quiet)
printf 'gzip: %q\npython: %q\nflate2: %s\n' "$by_gzip" "$by_python" "$by_flate2"
[ "$by_gzip" = $'one\ntwo' ] && [ "$by_python" = $'one\ntwo' ] && [ "$by_flate2" = '"one\ntwo\n" invalid gzip header' ]
