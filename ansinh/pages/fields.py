"""Fields of forms as offices type them: months 6/2021, days, births known to the year, money 1.234.000, numbers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from ansinh.pages.months import read_month
from ansinh.pages.templatetags.ansinh import month_figures
from ansinh.reckoning.money import parse_dong

BETWEEN = r"\s*[/.\-\s]\s*"
DAY = re.compile(rf"([0-9]{{1,2}}){BETWEEN}([0-9]{{1,2}}){BETWEEN}([0-9]{{4}})")
MOMENT = re.compile(rf"([0-9]{{1,2}})[:hg]([0-9]{{2}})[,\s]+([0-9]{{1,2}}){BETWEEN}([0-9]{{1,2}}){BETWEEN}([0-9]{{4}})")
BIRTH = re.compile(rf"(?:(?:([0-9]{{1,2}}){BETWEEN})?([0-9]{{1,2}}){BETWEEN})?([0-9]{{4}})")
YEAR, YEARS = 366, 5 * 366
"""Days a plan's day may lie ahead: of something soon, of something long."""

OLDEST_YEAR = 1900
"""No paper is older; a year typed with two figures is no year."""

SAID = 40
"""Of what was typed so much is said again."""

MOST = 10**12
"""No amount of anybody's is as large, in đồng."""


def key(text: str) -> int | None:
    """The key of a record as an address or a form carries it; None for what is none."""
    return int(text) if text.isdecimal() and len(text) < 12 else None


def keys(texts: Iterable[str]) -> list[int]:
    """The keys among several; what is none is passed over."""
    return [found for text in texts if (found := key(text)) is not None]


def year_of(text: str, otherwise: int) -> int:
    """The year an address asks for; what is none, or no year anybody keeps lists of, is the other one."""
    return int(text) if text.isdecimal() and len(text) == 4 and OLDEST_YEAR < int(text) < 2200 else otherwise


class MonthField(forms.CharField):
    """A month number, typed as 6/2021 (or 2021-06)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"widget": forms.TextInput(attrs={"placeholder": "6/2021", "inputmode": "numeric"})} | kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        return month_figures(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        month = read_month(text)
        if month is None:
            raise forms.ValidationError(_("Tháng viết như 6/2021; đang có “%(typed)s”.") % {"typed": text[:SAID]})
        return month


class PercentField(forms.CharField):
    """A share in hundredths of 1 %, typed as 0,15 or 0.15."""

    def clean(self, value: Any) -> int | None:
        text = super().clean(value).strip()
        if not text:
            return None
        found = re.fullmatch(r"([0-9]{1,3})(?:[,.]([0-9]{1,2}))?", text.removesuffix("%").strip())
        if found is None:
            raise forms.ValidationError(_("Phần trăm viết như 0,15; đang có “%(typed)s”.") % {"typed": text[:SAID]})
        return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


class MoneyField(forms.CharField):
    """Whole đồng, typed with or without dots between thousands."""

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        if len(text) > SAID:
            raise forms.ValidationError(_("Số tiền này quá lớn: xem lại."))
        try:
            amount = parse_dong(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
        if amount < 0:
            raise forms.ValidationError(_("Số tiền không thể âm."))
        if amount >= MOST:
            raise forms.ValidationError(_("Số tiền này quá lớn: xem lại."))
        return amount


class DayField(forms.CharField):
    """A day, typed as 01/06/2021; ``latest``: not so many days after today, so that a slip of the year is told."""

    def __init__(self, *, latest: int | None = None, **kwargs: Any) -> None:
        shown = {"placeholder": "dd/mm/yyyy", "inputmode": "numeric"}
        super().__init__(**{"widget": forms.TextInput(attrs=shown)} | kwargs)
        self.latest = latest

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str):
            with suppress(ValueError):  # as a draft keeps it
                value = datetime.date.fromisoformat(value)
        return f"{value:%d/%m/%Y}" if isinstance(value, datetime.date) else value

    def clean(self, value: Any) -> datetime.date | None:
        text = super().clean(value)
        if not text:
            return None
        typed = DAY.fullmatch(text)
        try:
            if typed is not None and int(typed[3]) >= OLDEST_YEAR:
                return self._near(datetime.date(int(typed[3]), int(typed[2]), int(typed[1])))
        except ValueError:
            pass
        raise forms.ValidationError(_("Ngày viết như 31/08/2026; đang có “%(typed)s”.") % {"typed": text[:SAID]})

    def _near(self, day: datetime.date) -> datetime.date:
        if self.latest is not None and (day - timezone.localdate()).days > self.latest:
            said = _("Ngày %(day)s quá xa: xem lại năm.") if self.latest else _("Ngày %(day)s ở sau hôm nay.")
            raise forms.ValidationError(said % {"day": f"{day:%d/%m/%Y}"})
        return day


class MomentField(forms.CharField):
    """A time of a day, typed as 14:30 31/08/2026, in the office's own time."""

    def __init__(self, **kwargs: Any) -> None:
        shown = {"placeholder": "hh:mm dd/mm/yyyy"}
        super().__init__(**{"widget": forms.TextInput(attrs=shown)} | kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{timezone.localtime(value):%H:%M %d/%m/%Y}" if isinstance(value, datetime.datetime) else value

    def clean(self, value: Any) -> datetime.datetime | None:
        text = super().clean(value)
        if not text:
            return None
        typed = MOMENT.fullmatch(text.strip())
        try:
            if typed is not None and int(typed[5]) >= OLDEST_YEAR:
                hour, minute, day, month, year = (int(part) for part in typed.groups())
                return timezone.make_aware(datetime.datetime(year, month, day, hour, minute))
        except ValueError:
            pass
        said = {"typed": text[:SAID]}
        raise forms.ValidationError(_("Giờ, ngày viết như 14:30 31/08/2026; đang có “%(typed)s”.") % said)


class BirthField(forms.CharField):
    """A birth as precisely as it is known: 1938, 05/1938 or 01/05/1938; gives year, month, day."""

    def clean(self, value: Any) -> tuple[int, int | None, int | None] | None:
        text = super().clean(value)
        if not text:
            return None
        typed = BIRTH.fullmatch(text)
        if typed is None:
            raise forms.ValidationError(
                _("Ngày sinh viết như 1938, 05/1938 hoặc 01/05/1938; đang có “%(typed)s”.") % {"typed": text[:SAID]}
            )
        day, month, year = (None if part is None else int(part) for part in typed.groups())
        try:
            datetime.date(year or 0, 1 if month is None else month, 1 if day is None else day)
        except ValueError:
            raise forms.ValidationError(_("Không có ngày “%(typed)s”.") % {"typed": text}) from None
        assert year is not None
        return year, month, day


class NumberField(forms.CharField):
    """A number of identity of so many digits; spaces and dots between them are let be."""

    def __init__(self, *, digits: int, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric"}), required=False, **kwargs)
        self.digits = digits

    def clean(self, value: Any) -> str | None:
        text = re.sub(r"[\s.]", "", super().clean(value))
        if not text:
            return None
        if not text.isdecimal() or not text.isascii():
            raise forms.ValidationError(_("%(label)s chỉ gồm chữ số; đang có “%(typed)s”.") % self._said(text))
        if len(text) != self.digits:
            raise forms.ValidationError(_("%(label)s phải có %(digits)s chữ số; đang có %(there)s.") % self._said(text))
        return text

    def _said(self, text: str) -> dict[str, object]:
        return {"label": self.label, "digits": self.digits, "there": len(text), "typed": text}
