"""Packages for Debian and Ubuntu, by Debian's own dpkg-deb."""

import hashlib
import subprocess
import tempfile
from pathlib import Path

from . import shells
from .reproducible import File, compressed, moment, written
from .versions import of_distribution

REVISION = 1


def make(release, output):
    common = shells.files(release, zsh="vendor-completions")
    return [_make(release, target, common, output) for target in release.packed_as("deb")]


def _make(release, target, common, output):
    version = f"{of_distribution(release.version)}-{REVISION}"
    name, doc = release.name, f"usr/share/doc/{release.name}"
    files = {f"usr/{path}": file for path, file in common.items()}
    files |= {
        f"usr/bin/{name}": File(target.program, 0o755),
        f"{doc}/copyright": File(_copyright(release, target)),
        f"{doc}/changelog.gz": File(compressed(target.document("CHANGELOG.md"))),
        f"{doc}/changelog.Debian.gz": File(compressed(_changelog(release, version))),
        f"{doc}/THIRD-PARTY.txt.gz": File(compressed(target.document("THIRD-PARTY.txt"))),
    }
    sums = "".join(f"{hashlib.md5(file.data).hexdigest()}  {path}\n" for path, file in sorted(files.items()))
    files["DEBIAN/control"] = File(_control(release, target, version, files))
    files["DEBIAN/md5sums"] = File(sums.encode())
    # GitHub takes no `~` in the name of a file.
    package = output / f"{name}_{release.version}-{REVISION}_{target.says('deb')}.deb"
    # One thread, since several cut the data in other places.
    compression = ["-Zgzip", "-z1"] if release.trial else ["-Zxz", "--threads-max=1"]
    with tempfile.TemporaryDirectory() as folder:
        written(Path(folder), files)
        command = ["dpkg-deb", "--root-owner-group", *compression, "--build", folder, package]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return package


def _control(release, target, version, files):
    """https://www.debian.org/doc/debian-policy/ch-controlfields.html"""
    size = sum(-(-len(file.data) // 1024) for file in files.values())
    about = "".join(f" {line or '.'}\n" for line in DESCRIPTION.splitlines())
    return (
        f"Package: {release.name}\n"
        f"Version: {version}\n"
        f"Architecture: {target.says('deb')}\n"
        f"Maintainer: {release.maintainer}\n"
        f"Installed-Size: {size}\n"
        "Section: web\n"
        "Priority: optional\n"
        f"Homepage: {release.repository}\n"
        f"Description: {release.description}\n{about}"
    ).encode()


DESCRIPTION = """\
One program turns stories in Markdown into a site with sections, tags, an
archive, feeds, a search, a front page and a list of the most-read stories.
It knows drafts, embargoes, corrections, bylines and datelines, and every
error names the file and the line and shows the fix."""


def _copyright(release, target):
    """https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"""
    mit = target.document("LICENSE-MIT").decode()
    holder = next(line for line in mit.splitlines() if line.startswith("Copyright "))
    terms = mit.split("\n\n", 2)[2].strip().splitlines()
    return (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        f"Upstream-Name: {release.name}\n"
        f"Source: {release.repository}\n"
        "Comment: The notices of other people's code are in THIRD-PARTY.txt.gz, beside this file.\n\n"
        "Files: *\n"
        f"Copyright: {holder.removeprefix('Copyright (c) ')}\n"
        "License: Expat or Apache-2.0\n\n"
        "License: Expat\n" + "".join(f" {line or '.'}\n" for line in terms) + "\n"
        "License: Apache-2.0\n"
        " The text is in /usr/share/common-licenses/Apache-2.0.\n"
    ).encode()


def _changelog(release, version):
    date = moment().strftime("%a, %d %b %Y %H:%M:%S +0000")
    return (
        f"{release.name} ({version}) unstable; urgency=medium\n\n"
        f"  * Release {release.version}; changelog.gz says what is new.\n\n"
        f" -- {release.maintainer}  {date}\n"
    ).encode()
