"""Somebody being entered may be in the register already: who, as a piece of page for the form being filled in."""

from __future__ import annotations

import re

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from ansinh.acts.likely import likely as perhaps
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import BirthField
from ansinh.reckoning.linkage.records import Record


@may("see")
def likely(request: Signed) -> HttpResponse:
    """Up to five people by a name, a birth as far as it is typed, a number: named here or as the forms name them."""
    name = _typed(request, "ten", "full_name", longest=200)
    number = re.sub(r"[\s.]", "", _typed(request, "so", "identity_number"))
    try:
        year, month, day = BirthField(required=False).clean(_typed(request, "ngay_sinh", "birth")) or (None, None, None)
    except forms.ValidationError:
        year = month = day = None  # half typed: the name and the number may still tell
    new = Record(
        0, name, None, year, month, day, number if re.fullmatch(r"[0-9]{12}", number) else None,
        number if re.fullmatch(r"[0-9]{9}", number) else None,
    )  # fmt: skip
    enough = (name and year) or new.number or new.old_number
    return render(request, "parts/likely.html", {"found": perhaps(new, by=request.user) if enough else []})


def _typed(request: Signed, *names: str, longest: int = 40) -> str:
    """What was typed under the first of these names that has anything."""
    return next((value.strip()[:longest] for name in names if (value := request.GET.get(name))), "")
