"""A manifest for Scoop, which a bucket has as bucket/dateline.json (https://github.com/ScoopInstaller/Scoop/wiki/App-Manifests)."""

import json


def make(release, output):
    package = output / f"{release.name}.json"
    package.write_text(json.dumps(_manifest(release), indent=4) + "\n")
    return [package]


def _manifest(release):
    targets = release.packed_as("scoop")
    return {
        "version": release.version,
        "description": release.summary,
        "homepage": release.repository,
        # Scoop writes `or` as `|`.
        "license": release.license.replace(" OR ", "|"),
        "notes": f"Completions for PowerShell: {release.name} completions powershell >> $PROFILE",
        "architecture": {target.says("scoop"): _download(target) for target in targets},
        "bin": targets[0].executable,
        "checkver": {"github": release.repository},
        "autoupdate": {
            "architecture": {target.says("scoop"): _next(release, target) for target in targets},
            "hash": {"url": "$baseurl/SHA256SUMS"},
        },
    }


def _download(target):
    return {"url": target.url, "hash": target.sha256, "extract_dir": target.stem}


def _next(release, target):
    """The same of a version to come."""

    def of_any(text):
        return text.replace(f"v{release.version}", "v$version")

    return {"url": of_any(target.url), "extract_dir": of_any(target.stem)}
