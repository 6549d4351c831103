"""A small drawing board with soft edges, and the two file formats it can write."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

Point = tuple[float, float]
Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight piece with round ends: from ``start`` to ``end``, ``radius`` thick to each side."""

    start: Point
    end: Point
    radius: float

    def distance(self, x: float, y: float) -> float:
        """Return how far a pixel lies outside of the stroke; negative inside."""
        (ax, ay), (bx, by) = self.start, self.end
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length))
        return hypot(x - ax - along * dx, y - ay - along * dy) - self.radius


class Canvas:
    """A white sheet of ``width`` by ``height`` pixels; y grows downwards."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.rows = [[WHITE] * width for _ in range(height)]

    def paint(self, strokes: Iterable[Stroke], colour: Colour) -> None:
        """Paint strokes of one colour, as one shape."""
        for stroke in strokes:
            self._paint(stroke, colour)

    def _paint(self, stroke: Stroke, colour: Colour) -> None:
        margin = stroke.radius + 1
        (ax, ay), (bx, by) = stroke.start, stroke.end
        for y in range(max(0, int(min(ay, by) - margin)), min(self.height, int(max(ay, by) + margin) + 1)):
            row = self.rows[y]
            for x in range(max(0, int(min(ax, bx) - margin)), min(self.width, int(max(ax, bx) + margin) + 1)):
                cover = 0.5 - stroke.distance(x + 0.5, y + 0.5)
                if cover >= 1:
                    row[x] = colour
                elif cover > 0:
                    row[x] = _mixed(row[x], colour, cover)

    def trim(self, margin: int) -> None:
        """Cut off empty borders, but leave ``margin`` pixels of them."""
        filled = [y for y, row in enumerate(self.rows) if any(pixel != WHITE for pixel in row)]
        columns = [x for x in range(self.width) if any(row[x] != WHITE for row in self.rows)]
        blank = [WHITE] * (columns[-1] - columns[0] + 1 + 2 * margin)
        side = [WHITE] * margin
        kept = [side + row[columns[0] : columns[-1] + 1] + side for row in self.rows[filled[0] : filled[-1] + 1]]
        self.rows = [blank] * margin + kept + [blank] * margin
        self.width, self.height = len(blank), len(self.rows)

    def png(self) -> bytes:
        """Return the sheet as a PNG file."""
        raw = b"".join(b"\x00" + bytes(part for pixel in row for part in pixel) for row in self.rows)
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(raw, 9)), _chunk(b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _mixed(under: Colour, over: Colour, share: float) -> Colour:
    """Return a mixture of two colours."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(under, over, strict=True))
    return red, green, blue


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def gif(frames: Sequence[Sequence[Sequence[int]]], palette: Sequence[Colour], hundredths: int) -> bytes:
    """Return frames of colour numbers as a GIF that loops for ever; each frame lasts ``hundredths`` of a second.

    The palette must hold a power of two of colours, at least four.
    """
    bits = (len(palette) - 1).bit_length()
    height, width = len(frames[0]), len(frames[0][0])
    out = bytearray(b"GIF89a" + struct.pack("<HHBBB", width, height, 0xF0 | (bits - 1), 0, 0))
    out += bytes(part for colour in palette for part in colour)
    out += b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
    for frame in frames:
        out += b"\x21\xf9\x04\x04" + struct.pack("<H", hundredths) + b"\x00\x00"
        out += b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0)
        data = _squeezed([pixel for row in frame for pixel in row], bits)
        out += bytes([bits])
        for start in range(0, len(data), 255):
            part = data[start : start + 255]
            out += bytes([len(part)]) + part
        out += b"\x00"
    return bytes(out + b"\x3b")


def _squeezed(pixels: Sequence[int], bits: int) -> bytes:
    """Return pixels in GIF's own LZW: codes of growing width, least significant bit first."""
    clear, end = 1 << bits, (1 << bits) + 1
    codes: dict[tuple[int, int], int] = {}
    following, width = end + 1, bits + 1
    pending, filled, out = clear, width, bytearray()
    prefix = pixels[0]
    for pixel in pixels[1:]:
        known = codes.get((prefix, pixel))
        if known is not None:
            prefix = known
            continue
        pending |= prefix << filled
        filled += width
        codes[prefix, pixel] = following
        if following == 1 << width:
            width += 1
        following += 1
        prefix = pixel
        if following == 4096:
            pending |= clear << filled
            filled += width
            codes.clear()
            following, width = end + 1, bits + 1
        while filled >= 8:
            out.append(pending & 255)
            pending >>= 8
            filled -= 8
    for code in (prefix, end):
        pending |= code << filled
        filled += width
    return bytes(out) + pending.to_bytes((filled + 7) // 8, "little")
