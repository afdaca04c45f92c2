"""People who work here: made by an administrator, given a role and a branch of the map."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from typing import NamedTuple

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction

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
"""The demo's four people of Phù Cừ, one a role; their password is shown on the sign-in page and nowhere else."""

DEMO_PROVINCE = (
    Hire("bich", Role.OFFICER, "Huỳnh Thị", "Bích"),
    Hire("khoa", Role.APPROVER, "Lê Đăng", "Khoa"),
)
"""Those of Tây Ninh: the province's review of poor households and its programme."""

DEMO_PASSWORD = "an-sinh-demo"


class Wrong(ValueError):
    """What was asked of a user cannot be; the text says why, for the administrator."""


LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters a given password is drawn from: none that is read as another."""


def make(
    *, username: str, role: str, places: Iterable[Unit], by: User | None, password: str = "", last_name: str = "",
    first_name: str = "", given: bool = False,
) -> User:  # fmt: skip
    """A new user. Raises ``permit.Refused``, ``Wrong``, or Django's ``ValidationError``: the password is too weak.

    A password that an administrator gives (or the server: ``given``) must be changed at the first sign-in.
    """
    covered = list(places)
    _may(by, covered)
    if not re.fullmatch(r"[a-z0-9]+([._-][a-z0-9]+)*", username):
        raise Wrong("Tên đăng nhập chỉ gồm chữ thường không dấu, số, dấu chấm, viết liền: lan.nguyen.")
    with transaction.atomic():
        user = User(username=username, role=Role(role), last_name=last_name, first_name=first_name)
        validate_password(password, user)
        user.set_password(password)
        user.password_is_given = given or by is not None
        try:
            with transaction.atomic():
                user.save()
        except IntegrityError:
            raise Wrong(f"Đã có người dùng tên “{username}”.") from None
        user.places.set(covered)
    return user


def drawn_password() -> str:
    """A password nobody chose, to be read out or written down once."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def change(user: User, *, role: str, places: Iterable[Unit], last_name: str, first_name: str, by: User) -> None:
    """Another name, role or branch of the map. Nobody changes their own role or branch."""
    covered = list(places)
    _may(by, covered, user)
    if user.pk == by.pk and (role != user.role or {p.pk for p in covered} != {p.pk for p in user.places.all()}):
        raise Wrong("Không ai tự đổi vai trò, địa bàn của mình; nhờ người quản trị khác.")
    with transaction.atomic():
        user.role, user.last_name, user.first_name = Role(role), last_name, first_name
        user.save(update_fields=["role", "last_name", "first_name"])
        user.places.set(covered)


def allow(user: User, *, active: bool, by: User) -> None:
    """Let somebody in, or no longer: what they did stays theirs, so nobody is ever deleted."""
    _may(by, [], user)
    if user.pk == by.pk:
        raise Wrong("Không ai tự khoá tài khoản của mình.")
    user.is_active = active
    user.save(update_fields=["is_active"])


def entrust(user: User, *, children: bool, by: User | None) -> None:
    """Let somebody see and work on cases of children, or no longer; nobody entrusts themselves. Raises ``Wrong``.

    Who does the protection of children is named by the commune (decree 56/2017 Đ.24: identities are secret).
    """
    _may(by, [], user)
    if by is not None and user.pk == by.pk:
        raise Wrong("Không ai tự giao cho mình việc bảo vệ trẻ em; nhờ người quản trị khác.")
    if children and not permit.allowed(user, "see"):
        raise Wrong("Vai trò quản trị không xem người trong sổ, nên không làm công tác bảo vệ trẻ em.")
    user.protects_children = children
    user.save(update_fields=["protects_children"])


def give_password(user: User, *, without_second_factor: bool, by: User) -> str:
    """A new password for somebody who lost theirs (and the telephone with the second factor, when said so)."""
    _may(by, [], user)
    if user.pk == by.pk:
        raise Wrong("Mật khẩu của chính mình thì đổi ở trang Tài khoản và bảo mật.")
    password = drawn_password()
    with transaction.atomic():
        if without_second_factor:
            Authenticator.objects.filter(user=user).delete()
        user.set_password(password)
        user.password_is_given = True
        user.save(update_fields=["password", "password_is_given"])
    return password


def _may(by: User | None, places: Iterable[Unit], user: User | None = None) -> None:
    """An administrator manages people whose branch, before and after, lies within the administrator's own."""
    if by is None:
        return
    permit.check(by, "administer")
    for place in [*places, *(user.places.all() if user else ())]:
        permit.check(by, "administer", place)


def make_demo(places: Iterable[Unit], hires: Iterable[Hire] = DEMO) -> list[User]:
    """The demo's people, covering these places."""
    covered = list(places)
    return [
        make(username=h.username, password=DEMO_PASSWORD, role=h.role, places=covered, by=None,
             last_name=h.last_name, first_name=h.first_name)
        for h in hires
        if not User.objects.filter(username=h.username).exists()
    ]  # fmt: skip
