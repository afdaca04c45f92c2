"""A page of the guide as the site shows it: links lead to the site's addresses, pictures open in their full size."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from ansinh.pages.guide.pages import FIRST, Page, anchor

PICTURES = "hinh"
Env = Mapping[str, str]


def html_of(page: Page, *, back: str = "") -> str:
    """The page as HTML; ``back``: the address the reader came from, carried along by every link to another page."""
    return str(_markdown().renderer.render(_tokens(page), _markdown().options, {"back": back}))


def address_of(slug: str, *, back: str = "") -> str:
    """The site's address of a page of the guide."""
    address = reverse("guide") if slug == FIRST else reverse("guide_page", args=[slug])
    return f"{address}?tu={quote(back)}" if back else address


def picture(name: str) -> bytes | None:
    """A picture of the guide; None when there is none of that name."""
    file = resources.files(__package__).joinpath(PICTURES, f"{name}.png")
    return file.read_bytes() if file.is_file() else None


@lru_cache(maxsize=64)
def _tokens(page: Page) -> list[Token]:
    tokens = _markdown().parse(page.text)
    for mark, said in zip(tokens, tokens[1:], strict=False):
        if mark.type == "heading_open":
            mark.attrSet("id", anchor(said.content.replace("*", "")))
    return tokens


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    """CommonMark with tables; HTML inside a page stays text."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.add_render_rule("link_open", _link)
    reader.add_render_rule("image", _image)
    reader.add_render_rule("table_open", lambda *_: '<div class="table" tabindex="0"><table>\n')
    reader.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return reader


def _link(self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
    target = str(tokens[at].attrGet("href") or "")
    file, _, part = target.partition("#")
    if file.endswith(".md") and "/" not in file:
        target = address_of(file.removesuffix(".md"), back=env["back"]) + (f"#{part}" if part else "")
    return f'<a href="{_safe(target)}">'


def _image(self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: Env) -> str:
    source = str(tokens[at].attrGet("src") or "")
    name = source.removeprefix(f"{PICTURES}/").removesuffix(".png")
    address, width, height = _measured(name)
    words = _safe(tokens[at].content)
    return (
        f'<a class="picture" href="{address}"><img src="{address}" alt="{words}" '
        f'width="{width}" height="{height}" loading="lazy"></a>'
    )


@lru_cache(maxsize=256)
def _measured(name: str) -> tuple[str, int, int]:
    """The address of a picture, which changes with its content, and its width and height."""
    content = picture(name) or b""
    width, height = struct.unpack(">II", content[16:24]) if content else (0, 0)
    digest = hashlib.sha256(content).hexdigest()[:8]
    return f"{reverse('guide_picture', args=[name])}?{digest}", width, height


def _safe(text: Any) -> str:
    return str(text).replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
