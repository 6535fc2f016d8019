#!/usr/bin/env bash
# Expected: a caption in IPTC-IIM whose record 1:90 says UTF-8 (ESC % G, IIM 4.2, chapter 5) is read
#   as UTF-8; a time in EXIF with OffsetTimeOriginal (EXIF 2.31) is that instant.
# Instead: exifr reads each byte as a letter of Latin-1 whatever 1:90 says, "Երևան" is mojibake; as
#   a Date, the time is taken for local time of the machine that builds, the offset beside it is
#   left out; and where its groups are merged, as they are by default, IPTC's day replaces XMP's
#   DateCreated with its hour. ExifReader reads the caption right.
# Versions: pyexiv2 2.16.0 (PyPI) writes; exifr 7.1.3, exifreader 4.46.0 (npm) read.
# For a newsroom: credits and captions of agency pictures are unreadable in galleries made with it,
#   in English they pass; the same picture has another hour on the desk and on the build server.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install pyexiv2==2.16.0 pillow==13.0.0
npm install --silent --no-audit --no-fund --ignore-scripts exifr@7.1.3 exifreader@4.46.0 >/dev/null

v/bin/python - <<'E'
import pyexiv2, PIL.Image
PIL.Image.new("RGB", (8, 8)).save("a.jpg")
with pyexiv2.Image("a.jpg") as picture:
    picture.modify_iptc({"Iptc.Envelope.CharacterSet": "\x1b%G", "Iptc.Application2.Caption": "Երևան", "Iptc.Application2.DateCreated": "2026-11-28"})
    picture.modify_exif({"Exif.Photo.DateTimeOriginal": "2026:11:28 00:30:00", "Exif.Photo.OffsetTimeOriginal": "+04:00"})
    picture.modify_xmp({"Xmp.photoshop.DateCreated": "2026-11-28T00:30:00+04:00"})
E
cat >run.mjs <<'E'
import exifr from "exifr"; import ExifReader from "exifreader"; import fs from "fs";
const bytes = fs.readFileSync("a.jpg");
const read = await exifr.parse(bytes, { iptc: true, xmp: true, exif: true });
const other = ExifReader.load(bytes, { expanded: true });
console.log("exifreader:", other.iptc["Coded Character Set"].description, other.iptc["Caption/Abstract"].description);
console.log("exifr:     ", JSON.stringify(read.Caption), read.DateTimeOriginal.toISOString(), "beside", read.OffsetTimeOriginal, "DateCreated", read.DateCreated);
console.log("right:      \"Երևան\" 2026-11-27T20:30:00.000Z");
process.exit(
  other.iptc["Caption/Abstract"].description === "Երևան" && read.Caption === Buffer.from("Երևան").toString("latin1") &&
  read.DateTimeOriginal.toISOString() === "2026-11-28T00:30:00.000Z" && read.DateCreated === "20261128" ? 0 : 1);
E
TZ=UTC node run.mjs
