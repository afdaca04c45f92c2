"""The forms of dossiers: who applies, what the procedure asks and nothing else, what happens to it next."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.db.models import Max
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ansinh.acts import facts
from ansinh.acts.dossiers import answering
from ansinh.law.facts import Facts
from ansinh.law.procedure import Procedure
from ansinh.pages.assistance import situation_field
from ansinh.pages.dossier_merit import clean_merit
from ansinh.pages.dossier_questions import clean_receiver, own_fields
from ansinh.pages.fields import BirthField, NumberField
from ansinh.pages.moving import the_commune, whole_name
from ansinh.pages.person_forms import REQUIRED, clean_birth, clean_name
from ansinh.reckoning.months import month_of, month_text
from ansinh.record.models.assistance import ONCE
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.people import Person, Sex
from ansinh.record.models.places import Unit
from ansinh.reports.situation import recorded


class Newcomer(forms.Form):
    """Somebody the register does not know yet."""

    full_name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    birth = BirthField(label=gettext_lazy("Ngày sinh"), help_text=gettext_lazy("Chỉ biết năm thì ghi năm: 1938."))
    sex = forms.ChoiceField(label=gettext_lazy("Giới tính"))
    identity_number = NumberField(label=gettext_lazy("Số định danh"), digits=12)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Xã, phường nơi cư trú"), empty_label="")
    village = forms.CharField(label=gettext_lazy("Thôn, địa chỉ trong xã"), required=False, max_length=200)
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), required=False, max_length=30)

    def __init__(self, *args: Any, communes: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        unit, sex = self.fields["unit"], self.fields["sex"]
        assert isinstance(unit, forms.ModelChoiceField) and isinstance(sex, forms.ChoiceField)
        unit.queryset = communes
        sex.choices = [("", ""), *((value, _(str(label))) for value, label in Sex.choices)]
        for field in self.fields.values():
            field.error_messages |= REQUIRED

    def clean_full_name(self) -> str:
        return clean_name(self.cleaned_data["full_name"])

    def clean_birth(self) -> tuple[int, int | None, int | None]:
        birth: tuple[int, int | None, int | None] = self.cleaned_data["birth"]
        clean_birth(birth, self.on)
        return birth

    def person(self) -> dict[str, Any]:
        """As ``people.enrol`` takes it."""
        said = dict(self.cleaned_data)
        said["birth_year"], said["birth_month"], said["birth_day"] = said.pop("birth")
        return said


class Answers(forms.Form):
    """What a dossier's own form asks: the applicant, the group's facts, the months, and the papers that came."""

    applicant_name = forms.CharField(label=gettext_lazy("Người nộp hồ sơ"), required=False, max_length=120,
                                     help_text=gettext_lazy("Để trống khi chính người được đề nghị nộp."))  # fmt: skip
    applicant_relation = forms.CharField(label=gettext_lazy("Quan hệ"), required=False, max_length=60)
    applicant_phone = forms.CharField(label=gettext_lazy("Điện thoại"), required=False, max_length=30)
    channel = forms.ChoiceField(
        label=gettext_lazy("Nộp"),
        choices=[
            ("direct", gettext_lazy("trực tiếp")), ("post", gettext_lazy("bưu chính")),
            ("online", gettext_lazy("trực tuyến")),
        ],
    )  # fmt: skip
    APPLICANT = ("applicant_name", "applicant_relation", "applicant_phone", "channel")

    def __init__(self, *args: Any, dossier: Dossier, law: Procedure, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossier, self.law, self.on = dossier, law, on
        for name in self.APPLICANT:
            self.initial[name] = getattr(dossier, name)
        group = law.group(dossier.group)
        self.facts = [name for name in (group.asks if group else ()) if name in recorded() and name != "died"]
        self._add_facts()
        self._add_own()
        self._add_papers()
        for field in self.fields.values():
            field.error_messages |= REQUIRED

    def _add_facts(self) -> None:
        """The facts of the group, filled in from the register where it knows them."""
        person, said = self.dossier.person, self.dossier.answers.get("facts", {})
        known = facts.in_month(person, month_of(self.on)) if person else {}
        for name in self.facts:
            field = situation_field(recorded()[name], get_language() == "en")
            field.widget.attrs.pop("data-when", None)
            field.tip = recorded()[name].vi  # type: ignore[attr-defined]
            field.required = False
            self.fields[name] = field
            if name in said or name in known:
                self.initial[name] = said.get(name, known.get(name))

    def _add_own(self) -> None:
        """What this kind of procedure asks besides."""
        said = self.dossier.answers
        for name, field in own_fields(self.law, self.dossier).items():
            self.fields[name] = field
            if name in said:
                self.initial[name] = said[name]
        if "place" in self.fields and said.get("unit"):
            self.initial["place"] = whole_name(Unit.objects.select_related("parent__parent").get(pk=said["unit"]))
        elif "place" in self.fields:
            self.initial["place"] = said.get("to_place", "")

    def _add_papers(self) -> None:
        """The checklist: each paper handed in, looked up instead, or missing."""
        mine = self.law.papers_of(self.dossier.group)
        now = self.dossier.step if answering(self.dossier) else ""
        self.papers = {paper.name: paper for paper in mine if paper.after in ("", now)}
        states = {paper.name: paper.state for paper in self.dossier.papers.all()}
        for name, paper in self.papers.items():
            choices = [("missing", _("chưa có")), ("given", _("đã nộp")), ("looked_up", _("đã tra cứu, không cần nộp"))]
            if paper.when:
                choices[0] = ("missing", _("không có, hoặc không cần"))
            hint = _("Khi: %(when)s.") % {"when": paper.when} if paper.when else ""
            self.fields[f"paper_{name}"] = forms.ChoiceField(
                label=paper.label, choices=choices, help_text=hint, initial=states.get(name, "missing")
            )

    def applicant_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.APPLICANT]

    def asked_fields(self) -> list[forms.BoundField]:
        """What the form asks; for a funeral the day of death first, the rest hangs on it."""
        names = [name for name in self.fields if name not in self.APPLICANT and not name.startswith("paper_")]
        first = "died_on" if "receiver_name" in names else ""
        return [self[name] for name in sorted(names, key=lambda name: name != first)]

    def paper_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("paper_")]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("place"):
            try:
                unit = the_commune(said["place"], self.on)
            except forms.ValidationError as wrong:
                if said.get("elsewhere"):
                    said["to_place"] = said["place"]
                else:
                    self.add_error("place", wrong)
            else:
                said["unit"] = unit.pk
                if unit.pk == self.dossier.unit_id and not said.get("village"):
                    self.add_error("place", _("Người này đang ở đó: đổi thôn thì ghi thôn mới."))
        died = said.get("died_on")
        if died and (told := self._wrong_death(died)):
            self.add_error("died_on", told)
        if said.get("ending") == "death" and not died:
            self.add_error("died_on", _("Ghi ngày mất."))
        if "receiver_name" in self.fields:
            for name, sentence in clean_receiver(said, received="keep" not in self.data):
                self.add_error(name, sentence)
        if self.law.of_merit:
            received = "keep" not in self.data
            for name, sentence in clean_merit(said, self, self.dossier, received=received, on=self.on):
                self.add_error(name, sentence)
        return said

    def _wrong_death(self, died: datetime.date) -> str:
        """Why a day of death cannot be right; empty when it can."""
        person = self.dossier.person
        if died > self.on:
            return _("Ngày mất sau hôm nay.")
        if person is not None and person.died_on not in (None, died):
            return _("Sổ đang ghi mất ngày %(day)s: ghi đúng ngày ấy, hoặc sửa ở trang của người này.") % {
                "day": f"{person.died_on:%d/%m/%Y}"
            }
        if person is not None and person.birth_year and died < _born(person):
            return _("Ngày mất trước ngày sinh đang ghi.")
        begun = drawn_from(person) if person is not None and self.law.of_merit else None
        if begun is not None and month_of(died) < begun:
            return _("Ngày mất trước tháng bắt đầu hưởng %(month)s: xem lại ngày mất hoặc quyết định.") % {
                "month": month_text(begun)
            }
        return ""

    def answers(self) -> dict[str, Any]:
        """What was answered, as ``Dossier.answers`` keeps it."""
        said = self.cleaned_data
        stated = {}
        for name in self.facts:
            value = said.get(name)
            value = sorted(value) if isinstance(value, (list, set, tuple)) else value
            if value not in (None, "") and (value != _supposed(name) or name in self.initial):
                stated[name] = value
        own = {
            name: value.isoformat() if isinstance(value, datetime.date) else value
            for name, value in said.items()
            if name not in self.facts and name not in (*self.APPLICANT, "place") and not name.startswith("paper_")
            and value not in (None, "")
        }  # fmt: skip
        if "pay_back" in own:
            own["pay_back"] = own["pay_back"] == "yes"
        return {"facts": stated} | own

    def given(self) -> dict[str, str]:
        """The state of each paper."""
        return {name: self.cleaned_data[f"paper_{name}"] for name in self.papers}

    def applicant(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.APPLICANT}


def drawn_from(person: Person) -> int | None:
    """The first month of the merit that person draws last; None: none."""
    begun = person.awards.filter(kind__startswith="merit_").exclude(kind__in=ONCE)
    return begun.aggregate(last=Max("from_month"))["last"]


def _born(person: Person) -> datetime.date:
    """The earliest day a person may be born on, as it is known."""
    return datetime.date(person.birth_year or 1, person.birth_month or 1, person.birth_day or 1)


def _supposed(name: str) -> Any:
    default = Facts.__dataclass_fields__[name].default
    return sorted(default) if isinstance(default, frozenset) else default
