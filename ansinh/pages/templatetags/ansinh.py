"""How the site writes figures: money 1.234.000 đ, counts 5.405, months tháng 6/2021, days 01/06/2021."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from ansinh.law.decree import label_of
from ansinh.law.readings import all_readings
from ansinh.law.ruling import Ruling
from ansinh.law.wording import article_vi
from ansinh.reckoning import months
from ansinh.reckoning.money import format_dong
from ansinh.world import statistics_form

register = template.Library()
NBSP = "\u00a0"


@register.filter
def money(amount: int | None) -> str:
    """1234000 → ``1.234.000 đ``; nothing known → a dash."""
    return "–" if amount is None else format_dong(amount).replace(" ", NBSP)


@register.filter
def count(number: int | None) -> str:
    """5405 → ``5.405``."""
    return "–" if number is None else f"{number:,}".replace(",", ".")


@register.filter
def rate(hundredths: int | None) -> str:
    """A rate in hundredths of 1 %: 65 → ``0,65``."""
    return statistics_form.percent(hundredths) or "–"


@register.filter
def figure(amount: int | None) -> str:
    """Money inside a table whose heading says đồng: ``1.234.000``."""
    return count(amount)


@register.filter
def signed(number: int | None) -> str:
    """A change: ``+31.000``, ``−18``, ``0``."""
    if not number:
        return "0"
    return ("+" if number > 0 else "−") + count(abs(number))


@register.filter
def percent(share: Decimal | None) -> str:
    """Decimal("59.57") → ``59,57 %``."""
    return "–" if share is None else f"{share}".replace(".", ",") + f"{NBSP}%"


@register.filter
def month(number: int | None) -> str:
    """A month number → ``tháng 6/2021``."""
    return "" if number is None else _("tháng %(month)s") % {"month": month_figures(number)}


@register.filter
def month_figures(number: int | None) -> str:
    """A month number → ``6/2021``."""
    return "" if number is None else months.month_text(number)


@register.filter
def month_iso(number: int | None) -> str:
    """A month number → ``2021-06``, as addresses and month inputs write it."""
    return "" if number is None else months.month_iso(number)


@register.filter
def until(number: int | None) -> str:
    """The first month no longer covered → the last one that is."""
    return "" if number is None else month_figures(number - 1)


@register.filter
def day(value: datetime.date | None) -> str:
    """01/06/2021, in the office's own time."""
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value)
    return "" if value is None else f"{value:%d/%m/%Y}"


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """14:05 01/06/2021."""
    return "" if value is None else f"{timezone.localtime(value):%H:%M %d/%m/%Y}"


@register.filter
def coefficient(value: object) -> str:
    """Decimal("1.5") → ``1,5``."""
    return "" if value is None else str(value).replace(".", ",")


@register.filter
def upper_vi(text: str) -> str:
    """A name as headings print it."""
    return text.upper()


@register.filter
def unsaid_place(reason: Any) -> str:
    """The decree and article of a reason, unless its sentence already names them."""
    article = article_vi(reason.article) if reason.article else reason.decree.split("/NĐ")[0]
    return "" if article in reason.sentence else reason.place


@register.filter
def questions(ruling: Any) -> list[tuple[str, str, str]]:
    """What the text leaves open, each question once: its reading, the sentence, the benefits it is asked of."""
    found: dict[tuple[str, str], list[str]] = {}
    for question in ruling.questions:
        due = next((due for due in ruling.due if question.sentence.startswith(f"{due.name}: ")), None)
        sentence = question.sentence.removeprefix(f"{due.name}: ") if due else question.sentence
        named = [" theo ".join(filter(None, [due.name, *[one.place for one in due.because[:1]]]))] if due else []
        found.setdefault((question.reading, sentence), []).extend(named)
    return [(reading, f"{text[:1].upper()}{text[1:]}", "; ".join(of)) for (reading, text), of in found.items()]


@register.filter
def left_open(effects: Any) -> list[tuple[str, str, str]]:
    """What the text leaves open of a draft's lines, each once: the question, or the reading that is taken."""
    found: dict[str, tuple[str, str, str]] = {}
    for effect in effects:
        ruling = Ruling.from_json(effect.ruling) if effect.ruling else None
        for reading, sentence, of in questions(ruling) if ruling else []:
            found[sentence] = (reading, sentence, of)
        asked = {reading for reading, _sentence, _of in found.values()}
        own = [due for due in ruling.due if due.kind == effect.kind] if ruling else []
        for code in sorted({code for due in own for code in due.readings} - asked):
            open_one = all_readings().get(code)
            if open_one is not None:
                found[code] = (code, open_one.vi, open_one.reading_vi)
    return list(found.values())


@register.filter
def called(code: str) -> str:
    """What the law calls a group, by its code; empty when it has no name of its own."""
    return label_of(code)


@register.filter
def said(text: object) -> str:
    """A label that the record or the law keeps in Vietnamese, in the reader's language."""
    return _(str(text)) if text else ""


@register.simple_tag(takes_context=True)
def address(context: Any, **changes: object) -> str:
    """This page's address with some of its filters changed; an empty value takes the filter away."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value not in (None, ""):
            query[key] = str(value)
    return "?" + urlencode(sorted(query.lists()), doseq=True)
