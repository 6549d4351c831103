"""Small files for people to send when a test or the page has none at hand."""

from __future__ import annotations

import struct
import zlib


def picture(width: int = 160, height: int = 120) -> bytes:
    """Return a PNG with a soft gradient."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            rows += bytes((90 + 120 * x // width, 140 + 80 * y // height, 190))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(bytes(rows))), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def sample(kind: str) -> tuple[str, str, bytes]:
    """Return name, MIME type and bytes of a small file of ``kind``."""
    match kind:
        case "photo":
            return "photo.png", "image/png", picture()
        case "voice":
            return "voice.ogg", "audio/ogg", b"OggS" + bytes(60)
        case "audio":
            return "song.mp3", "audio/mpeg", b"ID3" + bytes(60)
        case "sticker":
            return "sticker.webp", "image/webp", b"RIFF\x1a\x00\x00\x00WEBPVP8 " + bytes(14)
        case "video" | "video_note":
            return f"{kind}.mp4", "video/mp4", bytes(4) + b"ftypisom" + bytes(20)
        case "animation":
            return "animation.gif", "image/gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
    return "letter.txt", "text/plain", b"A letter from the clinic.\n"
