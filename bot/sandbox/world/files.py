"""Files that were sent, kept in memory and found again by their id."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.refusal import bad, broken
from bot.sandbox.world.model import Blob, Json

_DURATION = 3
"""Seconds; made up, since nothing here decodes sound or film."""


@dataclass(slots=True)
class Files:
    """All files by ``file_id``."""

    blobs: dict[str, Blob] = field(default_factory=dict)

    def keep(self, kind: str, name: str, mime: str, content: bytes, size: tuple[int, int] = (0, 0)) -> Blob:
        """Store a file and return it; the same bytes sent as the same kind are stored once."""
        digest = hashlib.sha256(content).hexdigest()[:20]
        blob = Blob(f"{kind}-{digest}", digest, kind, _plain(name) or kind, mime, content, *size)
        return self.blobs.setdefault(blob.file_id, blob)

    def take(self, file_id: str, kind: str) -> Blob:
        """Return the file behind ``file_id`` for sending as ``kind``; raise ``Refusal`` if it is not that."""
        blob = self.blobs.get(file_id)
        if blob is None:
            raise broken("wrong file identifier/HTTP URL specified")
        if blob.kind != kind:
            raise broken(f"can't use file of type {blob.kind.title()} as {kind.title()}")
        return blob

    def find(self, file_id: str) -> Blob:
        """Return the file behind ``file_id`` whatever its kind; raise ``Refusal`` if there is none."""
        if file_id not in self.blobs:
            raise bad("wrong file_id or the file is temporarily unavailable")
        return self.blobs[file_id]


def described(blob: Blob, **more: Any) -> Json:
    """Return the fields of a message that carry ``blob``, as the Bot API names them."""
    file: Json = {
        "file_id": blob.file_id,
        "file_unique_id": blob.unique_id,
        "file_size": len(blob.content),
    }
    sized = {"width": blob.width or 320, "height": blob.height or 320}
    named = {"file_name": blob.name, "mime_type": blob.mime}
    match blob.kind:
        case "photo":
            return {"photo": [file | sized]}
        case "animation":
            film = file | sized | named | {"duration": _DURATION} | more
            return {"animation": film, "document": file | named}
        case "video":
            return {"video": file | sized | named | {"duration": _DURATION} | more}
        case "voice":
            return {"voice": file | {"mime_type": blob.mime, "duration": _DURATION} | more}
        case "audio":
            return {"audio": file | named | {"duration": _DURATION}}
        case "video_note":
            return {"video_note": file | {"length": 240, "duration": _DURATION}}
        case "sticker":
            kind = {"type": "regular", "is_animated": False, "is_video": False, "emoji": "🙂"}
            return {"sticker": file | {"width": 512, "height": 512} | kind}
    return {"document": file | named}


def _plain(name: str) -> str:
    return "".join(character if character.isalnum() or character in "._- " else "_" for character in name)[-80:]
