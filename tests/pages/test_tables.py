"""How a table of the site is sorted: names as Vietnamese lists are, written dates by the day, empty ones first."""

from ansinh.pages.tables import Column, Table


def _sorted(kind: str, values: list[str], sort: str = "it") -> list[str]:
    return [row["it"] for row in Table("t", [Column("it", "It", kind)], [{"it": v} for v in values], sort=sort).rows]


def test_written_births_are_sorted_by_year_then_month_then_day() -> None:
    births = ["24/05/1935", "01/04/1943", "1943", "10/1936", ""]
    assert _sorted("date", births) == ["", "24/05/1935", "10/1936", "1943", "01/04/1943"]


def test_months_in_figures_are_sorted_by_the_calendar() -> None:
    assert _sorted("date", ["10/2026", "9/2026", "12/2025"]) == ["12/2025", "9/2026", "10/2026"]


def test_names_are_sorted_by_given_name_in_the_vietnamese_alphabet() -> None:
    assert _sorted("name", ["Vũ Thị Đào", "Đỗ Văn Dung", "An Văn Yến"]) == ["Đỗ Văn Dung", "Vũ Thị Đào", "An Văn Yến"]


def test_a_minus_turns_the_order() -> None:
    assert _sorted("date", ["1943", "1935"], "-it") == ["1943", "1935"]
