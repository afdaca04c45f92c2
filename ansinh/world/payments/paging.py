"""Which rows stand on which page: a section's head keeps its first row, signatures keep some rows."""

from collections.abc import Sequence

# A page that was begun for its last rows or for the signatures has this many rows, taken from the one before.
ROWS_WITH_SIGNATURES = 3


def paginate(
    heights: Sequence[float], heads: Sequence[bool], *, first: float, later: float, closing: float
) -> list[list[int]]:
    """The row numbers of each page; there is always one page.

    ``heights`` of the rows and ``closing`` (the totals and signatures after the last row) are in the same
    unit as the room for rows on the ``first`` page and on each of the ``later`` ones; ``heads`` tells which
    rows may not be the last of a page.
    """
    pages: list[list[int]] = [[]]
    used = 0.0
    for row, height in enumerate(heights):
        needed = height + (heights[row + 1] if heads[row] and row + 1 < len(heights) else 0)
        if pages[-1] and used + needed > (first if len(pages) == 1 else later):
            pages.append([])
            used = 0.0
        pages[-1].append(row)
        used += height
    if used + closing > (first if len(pages) == 1 else later):
        pages.append([])
    if len(pages) > 1 and len(pages[-1]) < ROWS_WITH_SIGNATURES:
        pages[-1][:0] = _take_last(pages[-2], heads, ROWS_WITH_SIGNATURES - len(pages[-1]))
    return pages


def _take_last(page: list[int], heads: Sequence[bool], rows: int) -> list[int]:
    """Take the last rows off a page, so that a row is left there and no head at its foot."""
    taken: list[int] = []
    while not all(heads[row] for row in page[:-1]) and (len(taken) < rows or heads[page[-1]]):
        taken.insert(0, page.pop())
    return taken
