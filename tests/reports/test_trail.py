"""The trail held against its own seals: whole when nobody touched it, broken at the seal somebody did."""

import pytest
from django.db import connection

from ansinh.reckoning.names import fold, sort_key
from ansinh.record.models.people import Person
from ansinh.reports import trail
from tests.cast import PhuCu


@pytest.fixture
def sealed(phu_cu: PhuCu) -> None:
    """Twelve people written at once, their entries numbered across a power of ten, and sealed."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
        cursor.execute("select setval(pg_get_serial_sequence('trail_entry', 'id'), 9999994)")
        unit = phu_cu.communes["Đoàn Đào"]
        Person.objects.bulk_create(
            Person(full_name=name, name_folded=fold(name), name_sort=sort_key(name), unit=unit, birth_year=1930)
            for name in (f"Nguyễn Văn {letter}" for letter in "ABCDEGHIKLMN")
        )
        cursor.execute("set constraints all immediate")


def test_a_trail_nobody_touched_is_whole_whatever_the_number_of_digits(sealed: None) -> None:
    found = trail.checked()
    assert found.entries >= 12
    assert found.broken is None


def test_an_entry_changed_behind_the_triggers_is_found(sealed: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("alter table trail_entry disable trigger user")
        cursor.execute("alter table trail_entry no force row level security")
        cursor.execute("update trail_entry set by = 'ai khác' where id = 9999999")
        assert cursor.rowcount == 1
        cursor.execute("alter table trail_entry force row level security")
        cursor.execute("alter table trail_entry enable trigger user")
    broken = trail.checked().broken
    assert broken is not None
    assert "đã bị sửa" in broken.sentence
