#!/usr/bin/env bash
# Expected: `withExif({ IFD0: { Artist: "Անի Սարգսյան" } })` of sharp writes that name as UTF-8, which the
#   Metadata Working Group's guidelines ask of writers (EXIF 3.0 has a type for it), and which sharp
#   itself keeps where a file has it already (keepExif, withExifMerge); or it says that it cannot.
# Instead: what is new is turned into ASCII on the way, in silence: letters of other scripts are each a
#   "?", Łukasz Sokół is Lukasz Sokol, © is (C). UserComment, a field with a code of its own for
#   Unicode, fares no better. exiv2 writes all of them right, as does sharp's own withXmp.
# Versions: sharp 0.35.5 (npm; libvips is in its package), exiv2 0.19.2 (PyPI) to read, and beside it.
# For a newsroom: the credit, the caption and the copyright of each picture that a build stamps are
#   "??? ????????" in files that leave the house, and no one sees it on the page. Stamp XMP.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install exiv2==0.19.2
npm install --silent --no-audit --no-fund sharp@0.35.5 >/dev/null

cat >run.mjs <<'E'
import sharp from "sharp";
const square = sharp({ create: { width: 8, height: 8, channels: 3, background: "#a33" } });
if (process.argv[2] === "write") {
  const exif = { IFD0: { Artist: "Անի Սարգսյան", ImageDescription: "Łukasz Sokół", Copyright: "© თბილისი" }, IFD2: { UserComment: "Երևան" } };
  for (const type of ["jpeg", "webp", "avif", "png"]) await square.clone().withExif(exif).toFile(`sharp.${type}`);
  await square.clone().toFile("exiv2.jpeg");
} else {
  await sharp("exiv2.jpeg").withExifMerge({ IFD0: { Software: "a build" } }).toFile("merged.jpeg");
}
E
cat >exif.py <<'E'
import sys
import exiv2
exiv2.LogMsg.setLevel(exiv2.LogMsg.Level.mute)
image = exiv2.ImageFactory.open(sys.argv[2])
image.readMetadata()
exif = image.exifData()
keys = ["Exif.Image.Artist", "Exif.Image.ImageDescription", "Exif.Image.Copyright", "Exif.Photo.UserComment"]
if sys.argv[1] == "write":
    for key, value in zip(keys, ["Անի Սարգսյան", "Łukasz Sokół", "© თბილისի", "charset=Unicode Երևան"]):
        exif[key] = value
    image.writeMetadata()
else:
    print(sys.argv[2] + ": " + " | ".join(exif[key].print() for key in keys))
E
node run.mjs write
v/bin/python exif.py write exiv2.jpeg
node run.mjs merge
for file in sharp.jpeg sharp.webp sharp.avif sharp.png exiv2.jpeg merged.jpeg; do v/bin/python exif.py read "$file"; done | tee seen
diff seen - <<'E'
sharp.jpeg: ??? ???????? | Lukasz Sokol | (C) ??????? | charset=Ascii ?????
sharp.webp: ??? ???????? | Lukasz Sokol | (C) ??????? | charset=Ascii ?????
sharp.avif: ??? ???????? | Lukasz Sokol | (C) ??????? | charset=Ascii ?????
sharp.png: ??? ???????? | Lukasz Sokol | (C) ??????? | charset=Ascii ?????
exiv2.jpeg: Անի Սարգսյան | Łukasz Sokół | © თბილისի | charset=Unicode Երևան
merged.jpeg: Անի Սարգսյան | Łukasz Sokół | © თბილისի | charset=Unicode Երևան
E
