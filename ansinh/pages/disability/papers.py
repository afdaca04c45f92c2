"""The council's papers as Word files: filled in, or blank."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from ansinh.acts.disability import papers
from ansinh.pages.attached import WORD
from ansinh.pages.door import Signed, may
from ansinh.pages.people import looked
from ansinh.record.models.disability import Assessment, Certificate


@may("see")
def paper(request: Signed, pk: int, name: str) -> HttpResponse:
    """The request, the form, the minutes or the letter to the medical board of one person."""
    related = ("person", "dossier__unit", "dossier__person", "session__council", "minutes_by", "concluded_by")
    one = get_object_or_404(Assessment.objects.select_related(*related), pk=pk)
    looked(request, one.person)
    if name == "don":
        return _sent(papers.request(one.dossier, timezone.localdate()), f"don-{one.dossier.file_code}")
    if name == "phieu":
        return _sent(papers.form(one), f"mau-{one.form.replace('/', '-')}-{one.dossier.file_code}")
    if name == "bien-ban" and one.outcome and one.session is not None:
        return _sent(papers.minutes(one), f"bien-ban-{one.dossier.file_code}")
    if name == "giam-dinh" and (sent := getattr(one, "referral", None)) is not None:
        return _sent(papers.referral(sent), f"giam-dinh-{one.dossier.file_code}")
    raise Http404


@may("see")
def certificate(request: Signed, pk: int) -> HttpResponse:
    """The certificate as a card."""
    one = get_object_or_404(Certificate.objects.select_related("person", "unit"), pk=pk)
    looked(request, one.person)
    return _sent(papers.certificate(one), f"giay-xac-nhan-{one.code.replace('/', '-')}")


@may("see")
def blanks(request: Signed) -> HttpResponse:
    """The forms that can be printed blank."""
    return render(request, "disability/blanks.html", {"blanks": papers.BLANKS.items(), "tab": "disability"})


@may("see")
def blank(request: Signed, name: str) -> HttpResponse:
    """One blank form."""
    if name not in papers.BLANKS:
        raise Http404
    return _sent(papers.blank(name), name)


def _sent(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=WORD)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.docx"
    return response
