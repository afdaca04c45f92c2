"""The forms of a case: what the decree's articles name at each step, when it was done, and what decides the next."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.law.child_groups import groups
from ansinh.law.child_protection import protection
from ansinh.pages.children.forms import Named
from ansinh.pages.fields import YEAR, YEARS, DayField, MomentField
from ansinh.record.models.child_cases import ToldBy
from ansinh.record.models.people import Sex
from ansinh.record.models.places import Unit


class StepForm(Named):
    """One step with the fields of its form; ``step`` is of law/child_protection."""

    step = ""
    done_at = MomentField(label=gettext_lazy("Lúc làm"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        law = protection().step(self.step)
        for name, label in law.fields.items():
            self.fields[name] = forms.CharField(
                label=label, required=name in law.needed, max_length=4_000, widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": _("Ghi mục này.")},
            )  # fmt: skip
        self.order_fields(list(law.fields))

    @property
    def said(self) -> dict[str, str]:
        """What was written, by the fields of the form."""
        return {name: self.cleaned_data[name] for name in protection().step(self.step).fields}


class Recording(StepForm):
    """The information as it came (Mẫu số 01), the child as far as it is known, and who told, kept apart."""

    name, step = "moi", "record"
    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Xã nơi xảy ra"))
    told_by = forms.ChoiceField(label=gettext_lazy("Tin từ"), choices=ToldBy.choices)
    done_at = MomentField(label=gettext_lazy("Lúc nhận tin"))
    who = forms.CharField(
        label=gettext_lazy("Trẻ em có trong sổ"), max_length=120, required=False,
        help_text=gettext_lazy("Số định danh, hoặc họ tên và năm sinh."),
    )  # fmt: skip
    child_name = forms.CharField(label=gettext_lazy("Hoặc họ tên, nếu biết"), max_length=120, required=False)
    sex = forms.ChoiceField(
        label=gettext_lazy("Giới tính"), required=False, choices=[("", gettext_lazy("chưa rõ")), *Sex.choices]
    )
    birth_year = forms.IntegerField(label=gettext_lazy("Năm sinh"), required=False, min_value=1990, max_value=2100)
    group = forms.ChoiceField(label=gettext_lazy("Nghi thuộc nhóm"), required=False)
    danger = forms.BooleanField(
        label=gettext_lazy("Tính mạng, sức khỏe, nhân phẩm có nguy cơ bị tổn hại nghiêm trọng"), required=False,
        help_text=gettext_lazy("Phải can thiệp khẩn cấp trong 12 giờ từ lúc nhận tin."),
    )  # fmt: skip
    teller_name = forms.CharField(label=gettext_lazy("Người báo tin"), max_length=120, required=False)
    teller_contact = forms.CharField(label=gettext_lazy("Cách liên hệ"), max_length=200, required=False)
    teller_relation = forms.CharField(label=gettext_lazy("Quan hệ với trẻ em"), max_length=120, required=False)

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.queryset, unit.empty_label = places, None
        suspected = [(one.code, one.titled) for one in groups().every]
        self.fields["group"].choices = [("", _("chưa rõ")), *suspected]  # type: ignore[attr-defined]
        self.order_fields([
            "unit", "told_by", "done_at", "danger", "who", "child_name", "sex", "birth_year", "group",
            *protection().step("record").fields, "teller_name", "teller_contact", "teller_relation",
        ])  # fmt: skip

    def told(self, field: str, sentence: str) -> None:
        super().told("done_at" if field == "informed_at" else field, sentence)


class Assessing(StepForm):
    """The first assessment (Mẫu số 02)."""

    name, step = "danh-gia", "assess"
    danger = forms.BooleanField(
        label=gettext_lazy("Đang hoặc có nguy cơ bị tổn hại nghiêm trọng: phải can thiệp khẩn cấp"), required=False
    )


class Protecting(StepForm):
    """Measures of an emergency, the child kept apart (Mẫu số 07)."""

    name, step = "khan-cap", "protect"
    isolated_from = DayField(label=gettext_lazy("Cách ly từ ngày"), required=False, latest=YEAR)
    until = DayField(
        label=gettext_lazy("Cách ly đến hết ngày"), required=False, latest=YEAR,
        help_text=gettext_lazy("Tối đa 15 ngày; không cách ly thì để trống."),
    )  # fmt: skip


class Apart(Named):
    """The child goes home earlier, or is kept apart longer."""

    name = "cach-ly"
    until = DayField(label=gettext_lazy("Cách ly đến hết ngày"), latest=YEAR)
    why = forms.CharField(label=gettext_lazy("Vì sao đổi ngày"), max_length=500)
    longer_by = forms.CharField(
        label=gettext_lazy("Văn bản yêu cầu cách ly quá 15 ngày"), max_length=200, required=False
    )


class Detailing(StepForm):
    """What the child needs, in detail (Mẫu số 03)."""

    name, step = "chi-tiet", "detail"


class Meeting(StepForm):
    """The meeting about the measures."""

    name, step = "hop", "meet"
    done_at = MomentField(label=gettext_lazy("Lúc họp"))


class Planning(StepForm):
    """The plan (Mẫu số 04)."""

    name, step = "ke-hoach", "plan"
    ends = DayField(label=gettext_lazy("Dự kiến kết thúc"), latest=YEARS)


class Approving(Named):
    """The chair's decision (Mẫu số 05)."""

    name = "duyet"
    decision = forms.CharField(label=gettext_lazy("Số quyết định"), max_length=60)
    approved_on = DayField(label=gettext_lazy("Ngày ký"))


class SayingWhy(Named):
    """Something is sent back or ends here, with why."""

    name = "tra-lai"
    why = forms.CharField(label=gettext_lazy("Vì sao"), max_length=500)


class Aside(SayingWhy):
    """It is another office's, or not so."""

    name = "chuyen"
    why = forms.CharField(label=gettext_lazy("Chuyển đi đâu, hoặc vì sao tin không đúng"), max_length=500)
    done_at = MomentField(label=gettext_lazy("Lúc làm"))


class Carrying(StepForm):
    """Something of the plan is done."""

    name, step = "lam", "carry"


class Reviewing(StepForm):
    """How the child is after the plan (Mẫu số 06)."""

    name, step = "ra-soat", "review"
    safe = forms.ChoiceField(
        label=gettext_lazy("Kết luận"), widget=forms.RadioSelect,
        choices=[("co", gettext_lazy("Không còn nguy cơ, đã ổn định: trình kết thúc")),
                 ("khong", gettext_lazy("Còn nguy cơ hoặc chưa ổn định: lập kế hoạch mới"))],
    )  # fmt: skip


class Attaching(Named):
    """A paper of the case."""

    name = "tep"
    file = forms.FileField(label=gettext_lazy("Giấy tờ (PDF hoặc ảnh)"))
