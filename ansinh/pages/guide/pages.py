"""The pages of the guide: each a Markdown file that says at its head which addresses of the site it explains.

The head (front matter) is lines between ``---``: ``opens: /ho-so/, /nguoi/*/mat/`` names prefixes of addresses, a
``*`` standing for one number or word. README.md is the first page; the order of its links is the order of the guide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from ansinh.reckoning.names import fold

FIRST = "README"
HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.S)
LISTED = re.compile(r"\]\(([\w-]+)\.md\)")
NOT_A_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Page:
    """One page: its file's name, its heading, the prefixes of addresses it explains, its Markdown."""

    slug: str
    name: str
    opens: tuple[str, ...]
    text: str


@lru_cache(maxsize=1)
def contents() -> Page:
    """The first page: what the guide holds, in its order."""
    return _read(FIRST)


@lru_cache(maxsize=1)
def pages() -> dict[str, Page]:
    """Every page but the first, by its file's name, in the order of the first page's links."""
    return {slug: _read(slug) for slug in dict.fromkeys(LISTED.findall(contents().text))}


def page_for(path: str) -> Page | None:
    """The page that explains an address of the site: the longest of the prefixes that fit it; None when none does."""
    asked = _parts(path)
    fits = [
        (len(parts), sum(part != "*" for part in parts), page.slug)
        for page in pages().values()
        for parts in map(_parts, page.opens)
        if fit(parts, asked) and (parts or not asked)
    ]
    return pages()[max(fits)[2]] if fits else None


def fit(prefix: list[str], path: list[str]) -> bool:
    """Whether the parts of a path begin with those of a prefix, ``*`` being any one part."""
    return len(prefix) <= len(path) and all(one in ("*", part) for one, part in zip(prefix, path, strict=False))


def anchor(heading: str) -> str:
    """The address of a heading inside its page: ``Ngày đầu tiên`` → ``ngay-dau-tien``."""
    return NOT_A_WORD.sub("-", fold(heading)).strip("-")


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


def _read(slug: str) -> Page:
    whole = resources.files(__package__).joinpath(f"{slug}.md").read_text("utf-8")
    head = HEAD.match(whole)
    said = dict(line.split(": ", 1) for line in head[1].splitlines()) if head else {}
    text = whole[head.end() :].lstrip() if head else whole
    name = text.split("\n", 1)[0].removeprefix("# ").strip()
    opens = tuple(prefix.strip() for prefix in said.get("opens", "").split(",") if prefix.strip())
    return Page(slug, name, opens, text)
