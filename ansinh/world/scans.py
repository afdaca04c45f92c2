"""Papers that come as files: a PDF or a photo, known by its own first bytes and not by its name."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath
from typing import NamedTuple

LARGEST = 10 * 1024 * 1024
"""Bytes of one file: a photo of a telephone, a scan of ten pages."""

_KINDS = ((b"%PDF-", "application/pdf", "pdf"), (b"\xff\xd8\xff", "image/jpeg", "jpg"),
          (b"\x89PNG\r\n\x1a\n", "image/png", "png"))  # fmt: skip
_FTYP = re.compile(rb"^....ftyp(heic|heix|mif1)", re.DOTALL)


class Unreadable(ValueError):
    """The file is no PDF or picture, is empty or too large; the text says which and what to do."""


class Scan(NamedTuple):
    """A file that was let in: the name to show, its kind, and the SHA-256 of its bytes."""

    name: str
    mime: str
    digest: str


def read(name: str, content: bytes) -> Scan:
    """What a file is. Raises ``Unreadable`` with a sentence for whoever sent it."""
    shown = _shown(name)
    if not content:
        raise Unreadable(f"Tệp “{shown}” rỗng: chọn lại tệp.")
    if len(content) > LARGEST:
        raise Unreadable(too_large(name))
    mime = next((mime for start, mime, _ in _KINDS if content.startswith(start)), None)
    if mime is None and content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        mime = "image/webp"
    if mime is None and _FTYP.match(content[:16]):
        mime = "image/heic"
    if mime is None:
        raise Unreadable(f"Tệp “{shown}” không phải PDF hay ảnh (JPG, PNG, WEBP, HEIC): chọn tệp khác.")
    if mime == "application/pdf" and b"%%EOF" not in content[-2048:]:
        raise Unreadable(f"Tệp “{shown}” bị cắt cụt giữa chừng: gửi lại.")
    return Scan(shown, mime, hashlib.sha256(content).hexdigest())


def too_large(name: str) -> str:
    """What is said of a file that is too large, read or not."""
    return f"Tệp “{_shown(name)}” lớn quá 10 MB: chụp lại nhỏ hơn, hoặc tách thành nhiều tệp."


def _shown(name: str) -> str:
    """The last part of a name, without what a file name cannot hold."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return re.sub(r"[\x00-\x1f\x7f<>:\"|?*]", "", last)[:120] or "tep"
