"""Archives whose bytes follow from what is in them: in order, of nobody, of one moment."""

import gzip
import io
import os
import tarfile
import zipfile
from datetime import datetime, timezone
from typing import NamedTuple


class File(NamedTuple):
    data: bytes
    mode: int = 0o644


def epoch():
    """The moment that the files are of (https://reproducible-builds.org/specs/source-date-epoch/)."""
    try:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    except KeyError:
        raise SystemExit("SOURCE_DATE_EPOCH is to say of which moment the files are") from None


def moment():
    return datetime.fromtimestamp(epoch(), timezone.utc)


def compressed(data, level=9):
    return gzip.compress(data, level, mtime=0)


def tarred(files, folders=None):
    """Files by path, and folders as (path, mode, owner), with those that files need. Without `folders` there are none."""
    members = {}
    if folders is not None:
        members = {path: _member(path, 0o755, directory=True) for path in _parents(files)}
    for path, mode, owner in folders or []:
        members[path] = _member(path, mode, directory=True, owner=owner)
    output = io.BytesIO()
    with tarfile.open(fileobj=output, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path in sorted(members.keys() | files.keys()):
            if path in members:
                archive.addfile(members[path])
                continue
            member = _member(path, files[path].mode)
            member.size = len(files[path].data)
            archive.addfile(member, io.BytesIO(files[path].data))
    return output.getvalue()


def _parents(files):
    found = set()
    for path in files:
        parts = path.split("/")[:-1]
        found.update("/".join(parts[: count + 1]) for count in range(len(parts)))
    return found


def _member(path, mode, directory=False, owner=0):
    member = tarfile.TarInfo(path)
    member.type = tarfile.DIRTYPE if directory else tarfile.REGTYPE
    member.mode = mode
    member.mtime = epoch()
    member.uid = member.gid = owner
    return member


def zipped(files, level):
    """Files by path, in their order."""
    output = io.BytesIO()
    # A ZIP knows no earlier year.
    date = max(moment().timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for path, file in files.items():
            member = zipfile.ZipInfo(path, date)
            # That of Unix, whose permissions it then has.
            member.create_system = 3
            member.external_attr = (0o100000 | file.mode) << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, file.data)
    return output.getvalue()


def written(folder, files):
    """The files in a folder of the disk, for programs that pack what lies there."""
    for path, file in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.data)
        target.chmod(file.mode)
    # The folder itself too: a package may hold it, and what is installed has its permissions then.
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir():
            path.chmod(0o755)
        os.utime(path, (epoch(), epoch()))
