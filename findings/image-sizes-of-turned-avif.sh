#!/usr/bin/env bash
# Expected: the size of a picture is that in which browsers show it. In AVIF a turn is a property of the picture itself, `irot`, which
#   every reader has to apply (HEIF, ISO/IEC 23008-12, 6.5.10; counted against the clock), so a picture of 64 by 32 with a
#   quarter turn is 32 wide and 64 high. imagesize says that it applies it to AVIF; probe-image-size gives the turn as EXIF's
#   number. In SVG what stands in a comment is none of it (XML 1.0, 2.5), and numbers of viewBox may have commas (SVG 2, 8.6).
# Instead: image-size and image-dimensions give 64 by 32, and nothing tells of the turn, as image-size does for JPEG. imagesize gives
#   -1 by -1. probe-image-size tells the turn the wrong way round: 8 for 6 and 6 for 8, so who turns by it has the picture upside
#   down. image-size and imagesize take the size from an old <svg> in a comment; of a viewBox with commas image-size makes nothing,
#   and imagesize -1.
# Versions: image-size 2.1.0, image-dimensions 2.6.0, probe-image-size 7.5.0 (npm); imagesize 2.0.1, pillow 13.0.0 to write (PyPI).
# For a newsroom: upright photographs from phones, once saved as AVIF, get a box that lies, and jump when they are loaded or are shown
#   flat; JPEG passes every test. Turn the pixels themselves before a picture is saved.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check pillow==13.0.0 imagesize==2.0.1
npm install --silent --no-audit --no-fund --ignore-scripts image-size@2.1.0 image-dimensions@2.6.0 probe-image-size@7.5.0 >/dev/null

v/bin/python - <<'E'
import json, imagesize
from PIL import Image
names, turns = [], {}
for number in (1, 6, 8):  # EXIF: as it is, a quarter turn by the clock, one against it
    exif = Image.Exif(); exif[274] = number
    for kind in ("jpg", "avif"):
        name = f"{number}.{kind}"
        Image.new("RGB", (64, 32), "red").save(name, exif=exif.tobytes())
        names.append(name)
    data = open(f"{number}.avif", "rb").read()
    turns[number] = data[data.find(b"irot") + 4] * 90 if b"irot" in data else 0  # against the clock
print("irot in the files:", turns)
assert turns == {1: 0, 6: 270, 8: 90}
head = '<svg xmlns="http://www.w3.org/2000/svg" '
for name, text in {"comment.svg": f'<?xml version="1.0"?><!-- was <svg width="9" height="9"> -->{head}width="30" height="20"/>', "commas.svg": f'{head}viewBox="0,0,300,150"/>'}.items():
    open(name, "w").write(text)
    names.append(name)
json.dump({name: [round(side) for side in imagesize.get(name)] for name in names}, open("py.json", "w"))
E
cat >run.mjs <<'E'
import fs from "fs"; import { imageSizeFromFile } from "image-size/fromFile"; import { imageDimensionsFromData } from "image-dimensions"; import probe from "probe-image-size";
const py = JSON.parse(fs.readFileSync("py.json")), text = (width, height, turn) => `${width}x${height}` + (turn ? `, turn ${turn}` : "");
const stated = {  // imagesize, image-size, image-dimensions, probe-image-size
  "1.jpg": ["64x32", "64x32, turn 1", "64x32", "64x32, turn 1"], "6.jpg": ["32x64", "64x32, turn 6", "64x32", "64x32, turn 6"], "8.jpg": ["32x64", "64x32, turn 8", "64x32", "64x32, turn 8"],
  "1.avif": ["64x32", "64x32", "64x32", "64x32"], "6.avif": ["-1x-1", "64x32", "64x32", "64x32, turn 8"], "8.avif": ["-1x-1", "64x32", "64x32", "64x32, turn 6"],
  "comment.svg": ["9x9", "9x9", "", "30x20"], "commas.svg": ["-1x-1", "undefinedxundefined", "", "300x150"],
};
let isAsStated = true;
for (const [name, expected] of Object.entries(stated)) {
  const bytes = fs.readFileSync(name), size = await imageSizeFromFile(name), own = imageDimensionsFromData(bytes), probed = probe.sync(bytes);
  const seen = [text(...py[name]), text(size.width, size.height, size.orientation), own ? text(own.width, own.height) : "", text(probed.width, probed.height, probed.orientation)];
  console.log(name.padEnd(12), "imagesize:", seen[0].padEnd(8), "image-size:", seen[1].padEnd(15), "image-dimensions:", seen[2].padEnd(8), "probe-image-size:", seen[3]);
  isAsStated &&= expected.every((one, i) => one === seen[i]);
}
process.exit(isAsStated ? 0 : 1);
E
node run.mjs
