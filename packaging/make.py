#!/usr/bin/env python3
"""Makes all packages of a release from its archives; README.md, beside this file, says which.

    SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) python3 packaging/make.py ARCHIVES OUTPUT
"""

import argparse
from pathlib import Path

from makers import container, deb, homebrew, npm, rpm, scoop, wheel, winget
from makers.release import Release

KINDS = {
    "deb": deb,
    "rpm": rpm,
    "wheel": wheel,
    "npm": npm,
    "container": container,
    "homebrew": homebrew,
    "scoop": scoop,
    "winget": winget,
}


def main():
    parser = argparse.ArgumentParser(description="Makes all packages of a release from its archives.")
    parser.add_argument("archives", type=Path, help="the folder with dateline-vVERSION-TARGET.tar.gz and .zip")
    parser.add_argument("output", type=Path, help="the folder for the packages")
    parser.add_argument("--only", action="append", choices=KINDS, help="make this kind; may be said again")
    parser.add_argument("--trial", action="store_true", help="compress little, and take a program that is not static")
    arguments = parser.parse_args()
    release = Release(arguments.archives, arguments.trial)
    arguments.output.mkdir(parents=True, exist_ok=True)
    for kind in arguments.only or KINDS:
        for package in KINDS[kind].make(release, arguments.output.resolve()):
            print(package.name)


if __name__ == "__main__":
    main()
