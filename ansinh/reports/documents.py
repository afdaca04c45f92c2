"""Documents to be found: those of the law and the office's own together, by words with or without tone marks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from ansinh.law.documents import Text, texts
from ansinh.reckoning.names import fold
from ansinh.record.branches import communes_of, whole_map
from ansinh.record.models.documents import OfficeDocument
from ansinh.record.models.places import Level
from ansinh.record.models.users import User


class Found(NamedTuple):
    """A document: what it says of itself, and the office's own record of it when it is not the law's."""

    text: Text
    own: OfficeDocument | None


def every(places: Iterable[int]) -> list[Found]:
    """All of them, the newest first; ``places``: units whose own documents the reader works by."""
    held = OfficeDocument.objects.filter(unit__in=list(places)).select_related("unit")
    found = [Found(one, None) for one in texts()] + [Found(_text(one), one) for one in held]
    return sorted(found, key=lambda one: (one.text.issued or datetime.date(one.text.year or 1, 1, 1), one.text.number),
                  reverse=True)  # fmt: skip


def search(
    places: Iterable[int], words: str = "", *, programme: str = "", level: str = "", on: datetime.date | None = None
) -> list[Found]:
    """Those that hold every word, those that hold them together first; of a programme, a level, in force on a day."""
    asked = fold(words).split()
    found = [
        one for one in every(places)
        if all(word in _words(one.text) for word in asked)
        and (not programme or programme in one.text.programmes)
        and (not level or one.text.level == level)
        and (on is None or one.text.stands(on))
    ]  # fmt: skip
    return sorted(found, key=lambda one: " ".join(asked) not in _words(one.text))


def worked_by(user: User) -> set[int]:
    """The places whose documents somebody works by: their own, all above, and the communes below."""
    mine, parents = list(user.places.all()), whole_map().parents
    reached = {one.pk for one in mine} | communes_of(mine)
    for place in list(reached):
        above: int | None = place
        while above is not None:
            reached.add(above)
            above = parents.get(above)
    return reached


def _words(text: Text) -> str:
    return fold(" ".join((text.number, text.kind, text.issuer, text.subject)))


def _text(one: OfficeDocument) -> Text:
    return Text(
        number=one.number, kind=one.kind, issuer=one.issuer, subject=one.subject, level=str(Level(one.unit.level)),
        issued=one.issued, in_force=one.in_force, until=one.until, replaced_by=one.replaced_by,
        programmes=tuple(one.programmes),
    )  # fmt: skip
