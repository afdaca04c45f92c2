"""A person's record put right on the site: a short page each for who, how paid, one fact, where, death and awards.

What was saved says at once what it does to the list that is open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ansinh.acts import assistance, people, permit
from ansinh.pages import effects
from ansinh.pages.assistance import FIRST
from ansinh.pages.decision_forms import Death, Resuming, Stopping, Suspending
from ansinh.pages.door import Signed, View, may
from ansinh.pages.fact_forms import FactChange, changeable
from ansinh.pages.moving import Moving, whole_name
from ansinh.pages.people import looked
from ansinh.pages.person_forms import Change, Details, Paying
from ansinh.pages.upcoming import arrive_for
from ansinh.record.models.assistance import Award, Kind
from ansinh.record.models.payroll import Problem
from ansinh.record.models.people import Fact, Person
from ansinh.record.models.places import Unit
from ansinh.reports import person as reports
from ansinh.reports.situation import in_words, of_merit


class Said(NamedTuple):
    """The words of one page: its title, what the change will do, the button."""

    title: str
    will: str
    button: str


def putting_right(view: View) -> View:
    """A page of an officer's; of a form sent twice at once, the second is read after the first is recorded."""
    return may("register")(transaction.atomic(view))


@putting_right
def details(request: Signed, pk: int) -> HttpResponse:
    """Name, birth, numbers, village: typed wrongly before, or newly known."""
    person = _person(request, pk)
    form = Details(request.POST or None, person=person, on=timezone.localdate())
    said = Said(
        _("Sửa thông tin"),
        _("Sửa điều ghi sai, hoặc ghi thêm điều còn thiếu. Đổi năm sinh thì tuổi của mọi tháng tính lại."),
        _("Ghi vào hồ sơ"),
    )
    return _page(request, person, form, said, lambda: people.correct_details(person, by=request.user, **form.details()))


@putting_right
def paying(request: Signed, pk: int) -> HttpResponse:
    """The way the money goes, the account, who collects."""
    person = _person(request, pk)
    form = Paying(request.POST or None, person=person, on=timezone.localdate())
    said = Said(
        _("Sửa cách nhận tiền"),
        _("Danh sách từ tháng ghi dưới đây chi theo cách mới; danh sách đã duyệt không đổi."),
        _("Ghi cách nhận tiền"),
    )
    return _page(request, person, form, said, lambda: people.pay_how(person, by=request.user, **form.how()))


@putting_right
def fact(request: Signed, pk: int) -> HttpResponse:
    """A fact that is different from a month on: first which (``dieu``), then what it is now."""
    person = _person(request, pk)
    about = changeable().get(request.GET.get("dieu", ""))
    if about is None:
        return render(request, "people/facts.html", {"person": person, "groups": _groups()})
    form = FactChange(request.POST or None, person=person, on=timezone.localdate(), about=about)
    live = [told for told in reports.facts(person, _language()) if told.fact.superseded_at is None]
    said = Said(
        _("Đổi dữ kiện"),
        _("Từ tháng ấy trở đi mới khác; các tháng trước vẫn như đang ghi. Trước đây ghi sai thì sửa dòng đang ghi."),
        _("Ghi dữ kiện"),
    )

    def save() -> None:
        told = form.cleaned_data
        people.change(
            person, about.name, told["value"], from_month=told["from_month"], by=request.user, source=told["source"],
            until_month=form.until(),
        )  # fmt: skip
        for sentence in form.outside().values():
            messages.warning(request, _(sentence))

    return _page(request, person, form, said, save, known=[told for told in live if told.fact.kind == about.name])


@putting_right
def wrong_fact(request: Signed, pk: int, fact: int) -> HttpResponse:
    """A fact that was recorded wrongly: it never held, another did."""
    person = _person(request, pk)
    held = get_object_or_404(Fact, pk=fact, person=person)
    if held.superseded_at is not None:
        messages.warning(request, _("Dữ kiện này đã được sửa rồi; đây là hồ sơ hiện tại."))
        return redirect("person", pk)
    about = changeable().get(held.kind)
    if about is None:
        raise Http404
    form = FactChange(request.POST or None, person=person, on=timezone.localdate(), about=about, fact=held)
    said = Said(
        _("Sửa dữ kiện ghi sai"),
        _("Điều đang ghi coi như chưa từng đúng; mọi tháng của nó tính lại theo điều ghi dưới đây."),
        _("Ghi lại cho đúng"),
    )

    def save() -> None:
        told = form.cleaned_data
        people.correct(held, told["value"], by=request.user, source=told["source"], from_month=told["from_month"])

    return _page(request, person, form, said, save)


@putting_right
def move(request: Signed, pk: int) -> HttpResponse:
    """The person lives elsewhere from a month on."""
    person = _person(request, pk)
    form = Moving(request.POST or None, person=person, on=timezone.localdate())
    said = Said(
        _("Chuyển nơi ở"),
        _(
            "Từ tháng ấy nơi mới chi; tháng nào danh sách nơi cũ đã có người này thì nơi cũ chi nốt tháng ấy."
            " Chuyển ra ngoài địa bàn thì hồ sơ sang cán bộ nơi mới, anh chị không còn thấy."
        ),
        _("Chuyển nơi ở"),
    )
    here = Unit.objects.communes().valid_on(timezone.localdate()).filter(pk__in=permit.cover(request.user))
    communes = [whole_name(unit) for unit in here.select_related("parent__parent").order_by("name")]

    def save() -> None:
        told = form.cleaned_data
        people.move(person, told["unit"], from_month=told["from_month"], by=request.user, village=told["village"])

    return _page(request, person, form, said, save, communes=communes)


@putting_right
def death(request: Signed, pk: int) -> HttpResponse:
    """The day of death; one recorded by mistake is taken back."""
    person = _person(request, pk)
    form = Death(request.POST or None, person=person, on=timezone.localdate(), initial=assistance.death_of(person))
    said = Said(
        _("Ghi mất"),
        _("Mọi chế độ thôi từ tháng sau tháng mất. Tháng nào đã chi quá thì thành khoản phải thu hồi."),
        _("Ghi ngày mất"),
    )
    if "undo" in request.POST:
        before = effects.standing(person, request.user)
        assistance.undo_death(person, by=request.user)
        return _saved(request, person, before)

    def save() -> None:
        told = form.cleaned_data
        assistance.end_by_death(
            person, told["died_on"], by=request.user, funeral=told["funeral"], number=told["number"],
            decided_on=told["decided_on"],
        )  # fmt: skip

    return _page(request, person, form, said, save, undo=person.died_on)


@putting_right
def stop(request: Signed, pk: int) -> HttpResponse:
    """One award stops for good."""
    award = get_object_or_404(Award, pk=pk)
    person = _person(request, award.person_id)
    award.refresh_from_db()
    form = Stopping(request.POST or None, person=person, on=timezone.localdate())
    named = _(Kind(award.kind).label)
    said = Said(
        _("Thôi hưởng"),
        _("%(award)s (%(code)s): không chi nữa từ tháng ghi dưới đây.") % {"award": named, "code": award.code},
        _("Ghi thôi hưởng"),
    )

    def save() -> None:
        told = form.cleaned_data
        assistance.stop(
            award, until_month=told["from_month"], reason=told["reason"], by=request.user, number=told["number"],
            decided_on=told["decided_on"],
        )  # fmt: skip

    return _page(request, person, form, said, save)


@putting_right
def suspend(request: Signed, pk: int) -> HttpResponse:
    """Everything the person draws monthly is suspended."""
    person = _person(request, pk)
    form = Suspending(request.POST or None, person=person, on=timezone.localdate())
    said = Said(
        _("Tạm dừng"),
        _("Mọi khoản hằng tháng của người này chưa chi nữa, cho tới khi chi trả lại hoặc thôi hưởng."),
        _("Ghi tạm dừng"),
    )

    def save() -> None:
        told = form.cleaned_data
        made = assistance.suspend(
            person, from_month=told["from_month"], reason=told["reason"], by=request.user, number=dated(told)
        )
        if not made:
            raise ValueError(_("Không có khoản nào đang chi từ tháng ấy để tạm dừng."))

    return _page(request, person, form, said, save)


@putting_right
def resume(request: Signed, pk: int) -> HttpResponse:
    """What was suspended is paid again."""
    person = _person(request, pk)
    form = Resuming(request.POST or None, person=person, on=timezone.localdate())
    said = Said(
        _("Chi trả lại"),
        _("Các khoản đang tạm dừng được chi lại từ tháng ghi dưới đây."),
        _("Ghi chi trả lại"),
    )

    def save() -> None:
        told = form.cleaned_data
        assistance.resume_all(
            person, until_month=told["from_month"], pay_back=told["pay_back"] == "yes", by=request.user,
            number=dated(told),
        )  # fmt: skip

    return _page(request, person, form, said, save)


def dated(told: dict[str, Any]) -> str:
    """A paper decision's number with its day, where the record has room for one text."""
    return f"{told['number']} ngày {told['decided_on']:%d/%m/%Y}"


REMEDIES = {"birth_unknown": "details", "birth_after": "details", "birth_too_early": "details", "unit_divided": "move"}
"""Which page puts a problem of a list right; any other begins with the person's facts."""


@may("register")
def remedy(request: Signed, pk: int) -> HttpResponse:
    """From a problem on a list to the form that ends it."""
    problem = get_object_or_404(Problem, pk=pk)
    return redirect(f"person_{REMEDIES.get(problem.code, 'fact')}", problem.person_id)


def _person(request: Signed, pk: int) -> Person:
    """The person; held until all is recorded when a form was sent."""
    if request.method == "POST":
        get_object_or_404(Person.objects.select_for_update(), pk=pk)  # by itself: who moves meanwhile is still found
    return get_object_or_404(Person.objects.select_related("unit"), pk=pk)


def _language() -> str:
    return get_language() or "vi"


def _groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """The facts to choose from: what most people are asked, the rest, then merit."""
    named = {name: in_words(name, None, _language())[0] for name in changeable()}
    first = [(name, named[name]) for name in FIRST if name in named]
    rest = [(name, label) for name, label in named.items() if name not in FIRST and name not in of_merit()]
    own = of_merit().index("martyrs")
    merit = [[(name, named[name]) for name in part if name in named] for part in (of_merit()[:own], of_merit()[own:])]
    return [
        (_("Thường gặp"), first),
        (_("Ít gặp"), rest),
        (_("Người có công"), merit[0]),
        (_("Thân nhân người có công, khoản một lần"), merit[1]),
    ]


def _page(
    request: Signed, person: Person, form: Change, said: Said, save: Callable[[], object], **more: Any
) -> HttpResponse:
    """One form: shown, refused with the reason at its place, or saved and told what that did."""
    if request.method == "POST" and form.is_valid():
        before = effects.standing(person, request.user)
        try:
            save()
        except people.NumberTaken as error:
            form.add_error("identity_number", str(error))
        except ValueError as error:
            form.add_error(None, str(error))
        else:
            return _saved(request, person, before)
        person = _person(request, person.pk)  # as it is recorded, not as it was tried
    looked(request, person)
    return render(request, "people/change.html", {"person": person, "form": form, "said": said, **more})


def _saved(request: Signed, person: Person, before: effects.Standing) -> HttpResponse:
    """What was saved does this to the open list, and asks for these decisions; back to the person, while seen."""
    messages.success(request, effects.told(person, before, request.user))
    arrive_for(request, person.pk)
    if Person.objects.filter(pk=person.pk).exists():
        return redirect(reverse("person", args=[person.pk]))
    return redirect("first")
