"""Packages for Fedora, openSUSE and their relatives, by rpm's own rpmbuild."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import shells
from .deb import DESCRIPTION
from .reproducible import File, written
from .release import LICENCES
from .versions import of_distribution

RELEASE = 1

# Nothing is built and nothing stripped here, and nothing of this machine or moment is noted
# (https://rpm.org/docs/latest/man/rpm-macros.7, and the macros' own comments in /usr/lib/rpm/macros).
SETTINGS = {
    "__os_install_post": "%{nil}",
    "debug_package": "%{nil}",
    "_build_id_links": "none",
    "_buildhost": "localhost",
    "use_source_date_epoch_as_buildtime": "1",
    "source_date_epoch_from_changelog": "0",
    "clamp_mtime_to_source_date_epoch": "1",
}


def make(release, output):
    common = shells.files(release)
    return [_make(release, target, common, output) for target in release.packed_as("rpm")]


def _make(release, target, common, output):
    name = release.name
    files = {f"usr/{path}": file for path, file in common.items()}
    files[f"usr/bin/{name}"] = File(target.program, 0o755)
    files |= {f"usr/share/licenses/{name}/{text}": File(target.document(text)) for text in LICENCES}
    files |= {f"usr/share/doc/{name}/{text}": File(target.document(text)) for text in ["CHANGELOG.md"]}
    version, machine = of_distribution(release.version), target.says("rpm")
    settings = SETTINGS | {"_binary_payload": "w1.gzdio" if release.trial else "w9.xzdio"}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        written(root, files)
        spec = Path(folder) / f"{name}.spec"
        spec.write_text(_spec(release, version, root, files))
        settings |= {"_topdir": folder, "_rpmdir": folder, "_rpmfilename": "made.rpm"}
        defined = [word for key, value in settings.items() for word in ("--define", f"{key} {value}")]
        # It goes by the language of the machine otherwise.
        subprocess.run(
            ["rpmbuild", "-bb", "--quiet", "--target", f"{machine}-linux", *defined, spec],
            check=True,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
            stdout=subprocess.DEVNULL,
        )
        # GitHub takes no `~` in the name of a file.
        package = output / f"{name}-{release.version}-{RELEASE}.{machine}.rpm"
        shutil.move(Path(folder) / "made.rpm", package)
    return package


def _spec(release, version, root, files):
    """https://rpm-software-management.github.io/rpm/manual/spec.html"""
    own = f"share/licenses/{release.name}/", f"share/doc/{release.name}/"
    listed = "\n".join(_listed(path) for path in sorted(files))
    folders = "\n".join(f"%dir /usr/{folder.rstrip('/')}" for folder in own)
    return f"""\
Name: {release.name}
Version: {version}
Release: {RELEASE}
Summary: {release.summary}
License: {release.license}
URL: {release.repository}
AutoReqProv: no

%description
{DESCRIPTION}

%install
mkdir -p %{{buildroot}}
cp -a "{root}/usr" %{{buildroot}}

%files
%defattr(-,root,root)
{folders}
{listed}
"""


def _listed(path):
    if path.startswith("usr/share/licenses/"):
        return f"%license /{path}"
    if path.startswith(("usr/share/doc/", "usr/share/man/")):
        return f"%doc /{path}"
    return f"/{path}"
