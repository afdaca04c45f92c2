"""The ground of the site's tests: demo settings, the cast signed in, and a few people with awards and a list."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as site
from django.test import Client

from tests.cast import Office, PhuCu

if TYPE_CHECKING:
    from ansinh.record.models.payroll import Run
    from ansinh.record.models.people import Person

site.SECRET_KEY = "only-for-tests"
JUNE = 2021 * 12 + 5
ON = datetime.date(2021, 6, 1)


@pytest.fixture(autouse=True)
def _demo(settings, tmp_path: Path) -> None:
    settings.DEMO = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.UPLOADS = tmp_path / "uploads"


Enrol = Callable[..., "Person"]


@pytest.fixture
def enrol(phu_cu: PhuCu) -> Enrol:
    """Somebody in the register: name, birth year, commune; with an award of a group when one is named."""
    return _enrol(phu_cu)


def _enrol(phu_cu: PhuCu) -> Enrol:
    from ansinh.acts import assistance, people
    from ansinh.reckoning.names import fold, sort_key
    from ansinh.record.models.people import Person, Residence

    def enrolled(
        name: str, born: int | None, commune: str = "Tam Đa", group: str = "", facts: dict[str, object] | None = None,
        number: str | None = None, since: int = 2018 * 12,
    ) -> Person:  # fmt: skip
        person = Person.objects.create(
            full_name=name, name_folded=fold(name), name_sort=sort_key(name), birth_year=born, sex="female",
            unit=phu_cu.communes[commune], village="Ngũ Phúc", identity_number=number,
        )  # fmt: skip
        Residence.objects.create(person=person, unit=person.unit, village=person.village, from_month=since)
        for kind, value in (facts or {}).items():
            people.change(person, kind, value, from_month=since, by=None, source="giấy xác nhận")
        if group:
            assistance.award(person, kind="allowance", code=group, from_month=since, by=None, number="12/QĐ-UBND")
        return person

    return enrolled


@pytest.fixture
def anh(enrol: Enrol) -> Person:
    """Nguyễn Thị Ánh, born 1938, without a pension: group K5c."""
    return enrol("Nguyễn Thị Ánh", 1938, group="K5c", number="033138000001")


@pytest.fixture
def run(office: Office, anh: Person, enrol: Enrol) -> Run:
    """Lan's open list of June 2021 for the district."""
    from ansinh.acts import permit, preparing

    enrol("Trần Văn Bính", 1935, "Đình Cao", group="K5c")
    with permit.acting(office.lan):
        return preparing.prepare(month=JUNE, scope=office.lan.places.get(), by=office.lan, on=ON)


@pytest.fixture
def signed_in(client: Client, office: Office) -> Callable[[str], Client]:
    """The client as one of the cast."""

    def sign(who: str) -> Client:
        client.force_login(getattr(office, who), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign
