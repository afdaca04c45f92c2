"""The forms of reporting: a new report, its words, another number, the signature; a plan; what communes are asked."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django import forms
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts import permit
from ansinh.law.indicator import Indicator, indicators
from ansinh.law.report_forms import ReportForm, report_forms
from ansinh.law.report_periods import periods, read
from ansinh.pages.fields import SAID, YEAR, DayField, PercentField
from ansinh.pages.person_forms import REQUIRED
from ansinh.pages.place_fields import PlaceField
from ansinh.pages.poverty.forms import Asked
from ansinh.reckoning.money import parse_dong
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.users import User

_WHOLE = re.compile(r"[0-9]{1,3}(?:[.\s]?[0-9]{3}){0,4}|[0-9]{1,15}")


class PeriodField(forms.ChoiceField):
    """A period of this year or the two before, chosen by its name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": gettext_lazy("Kỳ báo cáo")} | kwargs)

    def around(self, year: int) -> None:
        """Offer the periods of three years, the last first."""
        self.choices = [(one.code, one.name) for of in range(year, year - 3, -1) for one in periods(of)]

    def valid_value(self, value: Any) -> bool:
        try:
            read(str(value))
        except ValueError:
            return False
        return True

    def clean(self, value: Any) -> Any:
        return read(super().clean(value))


class CountField(forms.CharField):
    """A number of the indicator's measure: a count 1.760, a rate 59,57, money 1.234.000."""

    def __init__(self, measure: str, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.TextInput(attrs={"inputmode": "decimal"})} | kwargs)
        self.measure = measure
        self.error_messages |= REQUIRED

    def clean(self, value: Any) -> int | None:
        text = super().clean(value).strip()
        if not text:
            return None
        if self.measure == "rate":
            return PercentField().clean(text)
        if self.measure == "money" and len(text) <= SAID:
            try:
                return parse_dong(text)
            except ValueError as error:
                raise forms.ValidationError(str(error)) from None
        if _WHOLE.fullmatch(text) is None:
            raise forms.ValidationError(
                _("Ghi một số nguyên từ 0, như 1.760; đang có “%(typed)s”.") % {"typed": text[:SAID]}
            )
        return int(re.sub(r"[.\s]", "", text))


def places_of(user: User, on: datetime.date) -> Any:
    """The places a user may write for: those given, what is below them; of either map, those of today first."""
    cover = permit.cover(user)
    mine = Unit.objects.filter(pk__in=user.places.values("pk"))
    above = Unit.objects.filter(level=Level.DISTRICT, parts__in=cover)
    whole = (mine | above | Unit.objects.communes().filter(pk__in=cover)).filter(valid_from__lte=on)
    return whole.distinct().order_by(F("valid_to").desc(nulls_first=True), "-level", "name")


class Drafting(Asked):
    """A new report."""

    form = forms.ChoiceField(label=gettext_lazy("Mẫu báo cáo"))
    unit = PlaceField(Unit.objects.none(), label=gettext_lazy("Nơi báo cáo"))
    period = PeriodField()
    on = DayField(
        label=gettext_lazy("Số liệu tính đến ngày"),
        latest=0,
        help_text=gettext_lazy("Kỳ chưa hết ngày ấy thì số theo nhịp được ước đến hết kỳ, và nói rõ."),
    )

    def __init__(self, *args: Any, places: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [(one.code, one.title) for one in report_forms().values()]  # type: ignore[attr-defined]
        self.fields["unit"].offer(places)  # type: ignore[attr-defined]
        self.fields["period"].around(on.year)  # type: ignore[attr-defined]


class Wording(forms.Form):
    """What a report tells in words, a box a section."""

    def __init__(self, form: ReportForm, words: dict[str, list[str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in form.sections:
            self.fields[one.code] = forms.CharField(
                label=one.title, help_text=one.help, required=False, initial="\n".join(words.get(one.code, [])),
                widget=forms.Textarea(attrs={"rows": 4}), max_length=60_000,
            )  # fmt: skip

    def told(self, field: str, sentence: str) -> None:
        """A fault the act found."""
        self.add_error(field if field in self.fields else None, sentence)


class Putting(Asked):
    """Another number than the records'."""

    part = forms.ChoiceField(label=gettext_lazy("Thay cho"))
    own = forms.CharField(label=gettext_lazy("Số ghi thay"))
    why = forms.CharField(label=gettext_lazy("Vì sao khác số của hồ sơ"), max_length=400)

    def __init__(self, one: Indicator, *args: Any, money: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = [("number", _("số lượng"))] if one.measure != "money" else []
        self.fields["part"].choices = parts + ([("money", _("số tiền"))] if money else [])  # type: ignore[attr-defined]
        asked = self.data.get("part") or (parts or [("money", "")])[0][0]
        self.fields["own"] = CountField(one.measure if asked == "number" else "money", label=_("Số ghi thay"))


class Signing(Asked):
    """The signature of a report."""

    paper_number = forms.CharField(label=gettext_lazy("Số của báo cáo"), max_length=20)
    signed_on = DayField(label=gettext_lazy("Ngày ký"), latest=0)


class Planning(Asked):
    """What a place is to reach."""

    code = forms.ChoiceField(label=gettext_lazy("Chỉ tiêu"))
    unit = PlaceField(Unit.objects.none(), label=gettext_lazy("Nơi được giao"))
    period = PeriodField()
    least = forms.CharField(label=gettext_lazy("Kế hoạch (hoặc từ)"))
    most = forms.CharField(
        label=gettext_lazy("Đến"), required=False, help_text=gettext_lazy("Chỉ ghi khi kế hoạch là một khoảng.")
    )
    paper = forms.CharField(label=gettext_lazy("Văn bản giao kế hoạch"), max_length=200)

    def __init__(self, *args: Any, places: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = indicators()
        self.fields["code"].choices = [(code, f"{one.name} ({one.unit})") for code, one in known.items()]  # type: ignore[attr-defined]
        self.fields["unit"].offer(places)  # type: ignore[attr-defined]
        self.fields["period"].around(on.year)  # type: ignore[attr-defined]
        one = known.get(self.data.get("code", ""))
        for name in ("least", "most"):
            old = self.fields[name]
            self.fields[name] = CountField(
                one.measure if one else "number", label=old.label, required=old.required, help_text=old.help_text
            )


class Asking(Asked):
    """What communes are asked to tell."""

    unit = PlaceField(Unit.objects.none(), label=gettext_lazy("Nơi yêu cầu (mọi xã bên dưới)"))
    period = PeriodField()
    codes = forms.MultipleChoiceField(
        label=gettext_lazy("Chỉ tiêu do xã báo cáo"), widget=forms.CheckboxSelectMultiple, choices=[]
    )
    due = DayField(label=gettext_lazy("Hạn gửi"), latest=YEAR)
    words = forms.CharField(
        label=gettext_lazy("Lời dặn"), required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, places: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(code, f"{one.name} ({one.unit})") for code, one in indicators().items() if one.reported]
        self.fields["codes"].choices = told  # type: ignore[attr-defined]
        self.fields["unit"].offer(places)  # type: ignore[attr-defined]
        self.fields["period"].around(on.year)  # type: ignore[attr-defined]


class Answering(forms.Form):
    """A commune's short page: a number an indicator, and a word why where it differs much."""

    def __init__(self, codes: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = codes
        for code in codes:
            one = indicators()[code]
            self.fields[code] = CountField(one.measure, label=f"{one.name} ({one.unit})", required=False)
            self.fields[f"{code}.why"] = forms.CharField(
                label=_("Lý do, nếu khác nhiều kỳ trước"), required=False, max_length=400
            )

    def told(self, field: str, sentence: str) -> None:
        """A fault the act found."""
        self.add_error(field if field in self.fields else None, sentence)


class Returning(Asked):
    """Why an answer goes back."""

    reason = forms.CharField(label=gettext_lazy("Chỗ cần sửa"), max_length=400)
