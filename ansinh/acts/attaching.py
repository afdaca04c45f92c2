"""Keeping a scan or photo with what it belongs to."""

from __future__ import annotations

from typing import Any, TypeVar

from ansinh.record.models.attached import Attached
from ansinh.record.models.users import User
from ansinh.world import scans

Kept = TypeVar("Kept", bound=Attached)


def keep(files: type[Kept], *, name: str, content: bytes, by: User, **of: Any) -> Kept:
    """The file, kept once with what it is ``of``. Raises ``scans.Unreadable``."""
    scan = scans.read(name, content)
    new = {"name": scan.name, "mime": scan.mime, "content": content, "by": by}
    kept, _ = files._default_manager.get_or_create(digest=scan.digest, **of, defaults=new)
    return kept
