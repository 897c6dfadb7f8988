"""PNG and JPEG files: seen to be whole, and with nothing in them but the picture.

What a camera or a program adds (place, time, names, thumbnails, comments) is left out.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

PIXELS = 12_000_000
"""More pixels make no difference on paper: A4 at 300 dots an inch has 8.7 million."""

# PNG: W3C, Portable Network Graphics (PNG) Specification, sections 5, 8.2 and 11.
_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by colour type
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Adam7 interlacing: the first column and row of each pass, and the steps across and down."""


class BadPicture(ValueError):
    """A file that is no picture that can be printed. `remedy`: what to do about it."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


def png(content: bytes) -> tuple[bytes, int, int]:
    """The bare picture, its width and its height in pixels. Raises BadPicture."""
    if not content.startswith(_PNG):
        raise BadPicture("is no PNG file", "save it as PNG, or give it the ending of what it is")
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or chunks[-1][0] != b"IEND":
        raise BadPicture("is a PNG file without its beginning or end", "save it again")
    header = chunks[0][1]
    wide, high = _png_size(header)
    packed = b"".join(data for kind, data in chunks if kind == b"IDAT")
    _check_pixels(packed, header, wide, high)
    kept = [_chunk(kind, data) for kind, data in chunks if kind in _KEPT]
    return _PNG + b"".join(kept), wide, high


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and data of each chunk, up to the end of the picture."""
    at = len(_PNG)
    while at + 12 <= len(content):
        (length,), kind = struct.unpack_from(">I", content, at), content[at + 4 : at + 8]
        data, check = content[at + 8 : at + 8 + length], content[at + 8 + length : at + 12 + length]
        if check != struct.pack(">I", zlib.crc32(kind + data)):
            raise BadPicture("is a damaged PNG file", "save it again")
        if kind[:1].isupper() and kind not in _KEPT:
            raise BadPicture(f"has the unknown PNG part {kind.decode('latin-1')!r}", "save it again")
        yield kind, data
        if kind == b"IEND":
            return
        at += 12 + length


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png_size(header: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    wide, high, depth, colour, compression, filtering, interlace = struct.unpack(">IIBBBBB", header)
    if depth not in _DEPTHS.get(colour, ()) or compression or filtering or interlace > 1:
        raise BadPicture("is a PNG file of an unknown kind", "save it again")
    _check_size(wide, high)
    return wide, high


def _check_size(wide: int, high: int) -> None:
    """Refuse a picture of no pixels, or of too many."""
    if not wide or not high:
        raise BadPicture("has no extent", "save it again")
    if wide * high > PIXELS:
        message = f"has {wide} × {high} pixels, more than {PIXELS // 1_000_000} million"
        raise BadPicture(message, "scale it down: some 2 000 pixels are as wide as a page at 300 dots an inch")


def _check_pixels(packed: bytes, header: bytes, wide: int, high: int) -> None:
    """See that there are as many pixels as the header says: counted piece by piece, whatever they unpack to."""
    depth, colour, interlaced = header[8], header[9], header[12]
    expected = 0
    for left, top, across, down in _PASSES if interlaced else ((0, 0, 1, 1),):
        columns, rows = -(-(wide - left) // across), -(-(high - top) // down)  # rounded up
        if columns > 0 and rows > 0:
            row_bytes = 1 + (columns * depth * _CHANNELS[colour] + 7) // 8  # the first tells the filter
            expected += row_bytes * rows
    if _unpacked(packed, expected) != expected:
        raise BadPicture("is a damaged PNG file", "save it again")


def _unpacked(packed: bytes, enough: int) -> int:
    """How many bytes a packed stream holds; counting ends beyond `enough`. -1 for a damaged one."""
    reader, total = zlib.decompressobj(), 0
    try:
        while total <= enough and not reader.eof:
            piece = reader.decompress(packed, 1 << 20)
            total, packed = total + len(piece), reader.unconsumed_tail
            if not piece and not packed:
                break
    except zlib.error:
        return -1
    return total


# ------------------------------------------------------------------ JPEG: ITU-T T.81, annex B

_SIZED = {0xC0, 0xC1, 0xC2}  # baseline, extended, progressive: what every reader knows
_OTHER_SIZED = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_JPEG_KEPT = {0xC4, 0xDB, 0xDD, 0xE0, 0xEE} | _SIZED  # tables, the file's head, and Adobe's word on its colours
_SCAN, _END, _EXIF = 0xDA, 0xD9, 0xE1


def jpeg(content: bytes) -> tuple[bytes, int, int]:
    """The bare picture, its width and its height in pixels. Raises BadPicture."""
    if not content.startswith(b"\xff\xd8\xff"):
        raise BadPicture("is no JPEG file", "save it as JPEG, or give it the ending of what it is")
    kept, wide, high = [b"\xff\xd8"], 0, 0
    for kind, data in _segments(content):
        if kind in _OTHER_SIZED:
            raise BadPicture("is a JPEG file of a rare kind", "save it as a plain (baseline) JPEG")
        if kind in _SIZED:
            wide, high = _jpeg_size(data)
        if kind == _EXIF:
            _check_upright(data)
        if kind in _JPEG_KEPT or kind == _SCAN:
            kept.append(data)
    if not wide:
        raise BadPicture("is a JPEG file without a picture", "save it again")
    return b"".join([*kept, b"\xff\xd9"]), wide, high


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and bytes of each part; a scan with its pixels. Raises BadPicture where the file breaks off."""
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            break
        kind = content[at + 1]
        if kind == 0xFF:  # filling
            at += 1
            continue
        if kind == _END:
            return
        (length,) = struct.unpack_from(">H", content, at + 2)
        end = at + 2 + length
        if kind == _SCAN:
            end = _scanned(content, end)
        if length < 2 or end > len(content):
            break
        yield kind, content[at:end]
        at = end
    if content[at : at + 2] != b"\xff\xd9":
        raise BadPicture("is a damaged JPEG file", "save it again")


def _scanned(content: bytes, at: int) -> int:
    """Where the pixels of a scan end: at the next mark that is no restart and no stuffed zero."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise BadPicture("is a damaged JPEG file", "save it again")
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    if len(data) < 10:
        raise BadPicture("is a damaged JPEG file", "save it again")
    high, wide, colours = struct.unpack_from(">HHB", data, 5)
    _check_size(wide, high)
    if colours not in (1, 3):
        raise BadPicture("is a JPEG file for a printing press (CMYK)", "save it in RGB or in grey")
    return wide, high


def _check_upright(data: bytes) -> None:
    """See that a photograph is stored as it is seen: programs differ in whether they turn it.

    data: the Exif segment (CIPA DC-008), whose first directory holds the orientation, tag 0x0112; 1 is upright.
    """
    if data[4:10] != b"Exif\0\0" or len(data) < 18:
        return
    order = ">" if data[10:12] == b"MM" else "<"
    (at,) = struct.unpack_from(f"{order}I", data, 14)
    base = 10 + at
    count = struct.unpack_from(f"{order}H", data, base)[0] if base + 2 <= len(data) else 0
    for entry in range(base + 2, min(base + 2 + 12 * count, len(data) - 11), 12):
        tag, _, _, turn = struct.unpack_from(f"{order}HHIH", data, entry)
        if tag == 0x0112 and turn != 1:
            raise BadPicture("is a photograph that lies on its side", "open it, turn it upright and save it")
