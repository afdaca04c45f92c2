"""Which branch of the map this session has entered, as the database knows it (acts/permit sets it)."""

from __future__ import annotations

from django.db import connection

from ansinh.record.models.places import Unit


def communes() -> frozenset[int] | None:
    """Ids of the communes entered; None: the whole register."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(current_setting('ansinh.units', true), ''),"
            " coalesce(current_setting('ansinh.everywhere', true), '')"
        )
        entered, everywhere = cursor.fetchone()
    return None if everywhere == "on" else frozenset(int(pk) for pk in entered.split(",") if pk)


def branch() -> frozenset[int] | None:
    """The communes entered with every unit above them; None: the whole register."""
    layer = communes()
    if layer is None:
        return None
    found = set(layer)
    while layer:
        above = Unit.objects.filter(pk__in=layer, parent__isnull=False).values_list("parent_id", flat=True)
        layer = frozenset(above) - found
        found |= layer
    return frozenset(found)
