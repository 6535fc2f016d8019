"""Wheels for PyPI that carry the program, as those of ruff do: `pip install` puts it beside Python's own programs.

https://packaging.python.org/en/latest/specifications/binary-distribution-format/
"""

import base64
import hashlib

from . import shells
from .release import LICENCES
from .reproducible import File, zipped
from .versions import of_python


def make(release, output):
    common = shells.files(release, pack_manual=False)
    return [_make(release, target, common, output) for target in release.packed_as("wheel")]


def _make(release, target, common, output):
    name = release.names["pypi"].replace("-", "_")
    stem = f"{name}-{of_python(release.version)}"
    tags = target.says("wheel")
    info, data = f"{stem}.dist-info", f"{stem}.data"
    files = {f"{data}/scripts/{target.executable}": File(target.program, 0o755)}
    if target.executable == release.name:
        files |= {f"{data}/data/{path}": file for path, file in common.items()}
    files |= {f"{info}/licenses/{text}": File(target.document(text)) for text in LICENCES}
    files[f"{info}/METADATA"] = File(_metadata(release))
    files[f"{info}/WHEEL"] = File(_wheel(tags))
    files[f"{info}/RECORD"] = File(_record(files, f"{info}/RECORD"))
    package = output / f"{stem}-py3-none-{tags}.whl"
    package.write_bytes(zipped(files, release.level))
    return package


def _metadata(release):
    """https://packaging.python.org/en/latest/specifications/core-metadata/"""
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {release.names['pypi']}",
        f"Version: {of_python(release.version)}",
        f"Summary: {release.summary}",
        f"License-Expression: {release.license}",
        *[f"License-File: {text}" for text in LICENCES],
        "Keywords: static-site,news,markdown,newsroom",
        "Classifier: Environment :: Console",
        "Classifier: Programming Language :: Rust",
        "Classifier: Topic :: Text Processing :: Markup :: Markdown",
        "Requires-Python: >=3.7",
        f"Project-URL: Source, {release.repository}",
        f"Project-URL: Changelog, {release.repository}/blob/v{release.version}/CHANGELOG.md",
        "Description-Content-Type: text/markdown",
    ]
    return ("\n".join(lines) + f"\n\n{release.about}").encode()


def _wheel(tags):
    lines = ["Wheel-Version: 1.0", "Generator: dateline", "Root-Is-Purelib: false"]
    return "".join(f"{line}\n" for line in [*lines, *[f"Tag: py3-none-{tag}" for tag in tags.split(".")]]).encode()


def _record(files, itself):
    lines = [f"{path},sha256={_digest(file.data)},{len(file.data)}" for path, file in files.items()]
    return "".join(f"{line}\n" for line in [*lines, f"{itself},,"]).encode()


def _digest(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
