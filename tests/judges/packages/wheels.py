"""What PyPI asks of wheels before it takes them, by the library that it asks with (packaging), and of each file that it is
what the wheel's own list says: `python3 wheels.py FOLDER` prints the tags."""

import base64
import csv
import hashlib
import sys
import zipfile
from pathlib import Path

from packaging.metadata import Metadata
from packaging.utils import parse_wheel_filename


def check(path):
    name, version, _, tags = parse_wheel_filename(path.name)
    with zipfile.ZipFile(path) as wheel:
        info = f"{name}-{version}.dist-info"
        metadata = Metadata.from_email(wheel.read(f"{info}/METADATA"), validate=True)
        assert (metadata.name, metadata.version) == (name, version)
        said = wheel.read(f"{info}/WHEEL").decode().splitlines()
        assert {line[5:] for line in said if line.startswith("Tag: ")} == set(map(str, tags))
        listed = {row[0]: row for row in csv.reader(wheel.read(f"{info}/RECORD").decode().splitlines())}
        assert set(listed) == set(wheel.namelist())
        for file, (_, digest, size) in listed.items():
            data = wheel.read(file)
            found = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
            assert file.endswith("/RECORD") or (digest, int(size)) == (f"sha256={found}", len(data)), file
        for text in metadata.license_files:
            assert f"{info}/licenses/{text}" in listed
    for tag in sorted(map(str, tags)):
        print(tag)


for wheel in sorted(Path(sys.argv[1]).iterdir()):
    check(wheel)
