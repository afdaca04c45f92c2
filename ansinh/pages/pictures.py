"""Pictures drawn on the server as SVG from whole numbers: lines over months, bars, a pyramid of ages.

A picture has a name and a sentence for whoever does not see it, and a door behind every mark. Lengths are whole units
of a narrow drawing, so that its words can be read on a telephone. Colours stand in the stylesheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ansinh.pages.templatetags.ansinh import count

WIDE = 340
LEFT, TOP, RIGHT = 72, 14, 12
"""Room for the figures beside the axis, and above and beside the drawing."""

TALL = 150
"""How tall a drawing of lines is, without the words under it."""

REACH = 8
"""How far around a point a finger finds it."""

EMPTY = SafeString("")


class Point(NamedTuple):
    """One mark: its words, what it counts (None: nothing is known), where it leads; ``open``: not final yet."""

    label: str
    value: int | None
    told: str
    href: str = ""
    open: bool = False


class Series(NamedTuple):
    """Points of one sort under one name; all series of a picture have the same labels in the same order."""

    name: str
    points: Sequence[Point]


class Bar(NamedTuple):
    """One bar with the words above it and those at its end."""

    label: str
    value: int
    told: str
    href: str = ""


class Band(NamedTuple):
    """One band of ages: what stands to its left and to its right."""

    label: str
    left: Bar
    right: Bar


def steps(most: int) -> list[int]:
    """Round figures from nothing to at least ``most``, five at most: 0, 50, 100, 150, 200 of 163."""
    ten = 1
    while True:
        for one in (1, 2, 5):
            if one * ten * 4 >= most:
                step = one * ten
                return list(range(0, max(most, 1) + step, step))[: -(-max(most, 1) // step) + 1]
        ten *= 10


def short(number: int) -> str:
    """A figure as an axis says it: 1.200, 1,5 triệu, 20 tỷ."""
    for size, word in ((10**12, _("nghìn tỷ")), (10**9, _("tỷ")), (10**6, _("triệu"))):
        if number >= size:
            whole, rest = divmod(number * 10 // size, 10)
            return f"{count(whole)},{rest} {word}" if rest else f"{count(whole)} {word}"
    return count(number)


def framed(
    name: str, title: str, told: str, size: tuple[int, int], drawing: Iterable[SafeString], doors: Iterable[SafeString],
    look: str = "picture",
) -> SafeString:  # fmt: skip
    """The drawing as one image with its name and sentence, and the doors over it."""
    return format_html(
        '<svg class="{c}" viewBox="0 0 {w} {h}">'
        '<g role="img" aria-labelledby="{n}-title {n}-told"><title id="{n}-title">{t}</title>'
        '<desc id="{n}-told">{s}</desc>{d}</g>{a}</svg>',
        c=look, w=size[0], h=size[1], n=name, t=title, s=told, d=joined(drawing), a=joined(doors),
    )  # fmt: skip


def joined(pieces: Iterable[SafeString]) -> SafeString:
    """Pieces that are safe each, as one."""
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def nothing(words: str) -> SafeString:
    """What stands where there is nothing to draw."""
    return format_html('<p class="soft">{}</p>', words)


def door(told: str, href: str, shape: SafeString) -> SafeString:
    """A mark that leads to what stands behind it; nothing where it leads nowhere."""
    if not href:
        return EMPTY
    return format_html('<a href="{}" aria-label="{}" class="door"><title>{}</title>{}</a>', href, told, told, shape)


def line(name: str, title: str, told: str, series: Sequence[Series]) -> SafeString:
    """Lines over months from nothing upwards; a month nobody knows of breaks the line, an open one is hollow."""
    known = [point.value for one in series for point in one.points if point.value is not None]
    if not known:
        return nothing(_("Chưa có số liệu để vẽ."))
    marks = steps(max(known))
    labels = [point.label for point in series[0].points]
    base = TOP + TALL

    def at(number: int) -> int:
        return (
            LEFT + (WIDE - LEFT - RIGHT) * number // max(len(labels) - 1, 1) if len(labels) > 1 else (WIDE + LEFT) // 2
        )

    def up(value: int) -> int:
        return base - TALL * value // marks[-1]

    grid = format_html_join(
        "", '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/><text class="axis end" x="{}" y="{}">{}</text>',
        ((LEFT, WIDE - RIGHT, up(one), up(one), LEFT - 6, up(one) + 4, short(one)) for one in marks),
    )  # fmt: skip
    under = format_html_join(
        "", '<text class="axis middle" x="{}" y="{}">{}</text>',
        ((at(number), base + 18, label) for number, label in enumerate(labels)),
    )  # fmt: skip
    drawn, doors = [grid, under], []
    for number, one in enumerate(series):
        spots = [(at(k), up(p.value), p) for k, p in enumerate(one.points) if p.value is not None]
        for piece in _unbroken([None if p.value is None else (at(k), up(p.value)) for k, p in enumerate(one.points)]):
            drawn.append(
                format_html('<polyline class="s{}" points="{}"/>', number, " ".join(f"{x},{y}" for x, y in piece))
            )
        for x, y, point in spots:
            drawn.append(_mark(number, x, y, hollow=point.open))
            spot = format_html('<circle cx="{}" cy="{}" r="{}"/>', x, y, REACH)
            doors.append(door(point.told, point.href, spot))
    drawn.append(_legend(series, base + 40))
    return framed(name, title, told, (WIDE, base + 26 + 20 * len(series)), drawn, doors)


def _unbroken(spots: Sequence[tuple[int, int] | None]) -> Iterator[list[tuple[int, int]]]:
    """The stretches of spots without a gap; a lone one is no line."""
    piece: list[tuple[int, int]] = []
    for spot in [*spots, None]:
        if spot is not None:
            piece.append(spot)
            continue
        if len(piece) > 1:
            yield piece
        piece = []


def _mark(number: int, x: int, y: int, *, hollow: bool = False) -> SafeString:
    """A round mark of the first series, a square one of the second."""
    look = f"s{number} hollow" if hollow else f"s{number}"
    if number % 2 == 0:
        return format_html('<circle class="mark {}" cx="{}" cy="{}" r="4"/>', look, x, y)
    return format_html('<rect class="mark {}" x="{}" y="{}" width="8" height="8"/>', look, x - 4, y - 4)


def _legend(series: Sequence[Series], top: int) -> SafeString:
    """Each line's look with its name."""
    rows = [
        format_html('<polyline class="s{}" points="{},{} {},{}"/>{}<text class="words" x="{}" y="{}">{}</text>', number,
                    LEFT, y - 4, LEFT + 28, y - 4, _mark(number, LEFT + 14, y - 4), LEFT + 36, y, one.name)
        for number, one in enumerate(series) for y in (top + 20 * number,)
    ]  # fmt: skip
    return format_html('<g class="key">{}</g>', joined(rows))


MOST = 12
"""So many bars are taken in at a look; what there is more stands in the table beside them."""

LETTER, LINE, THICK = 8, 18, 14
"""About how wide a letter is, how high a line of words, how thick a bar."""


def bars(name: str, title: str, told: str, rows: Sequence[Bar]) -> SafeString:
    """Bars from the left, each as long as its share of the longest; the words stand above, the figure at the end."""
    if not any(one.value for one in rows):
        return nothing(_("Chưa có số liệu để vẽ."))
    most = max(one.value for one in rows)
    room = WIDE - LETTER * max(len(one.told) for one in rows) - LETTER
    drawn, doors, top = [], [], 0
    for one in rows:
        words = broken(one.label, WIDE // LETTER)
        y = top + LINE * len(words)
        long = max(room * one.value // most, 1) if one.value else 0
        drawn.append(format_html_join("", '<text class="words" x="0" y="{}">{}</text>',
                                      ((top + LINE * at - 6, line) for at, line in enumerate(words, 1))))  # fmt: skip
        drawn.append(format_html(
            '<rect class="trough" x="0" y="{}" width="{}" height="{}"/>'
            '<rect class="s0 bar" x="0" y="{}" width="{}" height="{}"/>'
            '<text class="words end strong" x="{}" y="{}">{}</text>',
            y, room, THICK, y, long, THICK, WIDE, y + THICK - 1, one.told,
        ))  # fmt: skip
        shape = format_html('<rect x="0" y="{}" width="{}" height="{}"/>', top, WIDE, y + THICK - top)
        doors.append(door(f"{one.label}: {one.told}", one.href, shape))
        top = y + THICK + LETTER + 2
    return framed(name, title, told, (WIDE, top), drawn, doors)


def broken(words: str, letters: int) -> list[str]:
    """Words over as many lines as they need, none longer than so many letters unless a word is."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > letters:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


BAND, MIDDLE = 18, 56
"""The height of a band of ages, and the room of its name in the middle."""


def pyramid(name: str, title: str, told: str, sides: tuple[str, str], bands: Sequence[Band]) -> SafeString:
    """Bands one under another, the first on top; the left and the right measured by the same rule."""
    most = max((side.value for one in bands for side in (one.left, one.right)), default=0)
    if not most:
        return nothing(_("Chưa có số liệu để vẽ."))
    room = (WIDE - MIDDLE) // 2
    figure = 38
    drawn = [format_html(
        '<text class="words end strong" x="{}" y="14">{}</text><text class="words strong" x="{}" y="14">{}</text>',
        room, sides[0], room + MIDDLE, sides[1],
    )]  # fmt: skip
    doors = []
    for number, one in enumerate(bands):
        y = 22 + number * BAND
        left, right = ((room - figure) * side.value // most for side in (one.left, one.right))
        drawn.append(format_html(
            '<text class="axis middle" x="{}" y="{}">{}</text>'
            '<rect class="s0 bar" x="{}" y="{}" width="{}" height="{}"/>'
            '<rect class="s1 bar" x="{}" y="{}" width="{}" height="{}"/>',
            WIDE // 2, y + 12, one.label, room - left, y + 1, left, BAND - 3, room + MIDDLE, y + 1, right, BAND - 3,
        ))  # fmt: skip
        for side, x, end in ((one.left, room - left - 4, " end"), (one.right, room + MIDDLE + right + 4, "")):
            if side.value:
                drawn.append(
                    format_html('<text class="axis{}" x="{}" y="{}">{}</text>', end, x, y + 12, count(side.value))
                )
        for side, x in ((one.left, 0), (one.right, room + MIDDLE)):
            shape = format_html('<rect x="{}" y="{}" width="{}" height="{}"/>', x, y, room, BAND)
            doors.append(door(side.told, side.href if side.value else "", shape))
    return framed(name, title, told, (WIDE, 22 + len(bands) * BAND), drawn, doors)


TILE_WIDE, TILE_TALL, GAP = 92, 44, 4
"""A tile of a map, in units of its drawing."""

FEW, SOME = 3, 6
"""A map of at most so many tiles side by side stands whole on a telephone; of so many in half a page."""


class Square(NamedTuple):
    """A place's tile: where it stands, its name, what is written on it, how dark it is (0: nothing known)."""

    row: int
    column: int
    name: str
    text: str
    told: str
    shade: int
    href: str = ""
    missed: bool = False


def tiles(name: str, title: str, told: str, squares: Sequence[Square]) -> SafeString:
    """A map of tiles (pages/tiles.py says where each stands); a missed target has a frame."""
    if not squares:
        return nothing(_("Chưa có số liệu để vẽ."))
    drawn, doors = [], []
    for one in squares:
        x, y = one.column * (TILE_WIDE + GAP), one.row * (TILE_TALL + GAP)
        rect = format_html('<rect x="{}" y="{}" width="{}" height="{}" rx="4"/>', x, y, TILE_WIDE, TILE_TALL)
        drawn.append(format_html(
            '<g class="tile shade{}{}">{}<text x="{}" y="{}">{}</text><text class="value" x="{}" y="{}">{}</text></g>',
            one.shade, " missed" if one.missed else "", rect, x + TILE_WIDE // 2, y + 17, one.name,
            x + TILE_WIDE // 2, y + 35, one.text,
        ))  # fmt: skip
        doors.append(door(one.told, one.href, rect))
    across = max(one.column for one in squares) + 1
    size = (across * (TILE_WIDE + GAP) - GAP, (max(one.row for one in squares) + 1) * (TILE_TALL + GAP) - GAP)
    look = "few" if across <= FEW else "some" if across <= SOME else "many"
    return framed(name, title, told, size, drawn, doors, f"tiled {look}")
