"""Walks through the guide: the words it prints in bold are looked for on the screen, its pictures are taken.

Bold in the guide means one thing: words that stand on the screen, letter for letter; what changes there (a name, a
sum) is left out by ``…`` at the end. A walk goes through a page's sections; at its end every bold word was seen in
its section, and every picture of the page was taken. Pictures are written when ANSINH_GUIDE_PICTURES=1; otherwise it
is only looked whether each is there and small.
"""

from __future__ import annotations

import io
import os
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from ansinh.pages.guide import pages as guide
from tests.pages.browser.conftest import Reader, press

PICTURES = Path(guide.__file__).parent / "hinh"
WRITES = os.environ.get("ANSINH_GUIDE_PICTURES") == "1"
MOST_BYTES, MOST_WIDE = 120_000, 1366
SIZE = {"width": 1100, "height": 760}
PICTURE = re.compile(r"!\[[^\]]+\]\(hinh/([\w-]+)\.png\)")
PRESSED = "a:visible, button:visible, summary:visible"

SAID = """() => {
  const plain = text => (text || '').replace(/\\s+/g, ' ').trim(), found = new Set();
  const seen = one => one.checkVisibility();
  for (const one of document.querySelectorAll('a,button,span,label,legend,summary,th,td,h1,h2,h3,dt,dd,strong,.tag,.say,.wrong,.figure,p,li'))
    if (seen(one)) { found.add(plain(one.innerText)); for (const part of one.childNodes) if (part.nodeType === 3) found.add(plain(part.data)); }
  for (const one of document.querySelectorAll('select')) if (seen(one)) for (const option of one.options) found.add(plain(option.text));
  for (const one of document.querySelectorAll('[placeholder],[aria-label]')) if (seen(one)) { found.add(plain(one.placeholder)); found.add(plain(one.ariaLabel)); }
  return [...found];
}"""  # noqa: E501


def bold_words(page: guide.Page) -> dict[str, list[str]]:
    """The bold words of a page by the heading they stand under."""
    found: dict[str, list[str]] = {}
    heading, opened = "", False
    for token in MarkdownIt("commonmark").enable("table").parse(page.text):
        if token.type == "inline":
            parts = token.children or []
            if opened:
                heading = "".join(part.content for part in parts)
            depth = 0
            for part in parts:
                depth += part.nesting if part.type.startswith("strong") else 0
                if depth and part.type == "text" and part.content.strip():
                    found.setdefault(heading, []).append(" ".join(part.content.split()))
        opened = token.type == "heading_open"
    return found


@dataclass
class Walk:
    """Somebody who does what a page of the guide says; ``page`` is the screen of whoever works now."""

    slug: str
    browser: Browser
    base: str
    readers: dict[str, Reader] = field(default_factory=dict)
    who: str = ""
    section: str = ""
    missing: dict[str, set[str]] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.missing = {heading: set(words) for heading, words in bold_words(guide.pages()[self.slug]).items()}

    @property
    def page(self) -> Page:
        return self.readers[self.who].page

    def by(self, who: str, signed_in: bool = True) -> Page:
        """From here on this person works, at a browser of their own."""
        self.who = who
        if who not in self.readers:
            self.readers[who] = Reader(self.browser.new_context(viewport=SIZE).new_page(), self.base)
            if signed_in:
                self.readers[who].sign_in(who)
        return self.page

    def at(self, section: str) -> None:
        """What follows is what this section of the page tells."""
        headings = {part.heading for part in parts(self.slug)}
        assert section in headings, f"{self.slug}: no heading “{section}” among {sorted(headings)}"
        self.section = section
        if self.who:
            self.look()

    def go(self, path: str) -> Page:
        self.readers[self.who].go(path)
        self.look()
        return self.page

    def look(self) -> None:
        """The section's words that stand on this screen have been seen."""
        left = self.missing.get(self.section)
        if left and not self.page.url.startswith("about:"):
            said = self.page.evaluate(SAID)
            left -= {word for word in left if stands(word, said)}

    def press(self, what: str | Locator, refused: bool = False) -> None:
        """Something is pressed that leads on, by the words on it; both screens are looked at."""
        self.look()
        press(self.page, self.named(what) if isinstance(what, str) else what)
        self.look()
        told = self.page.locator(".errors").all_inner_texts()
        assert bool(told) == refused, f"{what} is answered by {told}"

    def open(self, what: str) -> None:
        """Something folded is opened by the words on it."""
        self.named(what).click()
        self.look()

    def named(self, words: str) -> Locator:
        """The thing to press with these words; ``…`` at the end: which begins with them."""
        rest = r"" if words.endswith("…") else r"\s*$"
        begins = re.compile(r"^\s*" + re.escape(words.removesuffix("…")) + rest)
        return self.page.locator(PRESSED).filter(has_text=begins).first

    def fill(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.fill(f"#id_{name}", value)
        self.look()

    def picture(self, name: str, *of: str | Locator, ring: str | Locator | None = None, most: int = 760) -> None:
        """A picture of these parts of the screen (of all of it when none is named), what to press ringed."""
        self.look()
        assert name not in self.taken, f"{name} is taken twice"
        self.taken.append(name)
        self.page.evaluate("window.scrollTo(0, 0)")
        places = [self.page.locator(one).first if isinstance(one, str) else one for one in of]
        boxes = [place.bounding_box() for place in places]
        assert all(boxes), f"{name}: not on the screen"
        path = PICTURES / f"{name}.png"
        if WRITES:
            path.write_bytes(small(self._shot([box for box in boxes if box], ring, most)))
        assert path.exists(), f"{path.name} is not there: ANSINH_GUIDE_PICTURES=1 writes it"
        content = path.read_bytes()
        assert len(content) < MOST_BYTES and struct.unpack(">I", content[16:20])[0] <= MOST_WIDE, path.name

    def _shot(self, boxes: list, ring: str | Locator | None, most: int) -> bytes:
        self.page.evaluate("document.activeElement && document.activeElement.blur()")
        if ring is not None:
            chosen = self.page.locator(ring).first if isinstance(ring, str) else ring
            chosen.evaluate("one => { one.style.outline = '3px solid #d1242f'; one.style.outlineOffset = '3px' }")
        boxes = boxes or [{"x": 0, "y": 0, **SIZE}]
        left, top = (max(0, min(box[side] for box in boxes) - 12) for side in ("x", "y"))
        top += 12 if left == 0 and top else 0  # the whole page: without the edge of the tabs above it
        right = min(SIZE["width"], max(box["x"] + box["width"] for box in boxes) + 12)
        bottom = min(top + most, max(box["y"] + box["height"] for box in boxes) + 12)
        clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        shot = self.page.screenshot(full_page=True, clip=clip)
        if ring is not None:
            chosen.evaluate("one => { one.style.outline = ''; one.style.outlineOffset = '' }")
        return shot

    def done(self) -> None:
        """Every bold word was seen in its section, every picture of the page was taken, nothing went wrong."""
        left = {heading: sorted(words) for heading, words in self.missing.items() if words}
        assert left == {}, f"{self.slug}.md says in bold what was not on the screen: {left}"
        assert sorted(self.taken) == sorted(pictures_of(self.slug)), f"{self.slug}.md shows other pictures"
        troubles = [one for reader in self.readers.values() for one in reader.troubles]
        assert troubles == []


def stands(word: str, said: list[str]) -> bool:
    if word.endswith("…"):
        return any(one.startswith(word[:-1].strip()) for one in said)
    return word in said


def parts(slug: str) -> Iterator:
    from ansinh.pages.guide.finding import parts_of

    return iter(parts_of(guide.pages()[slug]))


def pictures_of(slug: str) -> list[str]:
    return PICTURE.findall(guide.pages()[slug].text)


def small(shot: bytes) -> bytes:
    """The picture in as few colours as a screen of words needs, fewer still when it is large."""
    whole = Image.open(io.BytesIO(shot)).convert("RGB")
    for colours in (64, 32, 16):
        kept = io.BytesIO()
        whole.quantize(colours, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
        if kept.tell() < MOST_BYTES:
            break
    return kept.getvalue()
