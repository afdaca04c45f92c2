"""Who may do what, and where: one table of roles and verbs, and the branch of the map a user covers.

Decided here first, and a second time by row-level security in PostgreSQL (record/sql/places.sql): a session
that has not entered a branch sees nothing at all. Cases of children are for those entrusted with protecting them,
whatever their role (decree 56/2017 Đ.24, Đ.33; record/sql/children.sql).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from ansinh.record.branches import communes_of
from ansinh.record.models.places import Unit
from ansinh.record.models.users import Role, User

VERBS: dict[str, frozenset[str]] = {
    "see": frozenset({Role.OFFICER, Role.APPROVER, Role.AUDITOR}),
    "register": frozenset({Role.OFFICER}),  # people, facts, awards, imports
    "prepare": frozenset({Role.OFFICER}),  # lập, kiểm, gửi danh sách; đọc kết quả
    "approve": frozenset({Role.APPROVER}),
    "read the trail": frozenset({Role.AUDITOR, Role.ADMINISTRATOR}),
    "administer": frozenset({Role.ADMINISTRATOR}),  # người dùng, địa bàn, tham số của tỉnh
}
"""What each role may do; everything else is refused."""


class Refused(Exception):
    """The user may not do this, or not here; the text says which, for the user."""


def check(by: User, verb: str, at: Unit | None = None) -> None:
    """Raise ``Refused`` unless ``by`` may do ``verb``, and covers the whole of ``at`` when a place is given."""
    if by.role not in VERBS[verb]:
        raise Refused(f"Vai trò “{Role(by.role).label}” không được làm việc này.")
    if at is not None and not communes_of([at]) <= cover(by):
        raise Refused(f"{at} nằm ngoài địa bàn được giao cho {by.full_name_vi}.")


def allowed(by: User, verb: str, at: Unit | None = None) -> bool:
    """Whether ``check`` would let it pass."""
    return by.is_authenticated and by.role in VERBS[verb] and (at is None or communes_of([at]) <= cover(by))


def protects(by: User) -> bool:
    """Whether a user is entrusted with protecting children, and has a role that sees people at all."""
    return allowed(by, "see") and by.protects_children


def check_protects(by: User, verb: str, at: Unit | None = None) -> None:
    """The same as ``check``, and raise ``Refused`` unless ``by`` is entrusted with protecting children."""
    if not protects(by):
        raise Refused("Vụ việc của trẻ em chỉ người được giao làm công tác bảo vệ trẻ em mới xem và làm được.")
    check(by, verb, at)


def cover(by: User) -> frozenset[int]:
    """Ids of all communes, of either map, in the branches given to the user."""
    return communes_of(list(by.places.all()))


def enter(by: User | None) -> None:
    """Let this database session see the branch of ``by``, and sign the trail with that name; None: nothing."""
    known = by is not None and by.is_authenticated
    _set(units=cover(by) if known else frozenset(), everywhere=False, user=by.username if known else "",  # type: ignore[union-attr, arg-type]
         children=known and protects(by))  # type: ignore[arg-type]  # fmt: skip


@contextmanager
def acting(by: User) -> Iterator[None]:
    """The branch of ``by`` for the length of a block; what was entered before comes back after."""
    before = _get()
    enter(by)
    try:
        yield
    finally:
        _restore(before)


@contextmanager
def everywhere(name: str) -> Iterator[None]:
    """The whole register, for work of the system itself (command line, migrations), signed with ``name``."""
    with _all(name, children=True):
        yield


@contextmanager
def _all(name: str, *, children: bool) -> Iterator[None]:
    before = _get()
    _set(units=frozenset(), everywhere=True, user=name, children=children)
    try:
        yield
    finally:
        _restore(before)


@contextmanager
def whole(by: User | None) -> Iterator[None]:
    """The whole register while a list is reckoned, still signed by whoever asked and was allowed to.

    A list compares with what its people were paid before, wherever they lived then. Cases of children stay as they
    were: seen by who might see them before.
    """
    _, _, user, children = _get()
    with _all(by.username if by is not None else user, children=children == "on"):
        yield


def _set(*, units: frozenset[int], everywhere: bool, user: str, children: bool) -> None:
    _restore((",".join(map(str, sorted(units))), "on" if everywhere else "off", user, "on" if children else "off"))


def _get() -> tuple[str, str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(current_setting('ansinh.units', true), ''),"
            " coalesce(current_setting('ansinh.everywhere', true), ''),"
            " coalesce(current_setting('ansinh.user', true), ''),"
            " coalesce(current_setting('ansinh.children', true), '')"
        )
        return cursor.fetchone()


def _restore(settings: tuple[str, str, str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('ansinh.units', %s, false), set_config('ansinh.everywhere', %s, false),"
            " set_config('ansinh.user', %s, false), set_config('ansinh.children', %s, false)",
            settings,
        )
