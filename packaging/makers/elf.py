"""What a program of Linux needs to start, from its header (elf(5))."""

import struct

PT_INTERP = 3


def interpreter(program):
    """The loader of shared libraries that a 64-bit program asks for; None if it is static, or no program of Linux."""
    if program[:5] != b"\x7fELF\x02":
        return None
    (headers,) = struct.unpack_from("<Q", program, 32)
    size, count = struct.unpack_from("<HH", program, 54)
    for start in range(headers, headers + size * count, size):
        (kind,) = struct.unpack_from("<I", program, start)
        if kind == PT_INTERP:
            offset, _, _, length = struct.unpack_from("<QQQQ", program, start + 8)
            return program[offset : offset + length].rstrip(b"\0").decode()
    return None
