"""On what grounds awards are written where the row itself names no new decision; the database asks (decided.sql).

The register of the time before An Sinh, two records of one person made one, a paper decision written down anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from ansinh.record.models.linkage import Merge


@contextmanager
def imported() -> Iterator[None]:
    """Awards are an office's own register's, decided before."""
    with _said("import"):
        yield


@contextmanager
def merging(merge: Merge) -> Iterator[None]:
    """Awards of two records go over, or back."""
    with _said(f"merge {merge.pk}"):
        yield


@contextmanager
def decided(number: str) -> Iterator[None]:
    """The decision the row may name already."""
    with _said(f"decision {number}" if number.strip() else ""):
        yield


@contextmanager
def _said(grounds: str) -> Iterator[None]:
    """Said for one transaction; what was said before holds again after."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('ansinh.register', true), '')")
        (was,) = cursor.fetchone()
        cursor.execute("select set_config('ansinh.register', %s, true)", [grounds or was])
        yield
        cursor.execute("select set_config('ansinh.register', %s, true)", [was])
