"""Finding in the guide: the parts of its pages that hold every word, with or without tone marks."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt

from ansinh.pages.guide.pages import Page, anchor, pages
from ansinh.reckoning.names import fold

SHOWN = 2
"""So many lines of a part are shown."""


class Part(NamedTuple):
    """A heading of a page with the lines beneath it, up to the next heading."""

    page: Page
    heading: str
    lines: tuple[str, ...]

    @property
    def anchor(self) -> str:
        return anchor(self.heading)


class Found(NamedTuple):
    """A part that holds the words, and the lines of it that hold most of them."""

    part: Part
    lines: list[str]


def search(words: str) -> list[Found]:
    """Parts that hold every word: those whose heading does first, then those that hold the words together."""
    asked = fold(words).split()
    if not asked:
        return []
    together = " ".join(asked)
    found = [part for part in _parts() if all(word in _folded(part) for word in asked)]
    found.sort(key=lambda part: (not all(word in fold(part.heading) for word in asked), together not in _folded(part)))
    return [Found(part, _telling(part, asked)) for part in found]


def _folded(part: Part) -> str:
    return fold(" ".join((part.page.name, part.heading, *part.lines)))


def _telling(part: Part, asked: list[str]) -> list[str]:
    """The lines that hold most of the words, in the order they stand in."""
    most = sorted(part.lines, key=lambda line: -sum(word in fold(line) for word in asked))[:SHOWN]
    return [line for line in part.lines if line in most]


@lru_cache(maxsize=1)
def _parts() -> tuple[Part, ...]:
    return tuple(part for page in pages().values() for part in parts_of(page))


def parts_of(page: Page) -> list[Part]:
    """A page cut at its headings, as text without marks or pictures; a row of a table is one line."""
    cut: list[tuple[str, list[str]]] = []
    before, row = "", list[str]()
    for token in MarkdownIt("commonmark").enable("table").parse(page.text):
        if token.type == "inline":
            said = "".join(one.content for one in token.children or () if one.type in ("text", "code_inline")).strip()
            if before == "heading_open":
                cut.append((said, []))
            elif before == "td_open":
                row.append(said)
            elif said and before != "th_open":
                cut[-1][1].append(said)
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row:
            cut[-1][1].append(f"{row[0]}: {'; '.join(row[1:])}")
        before = token.type
    return [Part(page, heading, tuple(lines)) for heading, lines in cut]
