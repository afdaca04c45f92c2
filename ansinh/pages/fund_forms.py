"""The forms of funds: opening one, the plan of a year, a pledge, a receipt, a spending; each checked at the field."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts.fund_money import Bill, Whom
from ansinh.law import funds as law
from ansinh.pages.fields import DayField, MoneyField, key
from ansinh.pages.person_forms import REQUIRED
from ansinh.pages.place_fields import PlaceField
from ansinh.pages.recovery_forms import LINES, choose
from ansinh.pages.templatetags.ansinh import count, money
from ansinh.reckoning.names import fold
from ansinh.record.models.funds import Fund, FundWay
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.reports import funds as reports

ALIKE = 12
"""So many people of one name are offered to choose from."""

KINDS = [("person", gettext_lazy("cá nhân")), ("office", gettext_lazy("cơ quan, tổ chức"))]


class Opening(forms.Form):
    """A fund of a place, with the balance its books on paper held."""

    code = forms.ChoiceField(label=gettext_lazy("Quỹ"), widget=forms.RadioSelect)
    unit = PlaceField(Unit.objects.none(), label=gettext_lazy("Của"))
    opened_on = DayField(
        label=gettext_lazy("Mở sổ từ ngày"),
        help_text=gettext_lazy("Khoản thu, chi từ ngày này ghi ở đây; trước đó ở sổ cũ."),
    )
    opening = MoneyField(label=gettext_lazy("Số dư khi ấy (đồng)"), required=False)
    paper = forms.CharField(
        label=gettext_lazy("Theo biên bản, sổ nào"), required=False, max_length=300,
        help_text=gettext_lazy("Cần khi có số dư."),
    )  # fmt: skip

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose("code", self, [(one.code, one.name) for one in law.funds()])
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.queryset = places
        for field in self.fields.values():
            field.error_messages |= REQUIRED


class OfFund(forms.Form):
    """A form about one fund on a day."""

    def __init__(self, *args: Any, fund: Fund, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fund, self.on, self.law = fund, on, law.fund(fund.code)
        for field in self.fields.values():
            field.error_messages |= REQUIRED


class Planning(OfFund):
    """The plan of a year: what is to be raised, and spent on each purpose."""

    year = forms.IntegerField(label=gettext_lazy("Năm"))
    to_raise = MoneyField(label=gettext_lazy("Số thu kế hoạch (đồng)"))
    paper = forms.CharField(
        label=gettext_lazy("Theo văn bản nào"),
        max_length=300,
        help_text=gettext_lazy("Số, ngày của kế hoạch hoặc quyết định."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        paper = self.fields.pop("paper")
        for at, one in enumerate(self._purposes()):
            hint = "" if at else _("Số chi kế hoạch theo từng mục; mục không chi thì để trống.")
            label = _("%(purpose)s (đồng)") % {"purpose": one.name}
            self.fields[f"to_{one.code}"] = MoneyField(label=label, required=False, help_text=hint)
        self.fields["paper"] = paper
        self._fill_in()

    def _fill_in(self) -> None:
        """What the plan in force says, to be changed."""
        now = self.fund.plans.filter(reports.SPENT, year=self.initial.get("year", 0)).first()
        if now is not None:
            self.initial.update({f"to_{code}": count(amount) for code, amount in now.to_spend.items()})
            self.initial["to_raise"] = count(now.to_raise)

    def _purposes(self) -> list[law.Purpose]:
        return [one for one in self.law.purposes if one.code != law.HANDOVER]

    def to_spend(self) -> dict[str, int]:
        return {one.code: self.cleaned_data.get(f"to_{one.code}") or 0 for one in self._purposes()}


class Somebody(OfFund):
    """Who gives or is given: a person, looked for in the register by name, or an office."""

    kind = forms.ChoiceField(label=gettext_lazy("Cá nhân hay tổ chức"), widget=forms.RadioSelect, initial="person")
    name = forms.CharField(label=gettext_lazy("Họ tên, hoặc tên cơ quan, tổ chức"), max_length=200)
    person = forms.ChoiceField(label=gettext_lazy("Người nào trong sổ"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose("kind", self, [(value, str(label)) for value, label in KINDS])
        self.fields["person"].error_messages |= {
            "required": _("Trong sổ có người cùng tên: chọn đúng người, hoặc chọn dòng cuối.")
        }
        alike = self._alike()
        if alike:
            last = ("0", _("Không phải ai ở đây"))
            choose("person", self, [*((str(one.pk), _told(one)) for one in alike), last])
        else:
            del self.fields["person"]

    def _alike(self) -> list[Person]:
        """People of the branch with the name that was typed; none for an office."""
        typed = str(self.data.get("name", "")).strip() if self.is_bound else ""
        if not typed or self.data.get("kind") == "office":
            return []
        found = Person.objects.filter(name_folded=fold(typed), merged_into__isnull=True, died_on__isnull=True)
        return list(found.select_related("unit").order_by("unit__name", "pk")[:ALIKE])

    def whom(self) -> Whom:
        chosen = key(self.cleaned_data.get("person") or "")
        person = Person.objects.select_related("unit").filter(pk=chosen).first() if chosen else None
        return Whom(person.full_name if person else self.cleaned_data.get("name", ""), person)


def _told(one: Person) -> str:
    """Vũ Thị Lụa, 1938, thôn Ngũ Phúc, Xã Tam Đa."""
    return ", ".join(part for part in (one.full_name, one.birth_text, one.village, str(one.unit)) if part)


class Giving(Somebody):
    """Somebody who gives; of whom the law lets nobody ask, that it is their own will is asked when it matters."""

    freely = forms.BooleanField(label=gettext_lazy("Người này tự nguyện ủng hộ, không do vận động"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._freely = self.fields["freely"]
        if "freely" not in self.data:
            del self.fields["freely"]

    def ask_freely(self) -> None:
        """Show the question after all."""
        self.fields["freely"] = self._freely
        self.order_fields(self.field_order)


class Pledging(Giving):
    """A promise to give."""

    amount = MoneyField(label=gettext_lazy("Số tiền ủng hộ (đồng)"))
    pledged_on = DayField(label=gettext_lazy("Ngày nhận lời"))
    due_on = DayField(label=gettext_lazy("Hẹn nộp trước ngày"), required=False)
    field_order = ["kind", "name", "person", "freely", "amount", "pledged_on", "due_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("pledged_on", self.on)


class Receiving(Giving):
    """Money that came in."""

    promised = forms.ChoiceField(
        label=gettext_lazy("Theo lời ủng hộ"), required=False,
        help_text=gettext_lazy("Chọn lời ủng hộ thì không phải ghi tên người nộp."),
    )  # fmt: skip
    amount = MoneyField(label=gettext_lazy("Số tiền (đồng)"))
    received_on = DayField(label=gettext_lazy("Ngày nộp"))
    way = forms.ChoiceField(label=gettext_lazy("Hình thức"), widget=forms.RadioSelect)
    paper = forms.CharField(
        label=gettext_lazy("Số chứng từ"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Cần khi chuyển khoản."),
    )
    field_order = ["promised", "kind", "name", "person", "freely", "amount", "received_on", "way", "paper"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose("way", self, list(FundWay.choices))
        self.due = {str(one.pledge.pk): one for one in reports.unpaid(self.fund)}
        told = [(pk, f"{one.pledge.name}, {money(one.left)}") for pk, one in self.due.items()]
        if told:
            choose("promised", self, [("", _("không theo lời ủng hộ nào")), *told])
            self.fields["name"].required = False
        else:
            del self.fields["promised"]
        if (one := self.due.get(str(self.initial.get("promised")))) is not None:
            self.initial.setdefault("amount", count(one.left))
        self.initial.update(received_on=self.on, way=FundWay.CASH)


class Spending(Somebody):
    """Money that is to go out."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("Mục chi"), error_messages={"invalid_choice": gettext_lazy("Chọn một mục trong danh sách.")}
    )
    what = forms.CharField(label=gettext_lazy("Nội dung chi"), max_length=500, widget=LINES)
    amount = MoneyField(label=gettext_lazy("Số tiền (đồng)"))
    spent_on = DayField(label=gettext_lazy("Ngày chi"))
    paper = forms.CharField(label=gettext_lazy("Số chứng từ hoặc quyết định chi"), max_length=120)
    paper_on = DayField(label=gettext_lazy("Ngày của chứng từ ấy"))
    file = forms.FileField(
        label=gettext_lazy("Bản chụp chứng từ"),
        required=False,
        help_text=gettext_lazy("PDF hoặc ảnh, không quá 10 MB."),
    )
    field_order = ["purpose", "what", "kind", "name", "person", "amount", "spent_on", "paper", "paper_on", "file"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose("purpose", self, [("", "–"), *((one.code, one.name) for one in self.law.purposes)])
        self.fields["name"].label = _("Người nhận, hoặc cơ quan nhận")
        self.initial.update(spent_on=self.on, paper_on=self.on)

    def bill(self) -> Bill:
        told = self.cleaned_data
        return Bill(told["purpose"], told["what"], self.whom(), told["amount"], told["spent_on"], told["paper"],
                    told["paper_on"])  # fmt: skip


class Reasoned(OfFund):
    """A step that asks for the reason alone."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=500, widget=LINES)


class Nothing(OfFund):
    """A step that asks for nothing but the button."""
