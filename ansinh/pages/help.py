"""Trợ giúp: the guide of a new officer on the site, with the way back to the page it was opened from."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe

from ansinh.pages.guide import finding
from ansinh.pages.guide.pages import FIRST, contents, page_for, pages
from ansinh.pages.guide.rendering import address_of, html_of, picture

KEPT = 30 * 24 * 3600
"""Seconds a browser keeps a picture: its address changes when the picture does."""


def first(request: HttpRequest) -> HttpResponse:
    """What the guide holds; with ``q``: the parts of it that hold these words, with or without tone marks."""
    back, words = came_from(request), request.GET.get("q", "").strip()
    found = [
        (one.part, address_of(one.part.page.slug, back=back) + f"#{one.part.anchor}", one.lines)
        for one in finding.search(words)
    ]
    context = {"page": contents(), "body": body(contents().slug, back), "back": back, "words": words, "found": found}
    return render(request, "guide/contents.html", context)


def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of the guide, with the one before and the one after."""
    if slug not in pages():
        raise Http404
    back, order = came_from(request), list(pages())
    at = order.index(slug)
    beside = {
        name: (pages()[order[number]].name, address_of(order[number], back=back))
        for name, number in (("before", at - 1), ("after", at + 1))
        if 0 <= number < len(order)
    }
    context = {"page": pages()[slug], "body": body(slug, back), "back": back, "contents": address_of(FIRST, back=back)}
    return render(request, "guide/page.html", context | beside)


def shown(request: HttpRequest, name: str) -> HttpResponse:
    """A picture of the guide."""
    content = picture(name)
    if content is None:
        raise Http404
    return HttpResponse(content, "image/png", headers={"Cache-Control": f"public, max-age={KEPT}"})


def body(slug: str, back: str) -> str:
    """The page's HTML: the project's own text, in which HTML stays text."""
    return mark_safe(html_of(contents() if slug == FIRST else pages()[slug], back=back))  # noqa: S308


def help_address(request: HttpRequest) -> str:
    """Where *Trợ giúp* leads from a page: the guide's page for its work, which knows the way back."""
    if request.path.startswith(reverse("guide")):
        return address_of(FIRST, back=came_from(request))
    back = request.get_full_path()
    if request.method != "GET":  # an address that only takes what is sent cannot be gone back to
        before = urlsplit(request.headers.get("referer", ""))
        back = before.path + (f"?{before.query}" if before.query else "")
    found = page_for(request.path)
    return address_of(found.slug if found else FIRST, back=back)


def came_from(request: HttpRequest) -> str:
    """The page of the site the reader came from (``tu``), when it is one of this site."""
    back = request.GET.get("tu", "")
    own = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if own and not back.startswith(reverse("guide")) else ""
