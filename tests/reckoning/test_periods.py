"""Dated things laid over one another, held against the same thing asked month by month."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh.reckoning.periods import Span, cuts, first_difference, holding, merged

LAST = 12
SPANS = st.lists(
    st.builds(lambda start, length, what: Span(start, start + length, what), st.integers(0, 8), st.integers(1, 4),
              st.sampled_from("ab")),
    max_size=5,
)  # fmt: skip
QUICK = settings(max_examples=150, deadline=None, derandomize=True)


def told(spans: list[Span], month: int) -> list[object]:
    return sorted((span.what for span in spans if span.start <= month < span.until), key=str)


def history(values: str) -> list[Span]:
    """One span a month for each letter, a dot is a month of nothing; not merged."""
    return [Span(at, at + 1, value) for at, value in enumerate(values) if value != "."]


@QUICK
@given(SPANS, st.integers(0, 10), st.integers(1, 6))
def test_pieces_cover_every_month_once_and_nothing_changes_inside_one(
    spans: list[Span], start: int, length: int
) -> None:
    pieces = list(cuts(start, start + length, spans))
    assert [month for first, until in pieces for month in range(first, until)] == list(range(start, start + length))
    for first, until in pieces:
        assert len({str(told(spans, month)) for month in range(first, until)}) == 1
    for (_, edge), _ in zip(pieces, pieces[1:], strict=False):
        assert any(edge in (span.start, span.until) for span in spans)


@QUICK
@given(SPANS, st.integers(0, LAST))
def test_what_holds_in_a_month(spans: list[Span], month: int) -> None:
    assert sorted((span.what for span in holding(spans, month)), key=str) == told(spans, month)


@QUICK
@given(st.text("ab.", max_size=10))
def test_neighbours_that_say_the_same_are_one(values: str) -> None:
    joined = merged(reversed(history(values)))
    assert [told(joined, month) for month in range(LAST)] == [told(history(values), month) for month in range(LAST)]
    for one, other in zip(joined, joined[1:], strict=False):
        assert one.until < other.start or one.what != other.what


@QUICK
@given(st.text("ab.", max_size=10), st.text("ab.", max_size=10))
def test_two_histories_differ_first_where_their_months_do(one: str, other: str) -> None:
    before, after = merged(history(one)), merged(history(other))
    differing = [month for month in range(LAST) if told(before, month) != told(after, month)]
    assert first_difference(before, after) == min(differing, default=None)


def test_histories_cut_otherwise_but_saying_the_same_do_not_differ() -> None:
    assert first_difference(history("aab"), merged(history("aab"))) is None
