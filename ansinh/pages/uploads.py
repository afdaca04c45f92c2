"""Workbooks between being sent and being landed, kept under their digest in a folder only the program reads."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

LIMIT = 50 * 2**20
KINDS = (".xlsx", ".xls", ".xlsb", ".ods", ".csv")


def keep(file: UploadedFile) -> str:
    """Keep what was sent; its digest is the name it is asked for by."""
    data = b"".join(file.chunks())
    digest = hashlib.sha256(data).hexdigest()
    folder = Path(settings.UPLOADS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / digest).write_bytes(data)
    return digest


def keep_beside(digest: str, data: bytes | None) -> None:
    """Keep the rows to correct of a file that is being tried."""
    if data is not None:
        _path(digest).with_suffix(".sua").write_bytes(data)


def read(digest: str) -> bytes:
    """What was kept. Raises ``FileNotFoundError`` when it has landed or was given up."""
    return _path(digest).read_bytes()


def read_beside(digest: str) -> bytes:
    return _path(digest).with_suffix(".sua").read_bytes()


def forget(digest: str) -> None:
    _path(digest).unlink(missing_ok=True)
    _path(digest).with_suffix(".sua").unlink(missing_ok=True)


def _path(digest: str) -> Path:
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise FileNotFoundError(digest)
    return Path(settings.UPLOADS) / digest
