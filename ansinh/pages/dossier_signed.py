"""Ghi quyết định của Sở: what the province's bureau signed on paper of a dossier, by its number and day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts import dossiers, signed_elsewhere
from ansinh.acts.wrong import Wrong
from ansinh.pages.door import Signed
from ansinh.pages.dossiers import known, offered
from ansinh.pages.fields import DayField
from ansinh.pages.person_changes import putting_right
from ansinh.pages.person_forms import REQUIRED
from ansinh.record.models.decisions import Drafted


class Paper(forms.Form):
    """The bureau's decision as it lies on the table."""

    number = forms.CharField(
        label=gettext_lazy("Quyết định số"), max_length=signed_elsewhere.LONGEST,
        help_text=gettext_lazy("Như trên giấy, ví dụ 1234/QĐ-SNV."),
    )  # fmt: skip
    signed_on = DayField(label=gettext_lazy("Ngày ký"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages |= REQUIRED


@putting_right
def signed(request: Signed, pk: int) -> HttpResponse:
    """The number and day typed; what was proposed is done by that decision, as if signed here."""
    one = known(request, pk)
    draft = one.decisions.filter(state=Drafted.DRAFT).first()
    if draft is None:
        return redirect("dossier", pk)
    if not signed_elsewhere.may_record(request.user, one):
        raise Http404
    form = Paper(request.POST or None)
    error = ""
    if request.method == "POST" and form.is_valid():
        try:
            signed_elsewhere.record(draft, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except Wrong as wrong:
            form.add_error(wrong.field, str(wrong))
        except (ValueError, dossiers.NotNow) as why:
            error = str(why)
        else:
            messages.success(request, _("Đã ghi quyết định số %(number)s.") % {"number": form.cleaned_data["number"]})
            return redirect("dossier", pk)
    law = dossiers.law_of(one)
    context = {
        "dossier": one, "law": law, "form": form, "error": error, "tab": "dossiers", "person": one.person,
        "offer": None if one.refusal else offered(one, law, request.user),
    }  # fmt: skip
    return render(request, "dossiers/signed.html", context)
