"""The forms of a review: a round, a household to add, a survey, a meeting, a complaint, an opinion, the decision."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts.poverty.surveying import MARKS, Form, Lives
from ansinh.law.deprivation import Home
from ansinh.law.poverty import Standard
from ansinh.law.review import rules
from ansinh.law.score_table import REGIONS, Group, ScoreTable
from ansinh.pages.fields import DayField, MoneyField, PercentField
from ansinh.pages.person_forms import CHOICE, NUMBER, REQUIRED
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.poverty import Measure, RoundKind, SurveyWay, TargetKind, WhyListed


class Asked(forms.Form):
    """A form whose missing answers are told in the site's words, and whose faults come back by their field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages |= REQUIRED
            if isinstance(field, forms.IntegerField):
                field.error_messages |= NUMBER
            elif isinstance(field, forms.ChoiceField):
                field.error_messages |= CHOICE

    def told(self, field: str, sentence: str) -> None:
        """A fault the act found, at its field when the form has it."""
        self.add_error(field if field in self.fields else None, sentence)


class Opening(Asked):
    """A new round."""

    kind = forms.ChoiceField(label=gettext_lazy("Đợt"), choices=RoundKind.choices)
    year = forms.IntegerField(label=gettext_lazy("Năm rà soát"), min_value=2015, max_value=2030)
    month = forms.IntegerField(
        label=gettext_lazy("Tháng"), min_value=1, max_value=12, required=False,
        help_text=gettext_lazy("Chỉ ghi cho rà soát thường xuyên."),
    )  # fmt: skip
    scope = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Địa bàn"))
    region = forms.ChoiceField(
        label=gettext_lazy("Vùng của bảng điểm B1"),
        choices=[("", ""), *((code, name) for code, name in REGIONS.items() if code != "urban")],
        help_text=gettext_lazy("Cho các xã; phường, thị trấn theo cột thành thị."),
    )  # fmt: skip

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].queryset = places  # type: ignore[attr-defined]
        self.fields["scope"].empty_label = _("chọn địa bàn")  # type: ignore[attr-defined]


class Adding(Asked):
    """A household that asks, or that the village puts on the list, by somebody who lives in it."""

    who = forms.CharField(
        label=gettext_lazy("Người trong hộ"), max_length=120, required=False,
        help_text=gettext_lazy("Số định danh, hoặc họ tên và năm sinh."),
    )  # fmt: skip
    head = forms.CharField(
        label=gettext_lazy("Hoặc hộ chưa có trong sổ: họ tên chủ hộ"), max_length=120, required=False
    )
    village = forms.CharField(label=gettext_lazy("Thôn của hộ chưa có trong sổ"), max_length=120, required=False)
    why = forms.ChoiceField(label=gettext_lazy("Vì sao"), choices=WhyListed.choices[2:])
    asked_on = DayField(label=gettext_lazy("Ngày nhận giấy đề nghị, ngày đưa vào"))


class Surveying(Asked):
    """A household's form as the paper has it: who lives there, what it lacks, B1, income, causes."""

    interviewer = forms.CharField(label=gettext_lazy("Rà soát viên"), max_length=120)
    taken_on = DayField(label=gettext_lazy("Ngày rà soát"))
    b1 = forms.IntegerField(
        label=gettext_lazy("Tổng điểm B1 của phiếu giấy đã ký"), required=False, min_value=0, max_value=1000,
        help_text=gettext_lazy("Bảng điểm của thông tư chưa có ở đây: ghi tổng điểm trên phiếu."),
    )  # fmt: skip
    income = MoneyField(
        label=gettext_lazy("Thu nhập bình quân một người một tháng (đồng)"), required=False,
        help_text=gettext_lazy("Của 12 tháng trước, không kể trợ cấp; để xét mức sống trung bình hoặc chuẩn riêng."),
    )  # fmt: skip
    reference = forms.CharField(label=gettext_lazy("Số phiếu"), max_length=60, required=False)
    others = forms.CharField(
        label=gettext_lazy("Người khác trong hộ, chưa có trong sổ"), required=False, max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mỗi dòng một người: họ tên; năm sinh; quan hệ với chủ hộ; số định danh nếu có."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, of: Standard, people: Sequence[Person], scores: ScoreTable | None = None, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.of, self.people, self.scores = of, people, scores
        for group in scores.groups if scores else ():
            self._score(group)
        self.fields["people"] = forms.MultipleChoiceField(
            label=_("Ai sống trong hộ"), widget=forms.CheckboxSelectMultiple,
            choices=[(str(one.pk), f"{one.full_name}, {one.birth_text}") for one in people], required=False,
            initial=[str(one.pk) for one in people if one.died_on is None],
        )  # fmt: skip
        self.fields["lacks"] = forms.MultipleChoiceField(
            label=_("Chỉ số thiếu hụt (B2)"), widget=forms.CheckboxSelectMultiple, required=False,
            choices=[(one.code, one.name) for one in of.indicators],
        )  # fmt: skip
        self.fields["causes"] = forms.MultipleChoiceField(
            label=_("Nguyên nhân nghèo"), widget=forms.CheckboxSelectMultiple, required=False,
            choices=list(rules().causes.items()),
        )  # fmt: skip
        self.fields["marks"] = forms.MultipleChoiceField(
            label=_("Đặc điểm của hộ"), widget=forms.CheckboxSelectMultiple, required=False,
            choices=list(MARKS.items()),
        )  # fmt: skip
        for field in self.fields.values():
            field.error_messages |= REQUIRED

    def _score(self, group: Group) -> None:
        """The lines of a group of the score table: one to choose, or how many of each."""
        if group.choice == "single":
            lines = [("", _("chưa chọn")), *((one.code, one.name) for one in group.options)]
            self.fields[f"b1_{group.code}"] = forms.ChoiceField(label=group.name, choices=lines, required=False)
            return
        for one in group.options:
            self.fields[f"b1_{group.code}_{one.code}"] = forms.IntegerField(
                label=f"{group.name}: {one.name}", required=False, min_value=0, max_value=1_000
            )

    def _chosen(self) -> dict[str, dict[str, int]]:
        """What was chosen of the score table; nothing when the total of a paper form was copied."""
        told, found = self.cleaned_data, {}
        for group in self.scores.groups if self.scores and told["b1"] is None else ():
            if group.choice == "single":
                found[group.code] = {told[f"b1_{group.code}"]: 1} if told[f"b1_{group.code}"] else {}
            else:
                counts = {one.code: told[f"b1_{group.code}_{one.code}"] or 0 for one in group.options}
                found[group.code] = {code: number for code, number in counts.items() if number}
        return found if any(found.values()) else {}

    def clean_others(self) -> list[tuple[Lives, str]]:
        """Each line as somebody of the household without a record, and the identity number when it is told."""
        found: list[tuple[Lives, str]] = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["others"].splitlines())):
            name, born, relation, number = (*(part.strip() for part in line.split(";")), "", "", "")[:4]
            if not name or not (len(born) == 4 and born.isdecimal() and 1900 <= int(born) <= 2100):
                raise forms.ValidationError(_("Dòng “%(line)s”: ghi họ tên; năm sinh; quan hệ.") % {"line": line[:60]})
            if number and not (number.isdecimal() and 9 <= len(number) <= 12):
                raise forms.ValidationError(
                    _("Dòng “%(line)s”: số định danh có 9 đến 12 chữ số.") % {"line": line[:60]}
                )
            found.append(((None, name, relation, int(born)), number))
        return found

    def form(self) -> Form:
        """As ``surveying.record`` takes it: a paper form, each indicator ticked or not."""
        told = self.cleaned_data
        chosen = [one for one in self.people if str(one.pk) in told["people"]]
        picked = self._chosen()
        return Form(
            interviewer=told["interviewer"], taken_on=told["taken_on"], b1=told["b1"], chosen=picked,
            way=SurveyWay.TYPED if picked else SurveyWay.PAPER, income=told["income"], reference=told["reference"],
            causes=told["causes"], marks=told["marks"],
            home=Home((), ticked={code: code in told["lacks"] for code in self.of.codes}),
            people=[*((one.pk, one.full_name, "", one.birth_year) for one in chosen),
                    *(lives for lives, _ in told["others"])],
            said=[*({} for _ in chosen), *({"identity": number} if number else {} for _, number in told["others"])],
        )  # fmt: skip


UNNAMED = "-"
"""Stands for the households whose village the register does not name."""


class Meeting(Asked):
    """A village's meeting, as its minutes say."""

    village = forms.ChoiceField(label=gettext_lazy("Thôn"))
    held_on = DayField(label=gettext_lazy("Ngày họp"))
    chair = forms.CharField(label=gettext_lazy("Chủ trì"), max_length=120)
    secretary = forms.CharField(label=gettext_lazy("Thư ký"), max_length=120)
    representative = forms.CharField(label=gettext_lazy("Đại diện hộ dân ký biên bản"), max_length=120)
    present = forms.IntegerField(label=gettext_lazy("Số người dự"), min_value=1, max_value=10_000)
    agreeing = forms.IntegerField(label=gettext_lazy("Số người đồng ý"), min_value=0, max_value=10_000)
    said = forms.CharField(
        label=gettext_lazy("Ý kiến khác"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, villages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].choices = [  # type: ignore[attr-defined]
            (one or UNNAMED, one or _("chưa ghi thôn")) for one in villages
        ]


class PostedOn(Asked):
    """From which day the list is posted."""

    posted_on = DayField(label=gettext_lazy("Niêm yết từ ngày"))


class Complaining(Asked):
    """A complaint while the list is posted."""

    case = forms.ChoiceField(label=gettext_lazy("Về hộ"), required=False)
    who = forms.CharField(label=gettext_lazy("Người khiếu nại"), max_length=120)
    text = forms.CharField(label=gettext_lazy("Nội dung"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))
    received_on = DayField(label=gettext_lazy("Ngày nhận"))

    def __init__(self, *args: Any, cases: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].choices = [("", _("cả danh sách")), *cases]  # type: ignore[attr-defined]


class Answering(Asked):
    """What was found of a complaint."""

    answer = forms.CharField(
        label=gettext_lazy("Kết quả phúc tra"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )
    answered_on = DayField(label=gettext_lazy("Ngày niêm yết kết quả"))


class Asking(Asked):
    """The list goes up for an opinion."""

    of = forms.CharField(label=gettext_lazy("Gửi xin ý kiến"), max_length=200)
    asked_on = DayField(label=gettext_lazy("Ngày gửi"))


class Answered(Asked):
    """What came back."""

    answer = forms.CharField(label=gettext_lazy("Ý kiến trả lời"), max_length=2_000)
    answered_on = DayField(label=gettext_lazy("Ngày nhận trả lời"))


class Deciding(Asked):
    """The decision that recognises the list."""

    number = forms.CharField(label=gettext_lazy("Số quyết định"), max_length=60)
    decided_on = DayField(label=gettext_lazy("Ngày ký"))


class Setting(Asked):
    """A target of a place for a year."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Nơi được giao"))
    measure = forms.ChoiceField(label=gettext_lazy("Tính hộ nào"), choices=Measure.choices)
    kind = forms.ChoiceField(label=gettext_lazy("Chỉ tiêu"), choices=TargetKind.choices)
    least = PercentField(label=gettext_lazy("Từ (phần trăm)"), help_text=gettext_lazy("Ví dụ 0,15."))
    most = PercentField(
        label=gettext_lazy("Đến (phần trăm)"), required=False,
        help_text=gettext_lazy("Chỉ ghi khi giao một khoảng, như giảm 0,15 đến 0,20."),
    )  # fmt: skip
    paper = forms.CharField(label=gettext_lazy("Văn bản giao chỉ tiêu"), max_length=200)

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["unit"]
        assert isinstance(place, forms.ModelChoiceField)
        place.queryset, place.empty_label = places, _("chọn nơi")


def today(name: str, on: datetime.date) -> dict[str, str]:
    """The day a form begins with."""
    return {name: f"{on:%d/%m/%Y}"}
