"""Packages for npm, as biome and esbuild have them: one for each machine, of which npm installs the one that fits, and one
that depends on them all and finds it.

https://docs.npmjs.com/cli/v11/configuring-npm/package-json
"""

import json

from . import shells
from .release import LICENCES, ROOT
from .reproducible import File, compressed, tarred


def make(release, output):
    targets = release.packed_as("npm")
    made = [_packed(release, output, *_for_one_machine(release, target)) for target in targets]
    return [*made, _packed(release, output, *_for_all(release, targets))]


def _for_one_machine(release, target):
    machine = target.says("npm")
    manifest = _manifest(release, _name(release, target)) | {
        "description": f"{release.name} for {machine['os']} on {machine['cpu']}; install {release.names['npm']}",
        "os": [machine["os"]],
        "cpu": [machine["cpu"]],
    }
    # Yarn's zipped packages can run no program.
    manifest["preferUnplugged"] = True
    return manifest, {target.executable: File(target.program, 0o755)}, target


def _for_all(release, targets):
    pages = {
        path.replace("share/man/man1", "man"): file
        for path, file in shells.files(release, pack_manual=False).items()
        if path.startswith("share/man/")
    }
    programs = {_key(target): f"{_name(release, target)}/{target.executable}" for target in targets}
    found = json.dumps(programs, indent=2).replace("\n}", ",\n}")
    start = (ROOT / "packaging/npm/start.js").read_text()
    assert start.count("{ /* targets.toml */ }") == 1
    start = start.replace("{ /* targets.toml */ }", found)
    manifest = _manifest(release, release.names["npm"]) | {
        "description": release.summary,
        "keywords": ["static-site", "news", "markdown", "newsroom"],
        "bin": {release.name: "start.js"},
        "man": sorted(f"./{path}" for path in pages),
        "engines": {"node": ">=18"},
        "optionalDependencies": {_name(release, target): release.version for target in targets},
    }
    return manifest, pages | {"start.js": File(start.encode(), 0o755)}, release.here


def _name(release, target):
    machine = target.says("npm")
    return f"{release.names['npm']}-{machine['os']}-{machine['cpu']}"


def _key(target):
    machine = target.says("npm")
    return f"{machine['os']} {machine['cpu']}"


def _manifest(release, name):
    return {
        "name": name,
        "version": release.version,
        "license": release.license,
        "homepage": release.repository,
        "repository": {"type": "git", "url": f"git+{release.repository}.git"},
        # A name with a scope is private otherwise.
        "publishConfig": {"access": "public"},
    }


def _packed(release, output, manifest, files, target):
    files = files | {text: File(target.document(text)) for text in LICENCES}
    files["README.md"] = File(release.about.encode())
    files["package.json"] = File(json.dumps(manifest, indent=2).encode() + b"\n")
    data = tarred({f"package/{path}": file for path, file in files.items()})
    # As `npm pack` would name it.
    name = manifest["name"].lstrip("@").replace("/", "-")
    package = output / f"{name}-{release.version}.tgz"
    package.write_bytes(compressed(data, release.level))
    return package
