"""The ground tests stand on: the register hidden until entered, commits cleaned up, skips counted."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from ansinh.acts import permit
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.trail import Entry
from tests.cast import Office, PhuCu, settle


def test_phu_cu_has_fourteen_communes_of_2021(phu_cu: PhuCu) -> None:
    assert len(phu_cu.communes) == 14
    assert phu_cu.communes["Tam Đa"].parent == phu_cu.district
    assert phu_cu.district.parent == phu_cu.province
    assert len(phu_cu.today) == 4


def test_the_cast_covers_its_district(office: Office, phu_cu: PhuCu) -> None:
    permit.check(office.lan, "prepare", phu_cu.communes["Tam Đa"])
    with pytest.raises(permit.Refused):
        permit.check(office.lan, "approve", phu_cu.district)


def test_nothing_is_seen_before_a_branch_is_entered(phu_cu: PhuCu) -> None:
    Person.objects.create(full_name="Nguyễn Thị Ánh", unit=phu_cu.communes["Tam Đa"])
    assert Person.objects.count() == 1
    permit.enter(None)
    assert Person.objects.count() == 0


class TestCommits:
    """Two tests that commit: the second finds an empty database with its promises kept."""

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize("turn", ["first", "second"])
    def test_committed_rows_are_gone_for_the_next(self, turn: str) -> None:
        assert Unit.objects.count() == 0
        with permit.everywhere("tests"):
            tam_da = settle().communes["Tam Đa"]
            Person.objects.create(full_name="Nguyễn Thị Ánh", unit=tam_da)
            assert Entry.objects.count() > 0
            with pytest.raises(Exception, match="append-only"), connection.cursor() as cursor:
                cursor.execute("delete from trail_entry")
        assert Entry.objects.count() == 0  # hidden with the register


def test_a_skipped_test_fails_the_run(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text("import pytest\n\ndef test_one():\n    pytest.skip('not here')\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    ground = Path(__file__).parents[2]
    (tmp_path / "conftest.py").write_text(
        f"import sys\nsys.path.insert(0, {str(ground)!r})\n"
        "from tests.conftest import pytest_sessionfinish, pytest_terminal_summary\n"
    )
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:django", "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1, run.stdout + run.stderr
    assert "1 tests were skipped" in run.stdout


@pytest.mark.django_db(transaction=True)
def test_a_program_of_its_own_reaches_the_tests_rows(database_url: str) -> None:
    with permit.everywhere("tests"):
        settle()
    with psycopg.connect(database_url) as another:
        assert another.execute("select count(*) from places_unit where parent_id is null").fetchone() != (0,)
