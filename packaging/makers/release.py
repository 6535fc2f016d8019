"""A release as the workflow built it: an archive for each target, and what Cargo.toml says."""

import hashlib
import io
import platform
import sys
import tarfile
import tomllib
import zipfile
from functools import cached_property
from pathlib import Path

from . import elf

ROOT = Path(__file__).resolve().parents[2]

LICENCES = ["LICENSE-APACHE", "LICENSE-MIT", "THIRD-PARTY.txt"]


class Release:
    """What is packed. `trial` makes packages for trying: little compressed, of a program that need not be static."""

    def __init__(self, archives, trial=False):
        self.archives = Path(archives)
        self.trial = trial
        package = _toml(ROOT / "Cargo.toml")["package"]
        self.name = package["name"]
        self.version = package["version"]
        self.description = package["description"].removeprefix("A ")
        self.repository = package["repository"]
        self.license = package["license"]
        table = _toml(ROOT / "packaging/targets.toml")
        self.names = table["names"]
        self.targets = [Target(self, row) for row in table["target"]]

    @property
    def owner(self):
        return self.repository.split("/")[3]

    @property
    def maintainer(self):
        return f"{self.names['publisher']} <{self.owner}@users.noreply.github.com>"

    @property
    def about(self):
        """What a registry shows of the package, in Markdown."""
        text = (ROOT / "packaging/about.md.in").read_text()
        return text.replace("REPOSITORY", self.repository).replace("VERSION", self.version)

    @property
    def summary(self):
        """Without an article, as most kinds of packages want it, and with a capital."""
        return self.description[0].upper() + self.description[1:]

    @property
    def level(self):
        """How hard gzip and ZIP try."""
        return 1 if self.trial else 9

    def packed_as(self, key):
        """The targets that a kind of package has a name for."""
        return [target for target in self.targets if target.says(key)]

    @cached_property
    def here(self):
        """The target whose program runs on this machine."""
        machine = {"arm64": "aarch64", "AMD64": "x86_64"}.get(platform.machine(), platform.machine())
        system = f"{machine}-{sys.platform}"
        found = [target for target in self.targets if target.says("nix") == system]
        if not found:
            raise SystemExit(f"no archive has a program that runs here, on {system}")
        return found[0]


class Target:
    """A machine: its row in targets.toml, and its archive."""

    def __init__(self, release, row):
        self.release = release
        self.row = row
        self.triple = row["triple"]
        self.stem = f"{release.name}-v{release.version}-{self.triple}"
        self.file = f"{self.stem}.{row['archive']}"
        self.url = f"{release.repository}/releases/download/v{release.version}/{self.file}"
        self.executable = release.name + (".exe" if "-windows-" in self.triple else "")

    def says(self, key):
        return self.row.get(key)

    @cached_property
    def bytes(self):
        return (self.release.archives / self.file).read_bytes()

    @cached_property
    def sha256(self):
        return hashlib.sha256(self.bytes).hexdigest()

    @cached_property
    def files(self):
        """What is in the archive, by name, without its folder."""
        found = dict(_zip(self.bytes) if self.file.endswith(".zip") else _tar(self.bytes))
        prefix = f"{self.stem}/"
        return {path.removeprefix(prefix): data for path, data in found.items() if path.startswith(prefix)}

    @cached_property
    def program(self):
        program = self.files[self.executable]
        interpreter = elf.interpreter(program)
        if interpreter and not self.release.trial:
            raise SystemExit(f"{self.file}: the program is not static, it asks for {interpreter}")
        return program

    def document(self, name):
        return self.files[name]


def _toml(path):
    return tomllib.loads(path.read_text())


def _tar(data):
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            if member.isfile():
                yield member.name, archive.extractfile(member).read()


def _zip(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            if not member.is_dir():
                yield member.filename, archive.read(member)
