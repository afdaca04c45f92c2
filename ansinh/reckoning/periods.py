"""Months in which nothing changes: dated things laid over one another and cut where any of them does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

ENDLESS = 2**31 - 1
"""The until-month of what has no end yet."""


class Span(NamedTuple):
    """Months [start, until) and what holds in them."""

    start: int
    until: int
    what: object


def cuts(start: int, until: int, spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """The pieces of [start, until) between all beginnings and ends of the spans, in order."""
    edges = {start, until}
    for span in spans:
        edges.update(edge for edge in (span.start, span.until) if start < edge < until)
    ordered = sorted(edges)
    yield from zip(ordered, ordered[1:], strict=False)


def holding(spans: Sequence[Span], month: int) -> list[Span]:
    """The spans that hold in a month."""
    return [span for span in spans if span.start <= month < span.until]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order of time, neighbours that say the same joined."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda one: one.start):
        if joined and joined[-1].until == span.start and joined[-1].what == span.what:
            joined[-1] = Span(joined[-1].start, span.until, span.what)
        else:
            joined.append(span)
    return joined


def first_difference(before: Sequence[Span], after: Sequence[Span]) -> int | None:
    """The first month in which two histories differ; None when they do not."""
    differing = set(before) ^ set(after)
    edges = sorted({edge for span in differing for edge in (span.start, span.until)})
    for month in edges:
        if [span.what for span in holding(before, month)] != [span.what for span in holding(after, month)]:
            return month
    return None
