"""A disk that takes names as one which differ in capitals, or in how letters are put together.

    python3 disk.py KEPT FOLDER SPELLING

shows the folder KEPT as FOLDER (FUSE), until it is unmounted. SPELLING says what becomes of
the name of a file that another one is renamed over:

    new   it gets the spelling of the new name, as on exFAT
    old   it keeps its own, and to rename it to another spelling does nothing, as in folders
          of ext4 that ignore case
    none  all names are listed in small letters, as on FAT
"""

import errno
import os
import sys
import unicodedata

import mfusepy as fuse


def folded(name):
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())


class Disk(fuse.Operations):
    use_ns = True

    def __init__(self, kept, spelling):
        self.kept, self.spelling = kept, spelling

    def real(self, path):
        """The path of what is there by whatever spelling, or where it would be."""
        real = self.kept
        for name in path.split("/")[1:]:
            if name:
                real = os.path.join(real, self.found(real, name) or self.new(name))
        return real

    def found(self, folder, name):
        try:
            names = os.listdir(folder)
        except OSError:
            return None
        return next((other for other in names if folded(other) == folded(name)), None)

    def new(self, name):
        return name.lower() if self.spelling == "none" else name

    def getattr(self, path, fh=None):
        found = os.lstat(self.real(path))
        fields = ["st_ino", "st_mode", "st_nlink", "st_size", "st_uid", "st_gid"]
        times = {f"st_{time}": getattr(found, f"st_{time}_ns") for time in ["atime", "mtime", "ctime"]}
        return {**{field: getattr(found, field) for field in fields}, **times}

    def readdir(self, path, fh):
        yield from [".", ".."]
        with os.scandir(self.real(path)) as entries:
            for entry in entries:
                found = entry.stat(follow_symlinks=False)
                yield entry.name, {"st_mode": found.st_mode, "st_ino": found.st_ino}, 0

    def rename(self, old, new):
        old_real, new_real = self.real(old), self.real(new)
        os.rename(old_real, new_real)
        if self.spelling == "new":
            spelled = os.path.join(os.path.dirname(new_real), os.path.basename(new))
            os.rename(new_real, spelled)

    def link(self, target, source):
        if os.path.lexists(self.real(target)):
            raise OSError(errno.EEXIST, "")
        os.link(self.real(source), self.real(target))

    def create(self, path, mode, fi=None):
        return os.open(self.real(path), os.O_RDWR | os.O_CREAT, mode)

    def open(self, path, flags):
        return os.open(self.real(path), flags & ~os.O_CREAT & ~os.O_EXCL)

    def read(self, path, size, offset, fh):
        return os.pread(fh, size, offset)

    def write(self, path, data, offset, fh):
        return os.pwrite(fh, data, offset)

    def truncate(self, path, length, fh=None):
        os.truncate(self.real(path), length)

    def release(self, path, fh):
        os.close(fh)

    def mkdir(self, path, mode):
        os.mkdir(self.real(path), mode)

    def rmdir(self, path):
        os.rmdir(self.real(path))

    def unlink(self, path):
        os.unlink(self.real(path))

    def chmod(self, path, mode):
        os.chmod(self.real(path), mode)


if __name__ == "__main__":
    kept, folder, spelling = sys.argv[1:]
    # What is kept of names would hide what another spelling of them has done.
    fuse.FUSE(
        Disk(kept, spelling), folder, foreground=True, nothreads=True, use_ino=True,
        entry_timeout=0, attr_timeout=0, negative_timeout=0,
    )
