"""Workbooks between being sent and being landed, kept under a drawn name in a folder only the program reads."""

from __future__ import annotations

import secrets
import time
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

LIMIT = 50 * 2**20
LEFT_BEHIND = 30 * 24 * 3600
"""Seconds after which a workbook that was tried and neither landed nor given up is removed."""

KINDS = (".xlsx", ".xls", ".ods", ".csv")


def keep(file: UploadedFile) -> str:
    """Keep what was sent; gives the name it is asked for by, which nobody else's file has. Files left behind go."""
    folder = Path(settings.UPLOADS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _clear(folder)
    name = secrets.token_hex(32)
    with (folder / name).open("wb") as out:
        out.writelines(file.chunks())
    return name


def keep_made(data: bytes) -> str:
    """Keep a file the program made until it is taken; gives the name it is asked for by."""
    folder = Path(settings.UPLOADS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _clear(folder)
    name = secrets.token_hex(32)
    (folder / name).write_bytes(data)
    return name


def keep_beside(name: str, data: bytes | None) -> None:
    """Keep the rows to correct of a file that is being tried."""
    if data is not None:
        _path(name).with_suffix(".sua").write_bytes(data)


def kept(name: str) -> bool:
    """Whether a workbook is still there to be landed."""
    return _path(name).exists()


def read(name: str) -> bytes:
    """What was kept. Raises ``FileNotFoundError`` when it has landed or was given up."""
    return _path(name).read_bytes()


def read_beside(name: str) -> bytes:
    return _path(name).with_suffix(".sua").read_bytes()


def forget(name: str) -> None:
    _path(name).unlink(missing_ok=True)
    _path(name).with_suffix(".sua").unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    """Workbooks that were tried and never landed do not stay for good."""
    for old in folder.iterdir():
        if old.stat().st_mtime < time.time() - LEFT_BEHIND:
            old.unlink(missing_ok=True)


def _path(name: str) -> Path:
    if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
        raise FileNotFoundError(name)
    return Path(settings.UPLOADS) / name
