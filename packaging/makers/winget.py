"""The three manifests of a package of winget, for manifests/ in microsoft/winget-pkgs.

https://github.com/microsoft/winget-pkgs/tree/master/doc/manifest/schema/1.28.0
"""

import json

SCHEMA = "1.28.0"
LOCALE = "en-US"


def make(release, output):
    kinds = {"": _version, ".installer": _installer, f".locale.{LOCALE}": _locale}
    made = []
    for kind, manifest in kinds.items():
        package = output / f"{release.names['winget']}{kind}.yaml"
        package.write_text(_yaml(release, *manifest(release)))
        made.append(package)
    return made


def _version(release):
    return "version", {"DefaultLocale": LOCALE}


def _installer(release):
    """A ZIP, of which the program alone is installed, under its name (`portable`)."""
    return "installer", {
        "InstallerType": "zip",
        "NestedInstallerType": "portable",
        "Commands": [release.name],
        "Installers": [
            {
                "Architecture": target.says("winget"),
                "InstallerUrl": target.url,
                "InstallerSha256": target.sha256.upper(),
                "NestedInstallerFiles": [
                    {
                        "RelativeFilePath": f"{target.stem}\\{target.executable}",
                        "PortableCommandAlias": release.name,
                    }
                ],
            }
            for target in release.packed_as("winget")
        ],
    }


def _locale(release):
    at = f"{release.repository}/blob/v{release.version}"
    return "defaultLocale", {
        "PackageLocale": LOCALE,
        "Publisher": release.names["publisher"],
        "PublisherUrl": release.repository.rsplit("/", 1)[0],
        "PublisherSupportUrl": f"{release.repository}/issues",
        "PackageName": release.name.capitalize(),
        "PackageUrl": release.repository,
        "License": release.license,
        "LicenseUrl": f"{at}/README.md#licence",
        "ShortDescription": release.summary,
        "Moniker": release.name,
        "Tags": ["markdown", "news", "static-site-generator"],
        "ReleaseNotesUrl": f"{release.repository}/releases/tag/v{release.version}",
        "Documentations": [{"DocumentLabel": "Manual", "DocumentUrl": f"{at}/docs/command-line.md"}],
    }


def _yaml(release, kind, fields):
    fields = {
        "PackageIdentifier": release.names["winget"],
        "PackageVersion": release.version,
        **fields,
        "ManifestType": kind,
        "ManifestVersion": SCHEMA,
    }
    schema = f"# yaml-language-server: $schema=https://aka.ms/winget-manifest.{kind}.{SCHEMA}.schema.json\n"
    return schema + "".join(f"{line}\n" for line in _lines(fields))


def _lines(value, indent=""):
    """YAML in blocks, its texts as JSON writes them, which YAML reads as the same."""
    for key, item in value.items():
        if not isinstance(item, list):
            yield f"{indent}{key}: {json.dumps(item)}"
            continue
        yield f"{indent}{key}:"
        for element in item:
            if isinstance(element, dict):
                first, *rest = _lines(element, indent + "  ")
                yield f"{indent}- {first.strip()}"
                yield from rest
            else:
                yield f"{indent}- {json.dumps(element)}"
