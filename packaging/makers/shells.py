"""What shells and `man` read, printed by the program itself, and where it lies below a prefix such as /usr."""

import subprocess
import tempfile
from pathlib import Path

from .reproducible import File, compressed

# Where shells look: https://github.com/scop/bash-completion, https://fishshell.com/docs/current/completions.html,
# https://elv.sh/ref/command.html. Elvish loads it with `use dateline`; PowerShell has no such place.
PLACES = {
    "bash": "share/bash-completion/completions/{name}",
    "elvish": "share/elvish/lib/{name}.elv",
    "fish": "share/fish/vendor_completions.d/{name}.fish",
    "zsh": "share/zsh/{zsh}/_{name}",
}


def files(release, zsh="site-functions", pack_manual=True):
    """The completions and the manual, by path below the prefix."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / release.name
        program.write_bytes(release.here.program)
        program.chmod(0o755)
        found = {
            place.format(name=release.name, zsh=zsh): File(_printed(program, "completions", shell))
            for shell, place in PLACES.items()
        }
        found |= _manual(program, Path(folder) / "manual", pack_manual)
    return dict(sorted(found.items()))


def _manual(program, folder, pack):
    folder.mkdir()
    _printed(program, "man", "--into", folder)
    pages = {f"share/man/man1/{page.name}": page.read_bytes() for page in folder.iterdir()}
    if not pack:
        return {path: File(page) for path, page in pages.items()}
    return {f"{path}.gz": File(compressed(page)) for path, page in pages.items()}


def _printed(program, *arguments):
    return subprocess.run([program, *arguments], check=True, stdout=subprocess.PIPE).stdout
