"""A place's working days: the State's holidays, and what its own offices entered over them."""

from datetime import date

from ansinh.acts.days_off import YEARS, calendar_of
from ansinh.record.models.dossiers import DayOff
from ansinh.record.models.places import Unit
from tests.cast import PhuCu

TET = date(2026, 2, 16)
MONDAY = date(2026, 3, 16)
SATURDAY = date(2026, 3, 21)


def enter(unit: Unit, on: date, *, works: bool = False, basis: str = "thông báo của tỉnh") -> None:
    DayOff.objects.create(unit=unit, on=on, works=works, basis=basis)


def test_the_states_days_off_are_everybodys(phu_cu: PhuCu, register: None) -> None:
    commune = next(iter(phu_cu.communes.values()))
    calendar = calendar_of(commune)
    assert calendar.why_off(TET) == "Tết Âm lịch"
    assert calendar.is_working(date(2026, 8, 22))


def test_what_a_province_entered_holds_in_its_communes_and_nowhere_else(phu_cu: PhuCu, register: None) -> None:
    commune = next(iter(phu_cu.communes.values()))
    enter(phu_cu.province, MONDAY)
    enter(phu_cu.province, SATURDAY, works=True)
    calendar = calendar_of(commune)
    assert calendar.why_off(MONDAY) == "thông báo của tỉnh"
    assert calendar.is_working(SATURDAY)
    stranger = Unit.objects.create(code="01", level="province", kind="thành phố", name="X", valid_from=date(2000, 1, 1))
    assert calendar_of(stranger).is_working(MONDAY)


def test_a_commune_is_nearer_than_its_province(phu_cu: PhuCu, register: None) -> None:
    commune = next(iter(phu_cu.communes.values()))
    enter(phu_cu.province, MONDAY)
    enter(commune, MONDAY, works=True)
    assert calendar_of(commune).is_working(MONDAY)
    assert not calendar_of(phu_cu.province).is_working(MONDAY)
    enter(phu_cu.province, SATURDAY, works=True)
    enter(commune, SATURDAY)
    assert not calendar_of(commune).is_working(SATURDAY)


def test_an_office_may_work_on_a_day_the_state_gave(phu_cu: PhuCu, register: None) -> None:
    enter(phu_cu.province, TET, works=True)
    assert calendar_of(phu_cu.province).is_working(TET)


def test_a_day_entered_the_other_way_round_counts_at_once(phu_cu: PhuCu, register: None) -> None:
    enter(phu_cu.province, SATURDAY, works=True)
    assert calendar_of(phu_cu.province).is_working(SATURDAY)
    DayOff.objects.update(works=False)
    assert not calendar_of(phu_cu.province).is_working(SATURDAY)


def test_every_year_of_the_calendar_has_its_days(phu_cu: PhuCu, register: None) -> None:
    calendar = calendar_of(phu_cu.province)
    assert all(sum(day.year == year for day in calendar.holidays) >= 10 for year in YEARS)
