"""The office's own work in the demo beside its lists: one file a subject, each done by the acts an officer uses.

A file here holds ``live(today, echo)``; it does nothing when it was done before, and is done whole or not at all.
"""

from __future__ import annotations

import datetime
import importlib
import pkgutil
from collections.abc import Callable

from django.db import transaction


def live(today: datetime.date, echo: Callable[[str], object]) -> None:
    """Every subject's work up to a day, in the order of the files' names."""
    for found in sorted(pkgutil.iter_modules(__path__), key=lambda one: one.name):
        with transaction.atomic():
            importlib.import_module(f"{__name__}.{found.name}").live(today, echo)
