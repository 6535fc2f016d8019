#!/usr/bin/env bash
# Expected: changing one field and saving leaves the others alone. The By-line (2:80) and its title are
#   repeatable in IPTC's IIM 4.2, the coded character set (1:90) says how to read the texts, and
#   Photoshop keeps other resources in the same segment, such as a clipping path.
# Instead: of two photographers only the last is read, and only that one is saved. The mark for UTF-8
#   is gone from the file, so that readers which go by it take "Zürich" for Latin-1, and the path that
#   has a name has lost its points. Nothing is raised. Keywords are kept.
# Version: iptcinfo3 2.3.0 (PyPI). Its README says: "Add/change an attribute", "Save new info to file".
# For a newsroom: a script that adds a caption to agency pictures takes away a credit. Write with
#   exiftool or exiv2, and compare all fields before and after.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install iptcinfo3==2.3.0 pillow==11.3.0

v/bin/python - <<'E'
import io, logging, struct, sys
logging.disable(logging.CRITICAL)
from iptcinfo3 import IPTCInfo
from PIL import Image, IptcImagePlugin

def field(record, number, value): return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value
def resource(number, name, data):
    name = bytes([len(name)]) + name
    return b"8BIM" + struct.pack(">H", number) + name + b"\0" * (len(name) % 2) + struct.pack(">I", len(data)) + data + b"\0" * (len(data) % 2)

iim = field(1, 90, b"\x1b%G") + field(2, 0, b"\0\4") + field(2, 25, b"a") + field(2, 25, b"b")
iim += field(2, 80, b"Ann") + field(2, 80, b"Ben") + field(2, 90, "Zürich".encode())
segment = b"Photoshop 3.0\0" + resource(0x0404, b"", iim) + resource(0x07D0, b"Clip", b"POINTS OF THE PATH")
picture = io.BytesIO(); Image.new("RGB", (8, 8)).save(picture, "JPEG")
bare = picture.getvalue()
cut = 4 + struct.unpack(">H", bare[4:6])[0]          # behind the JFIF segment
open("old.jpg", "wb").write(bare[:cut] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + bare[cut:])

info = IPTCInfo("old.jpg")
info["caption/abstract"] = "A caption"
info.save_as("new.jpg")
seen = []
for name in ("old.jpg", "new.jpg"):                  # read by Pillow
    fields = IptcImagePlugin.getiptcinfo(Image.open(name))
    kept = (fields.get((2, 80)), fields.get((1, 90)), fields[2, 25], fields[2, 90].decode(), b"POINTS OF THE PATH" in open(name, "rb").read())
    print(f"{name}: by-lines {kept[0]}, character set {kept[1]}, keywords {kept[2]}, city {kept[3]}, path kept: {kept[4]}")
    seen.append(kept)
sys.exit(seen != [([b"Ann", b"Ben"], b"\x1b%G", [b"a", b"b"], "Zürich", True), (b"Ben", None, [b"a", b"b"], "Zürich", False)])
E
