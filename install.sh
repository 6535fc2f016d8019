#!/bin/sh
# Installs a released Dateline: `sh install.sh v0.1.0 FOLDER`. Nothing is installed
# whose checksum is not in checksums.txt, beside this file: who could change a release
# could change checksums that lie with it as well.
set -eu

version=$1
folder=$2
releases=${DATELINE_RELEASES:-https://github.com/dateline-news/dateline/releases/download}

sums=$(dirname "$0")/checksums.txt

# Nothing else comes but over https, nor after a redirect. The project's own tests serve
# a release from this machine: they say its address twice.
protocols='=https'
if [ "$releases" = "${DATELINE_TESTS_SERVE_RELEASES-}" ]; then protocols='=http,https'; fi

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) target=x86_64-unknown-linux-musl ;;
  Linux-aarch64 | Linux-arm64) target=aarch64-unknown-linux-musl ;;
  Darwin-x86_64) target=x86_64-apple-darwin ;;
  Darwin-arm64) target=aarch64-apple-darwin ;;
  MINGW*-x86_64 | MSYS*-x86_64) target=x86_64-pc-windows-msvc ;;
  *)
    echo "There is no release for $(uname -s) on $(uname -m): build it with \`cargo install --path .\`" >&2
    exit 1
    ;;
esac
case $target in
  *-windows-*) name=dateline-$version-$target archive=$name.zip program=dateline.exe ;;
  *) name=dateline-$version-$target archive=$name.tar.gz program=dateline ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
curl --proto "$protocols" --proto-redir '=https' --tlsv1.2 --fail --silent --show-error --location \
  --retry 3 --connect-timeout 30 --max-time 300 --output "$work/$archive" "$releases/$version/$archive" || {
  echo "$releases/$version/$archive cannot be fetched: is $version a release?" >&2
  exit 1
}

if command -v sha256sum >/dev/null; then sum=sha256sum; else sum="shasum -a 256"; fi
# Of each line, the name follows two characters after the sum. A checkout on Windows may
# have ended the lines as Windows does.
awk -v archive="$archive" '{ sub(/\r$/, "") } substr($0, 67) == archive' "$sums" >"$work/expected"
if ! test -s "$work/expected"; then
  echo "checksums.txt has no $archive: use the action, or the install.sh, of $version" >&2
fi
if ! { test -s "$work/expected" && (cd "$work" && $sum -c expected >/dev/null 2>&1); }; then
  echo "$archive is not what was released: its checksum is another. Nothing was installed." >&2
  exit 1
fi

case $archive in
  *.zip) unzip -q "$work/$archive" -d "$work" ;;
  *) tar -xzf "$work/$archive" -C "$work" ;;
esac
mkdir -p "$folder"
# A rename, so that a program that runs is not written over.
cp "$work/$name/$program" "$folder/.$program.new"
mv "$folder/.$program.new" "$folder/$program"
echo "Dateline $version is $folder/$program"
