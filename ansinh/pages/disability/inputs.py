"""What the council's pages ask: fields checked one by one, in plain words."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.law.disability import certificate as law_of_certificates
from ansinh.law.disability.board import GROUNDS, ground, pays
from ansinh.law.disability.earlier import SELF_CARE
from ansinh.law.disability.forms import degrees, kinds
from ansinh.pages.fields import DayField
from ansinh.pages.person_forms import REQUIRED


class Asked(forms.Form):
    """A form of these pages; ``on`` is today, and no day may lie after it unless the form says so."""

    ahead = 0
    """So many days ahead a day may lie."""

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        for field in self.fields.values():
            field.error_messages |= REQUIRED

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name, value in said.items():
            if isinstance(value, datetime.date) and value > self.on + datetime.timedelta(days=self.ahead):
                self.add_error(name, _("Ngày này sau hôm nay.") if not self.ahead else _("Ngày này còn quá xa."))
        return said


def text(label: Any, **more: Any) -> forms.CharField:
    """A few lines of text."""
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}), **more)


class Meeting(Asked):
    ahead = 60
    council: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=gettext_lazy("Hội đồng"), queryset=None, empty_label=None
    )
    day = DayField(label=gettext_lazy("Ngày họp"))
    place = forms.CharField(
        label=gettext_lazy("Nơi họp"), max_length=200,
        help_text=gettext_lazy("UBND xã, trạm y tế; người không đến được thì tại nơi ở."),
    )  # fmt: skip

    def __init__(self, *args: Any, councils: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["council"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = councils
        field.label_from_instance = lambda obj: str(obj.unit)  # type: ignore[method-assign]


class Concluding(Asked):
    reason = text(
        gettext_lazy("Vì sao kết luận khác phiếu, hoặc vì sao không kết luận được"), required=False,
    )  # fmt: skip


class Minutes(Asked):
    opinions = text(gettext_lazy("Ý kiến của các thành viên dự họp"))


class Complaining(Asked):
    from_whom = forms.CharField(label=gettext_lazy("Ai không đồng ý, khiếu nại"), max_length=200)
    own = forms.BooleanField(
        label=gettext_lazy("Là chính người khuyết tật hoặc người đại diện hợp pháp"), required=False
    )
    text = text(gettext_lazy("Nội dung"))


class Answering(Asked):
    text = text(gettext_lazy("Trả lời bằng văn bản của Hội đồng"))


class Referring(Asked):
    ground = forms.ChoiceField(label=gettext_lazy("Trường hợp"), widget=forms.RadioSelect)
    reason = text(gettext_lazy("Lý do, ghi rõ"))
    evidence = text(gettext_lazy("Bằng chứng (trường hợp c)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ground"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (letter, f"{letter}) {ground(letter).because.sentence} {pays(letter).because.sentence}")
            for letter in GROUNDS
        ]
        field.error_messages["invalid_choice"] = field.error_messages["required"]


class Sending(Asked):
    sent_on = DayField(label=gettext_lazy("Ngày gửi hồ sơ đến Hội đồng giám định y khoa"))


class Result(Asked):
    number = forms.CharField(label=gettext_lazy("Số biên bản giám định"), max_length=60)
    issued_on = DayField(label=gettext_lazy("Ngày biên bản"))
    degree = forms.ChoiceField(label=gettext_lazy("Mức độ trong biên bản"))
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Dạng khuyết tật"), widget=forms.CheckboxSelectMultiple, required=False
    )
    upheld = forms.ChoiceField(
        label=gettext_lazy("Kết quả so với khiếu nại"), required=False,
        choices=[("", gettext_lazy("chưa chọn")), ("yes", gettext_lazy("đúng như khiếu nại: ngân sách trả phí")),
                 ("no", gettext_lazy("không đúng: người khiếu nại trả phí"))],
    )  # fmt: skip

    def __init__(self, *args: Any, ground: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["degree"].choices = [("", "–"), *degrees().items(), ("none", "không khuyết tật")]  # type: ignore[attr-defined]
        self.fields["kinds"].choices = list(kinds().items())  # type: ignore[attr-defined]
        if ground == "a":
            del self.fields["upheld"]

    def said(self) -> dict[str, Any]:
        """What the board's minutes say, as the act wants it."""
        told = self.cleaned_data
        return {
            "number": told["number"], "issued_on": told["issued_on"], "degree": told["degree"], "of": told["kinds"],
            "upheld": {"yes": True, "no": False}.get(told.get("upheld", "")),
        }  # fmt: skip


class Earlier(Asked):
    """A board's conclusion from before June 2012."""

    concluded = DayField(label=gettext_lazy("Ngày kết luận giám định cũ"))
    percent = forms.IntegerField(
        label=gettext_lazy("Suy giảm khả năng lao động (%)"), required=False, min_value=0, max_value=100
    )
    self_care = forms.ChoiceField(label=gettext_lazy("Khả năng tự phục vụ ghi trong kết luận"), required=False)
    kinds = forms.MultipleChoiceField(label=gettext_lazy("Dạng khuyết tật"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["self_care"].choices = [  # type: ignore[attr-defined]
            ("", gettext_lazy("không ghi")), *((key, said) for key, (_degree, said) in SELF_CARE.items())
        ]  # fmt: skip
        self.fields["kinds"].choices = list(kinds().items())  # type: ignore[attr-defined]


class Renewing(Asked):
    reason = forms.ChoiceField(label=gettext_lazy("Đổi, cấp lại vì"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = [(each.name, each.label) for each in law_of_certificates.REASONS if not each.again]
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]


class Withdrawing(Asked):
    finding = text(gettext_lazy("Văn bản kết luận giấy cấp sai: số, của ai, nội dung"))
    finding_on = DayField(label=gettext_lazy("Ngày nhận văn bản"))


class OldPaper(Asked):
    """A certificate issued before An Sinh, as its paper says it."""

    number = forms.CharField(label=gettext_lazy("Số hiệu ghi trên giấy"), max_length=60)
    signed_on = DayField(label=gettext_lazy("Ngày ký"))
    degree = forms.ChoiceField(label=gettext_lazy("Mức độ"))
    kinds = forms.MultipleChoiceField(label=gettext_lazy("Dạng khuyết tật"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["degree"].choices = [("", "–"), *degrees().items()]  # type: ignore[attr-defined]
        self.fields["kinds"].choices = list(kinds().items())  # type: ignore[attr-defined]


class Replacing(Asked):
    full_name = forms.CharField(label=gettext_lazy("Họ tên thành viên mới"), max_length=120)
    day = DayField(label=gettext_lazy("Từ ngày (theo quyết định)"))
    title = forms.CharField(label=gettext_lazy("Chức vụ"), max_length=120, required=False)
