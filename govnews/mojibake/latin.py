"""Characters that Latin-1 and cp1252 made of bytes, turned back into the bytes."""

# cp1252 puts these at 80-9F; its five holes (81 8D 8F 90 9D) come through as C1 controls (WHATWG index).
_C1 = {
    ord(char): code
    for code in range(0x80, 0xA0)
    if (char := bytes([code]).decode("cp1252", "ignore"))
}
BYTES = "\x80-\xff" + "".join(map(chr, _C1))
"""What Latin-1 and cp1252 make of the bytes 80 to FF, for use in a character class."""


def to_bytes(text: str) -> bytes:
    """The bytes that Latin-1 or cp1252 read as ``text``, which holds ASCII and ``BYTES`` only."""
    return text.translate(_C1).encode("latin-1")
