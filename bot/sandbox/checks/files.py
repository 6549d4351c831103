"""Looks into an uploaded file to tell whether Telegram could show it as what it was sent as."""

from __future__ import annotations

import struct

from bot.sandbox.checks.request import Upload
from bot.sandbox.refusal import broken
from bot.sandbox.table.methods import PHOTO_BYTES, UPLOAD_BYTES

Size = tuple[int, int]
"""Width and height in pixels."""

_PHOTO_SIDES = 10_000
_PHOTO_RATIO = 20


def check_file(kind: str, upload: Upload) -> Size:
    """Return width and height of ``upload`` (0, 0 where it has none); raise ``Refusal`` if it is no ``kind``."""
    content = upload.content
    if not content:
        raise broken("file must be non-empty")
    if len(content) > (PHOTO_BYTES if kind == "photo" else UPLOAD_BYTES):
        raise broken("file is too big")
    match kind:
        case "photo":
            return _photo(content)
        case "animation":
            if size := _gif(content):
                return size
            _must(_is_mp4(content), "an animation is a GIF or an MP4 video")
        case "video":
            _must(_is_mp4(content), "a video is an MP4 file")
        case "voice":
            _must(
                content.startswith((b"OggS", b"ID3", b"\xff\xfb")) or _is_mp4(content),
                "a voice note is OGG with OPUS, MP3 or M4A",
            )
    return (0, 0)


def _must(sound: bool, complaint: str) -> None:
    if not sound:
        raise broken(complaint)


def _photo(content: bytes) -> Size:
    size = _png(content) or _jpeg(content) or _webp(content) or _gif(content)
    if size is None:
        raise broken("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > _PHOTO_SIDES or max(size) > _PHOTO_RATIO * max(min(size), 1):
        raise broken(f"PHOTO_INVALID_DIMENSIONS: {width} x {height}")
    return size


def _png(content: bytes) -> Size | None:
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _gif(content: bytes) -> Size | None:
    if not content.startswith((b"GIF87a", b"GIF89a")) or len(content) < 10:
        return None
    width, height = struct.unpack("<HH", content[6:10])
    return width, height


def _webp(content: bytes) -> Size | None:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP" or len(content) < 30:
        return None
    if content[12:16] == b"VP8X":
        return (
            1 + int.from_bytes(content[24:27], "little"),
            1 + int.from_bytes(content[27:30], "little"),
        )
    return (1, 1)


def _jpeg(content: bytes) -> Size | None:
    if not content.startswith(b"\xff\xd8"):
        return None
    position = 2
    while position + 9 < len(content):
        if content[position] != 0xFF:
            return None
        marker = content[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + int.from_bytes(content[position + 2 : position + 4], "big")
    return None


def _is_mp4(content: bytes) -> bool:
    return content[4:8] == b"ftyp"
