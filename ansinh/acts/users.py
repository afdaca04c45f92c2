"""People who work here: made by an administrator, given a role and a branch of the map."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from ansinh.acts import permit
from ansinh.record.models.places import Unit
from ansinh.record.models.users import Role, User


class Hire(NamedTuple):
    username: str
    role: Role
    last_name: str
    first_name: str


DEMO = (
    Hire("lan", Role.OFFICER, "Nguyễn Thị", "Lan"),
    Hire("minh", Role.APPROVER, "Trần Văn", "Minh"),
    Hire("hoa", Role.AUDITOR, "Lê Thị", "Hoà"),
    Hire("quan.tri", Role.ADMINISTRATOR, "Phạm Văn", "Quân"),
)
"""The demo's four people, one a role; their password is shown on the sign-in page and nowhere else."""

DEMO_PASSWORD = "an-sinh-demo"


def make(
    *, username: str, password: str, role: str, places: Iterable[Unit], by: User | None, last_name: str = "",
    first_name: str = "",
) -> User:  # fmt: skip
    """A new user. Raises ``permit.Refused``, or Django's ``ValidationError`` when the password is too weak."""
    if by is not None:
        permit.check(by, "administer")
    with transaction.atomic():
        user = User(username=username, role=Role(role), last_name=last_name, first_name=first_name)
        validate_password(password, user)
        user.set_password(password)
        user.save()
        user.places.set(places)
    return user


def make_demo(places: Iterable[Unit]) -> list[User]:
    """The demo's people, covering these places."""
    covered = list(places)
    return [
        make(username=h.username, password=DEMO_PASSWORD, role=h.role, places=covered, by=None,
             last_name=h.last_name, first_name=h.first_name)
        for h in DEMO
        if not User.objects.filter(username=h.username).exists()
    ]  # fmt: skip
