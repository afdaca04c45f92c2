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
    """Up to five people: ``ten`` a name, ``ngay_sinh`` a birth as far as it is typed, ``so`` a number."""
    name = request.GET.get("ten", "")[:200].strip()
    number = re.sub(r"[\s.]", "", request.GET.get("so", "")[:40])
    try:
        year, month, day = BirthField(required=False).clean(request.GET.get("ngay_sinh", "")[:40]) or (None, None, None)
    except forms.ValidationError:
        year = month = day = None  # half typed: the name and the number may still tell
    new = Record(
        0, name, None, year, month, day, number if re.fullmatch(r"[0-9]{12}", number) else None,
        number if re.fullmatch(r"[0-9]{9}", number) else None,
    )  # fmt: skip
    enough = (name and year) or new.number or new.old_number
    return render(request, "parts/likely.html", {"found": perhaps(new, by=request.user) if enough else []})
