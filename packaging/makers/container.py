"""An image for containers with the program and nothing else, for each architecture of Linux, made without a daemon.

https://github.com/opencontainers/image-spec/blob/main/image-layout.md
"""

import hashlib
import json

from .release import LICENCES
from .reproducible import File, compressed, moment, tarred

# An ordinary user. Only the number counts, since there is no file that has names.
USER = 65532
SITE = "site"

INDEX = "application/vnd.oci.image.index.v1+json"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"


def make(release, output):
    blobs = {}
    images = [_image(release, target, blobs) for target in release.packed_as("oci")]
    both = _blob(blobs, INDEX, _json({"schemaVersion": 2, "mediaType": INDEX, "manifests": images}))
    both["annotations"] = {"org.opencontainers.image.ref.name": release.version}
    files = {f"blobs/sha256/{digest}": File(data) for digest, data in blobs.items()}
    files["index.json"] = File(_json({"schemaVersion": 2, "mediaType": INDEX, "manifests": [both]}))
    files["oci-layout"] = File(_json({"imageLayoutVersion": "1.0.0"}))
    package = output / f"{release.name}-v{release.version}-container.tar"
    package.write_bytes(tarred(files))
    return [package]


def _image(release, target, blobs):
    layer = _layer(release, target)
    packed = _blob(blobs, LAYER, compressed(layer, release.level))
    architecture = target.says("oci")
    config = {
        "created": moment().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "architecture": architecture,
        "os": "linux",
        "config": {
            "User": f"{USER}:{USER}",
            "Entrypoint": [f"/{release.name}"],
            "Cmd": ["--help"],
            "WorkingDir": f"/{SITE}",
            "Labels": _labels(release),
        },
        "rootfs": {"type": "layers", "diff_ids": [f"sha256:{hashlib.sha256(layer).hexdigest()}"]},
        "history": [{"created": moment().strftime("%Y-%m-%dT%H:%M:%SZ"), "created_by": "packaging/make.py"}],
    }
    manifest = {
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "config": _blob(blobs, CONFIG, _json(config)),
        "layers": [packed],
        "annotations": _labels(release),
    }
    descriptor = _blob(blobs, MANIFEST, _json(manifest))
    return descriptor | {"platform": {"architecture": architecture, "os": "linux"}}


def _layer(release, target):
    files = {release.name: File(target.program, 0o755)}
    files |= {f"licenses/{text}": File(target.document(text)) for text in LICENCES}
    # Where the site is mounted, and where files without a name are made.
    return tarred(files, folders=[(SITE, 0o755, USER), ("tmp", 0o1777, 0)])


def _labels(release):
    """https://github.com/opencontainers/image-spec/blob/main/annotations.md"""
    said = {
        "title": release.name,
        "description": release.summary,
        "version": release.version,
        "licenses": release.license,
        "source": release.repository,
    }
    return {f"org.opencontainers.image.{key}": value for key, value in said.items()}


def _blob(blobs, media_type, data):
    digest = hashlib.sha256(data).hexdigest()
    blobs[digest] = data
    return {"mediaType": media_type, "digest": f"sha256:{digest}", "size": len(data)}


def _json(value):
    return json.dumps(value, separators=(",", ":"), sort_keys=True).encode()
