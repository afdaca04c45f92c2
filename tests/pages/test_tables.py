"""How a table of the site is sorted: names as Vietnamese lists are, written dates by the day, empty ones first."""

import datetime
import io

import openpyxl

from ansinh.acts import permit, preparing
from ansinh.pages.tables import Column, Table

JUNE, ON = 2021 * 12 + 5, datetime.date(2021, 6, 1)


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


def _page(page: int, rows: int = 250) -> Table:
    columns = [Column("it", "It", "count", True)]
    return Table("t", columns, [{"it": n} for n in range(rows)], sort="-it", page=page)


def test_a_long_table_is_shown_a_hundred_rows_a_page_of_the_sorted_whole() -> None:
    first, last = _page(1), _page(3)
    assert [row["it"] for row in first.shown()] == list(range(249, 149, -1))
    assert [row["it"] for row in last.shown()] == list(range(49, -1, -1))
    assert (first.before, first.after, last.before, last.after, first.pages) == (0, 2, 2, 0, 3)
    assert first.totals == last.totals == {"it": sum(range(250))}


def test_a_page_beyond_the_last_is_the_last_and_a_short_table_has_one() -> None:
    assert _page(99).page == 3
    short = _page(2, rows=100)
    assert (short.page, short.before, short.after, len(short.cells())) == (1, 0, 0, 100)


def test_the_workbook_of_a_page_holds_the_whole_table() -> None:
    book = openpyxl.load_workbook(io.BytesIO(_page(2).workbook().content))
    assert book.worksheets[0].max_row == 1 + 250 + 1


def test_the_page_in_the_address_keeps_its_filters_and_a_new_order_begins_at_the_first(signed_in, enrol) -> None:
    for number in range(120):
        enrol("Nguyễn Thị Ánh", 1820 + number, group="K5c")
    shown = signed_in("lan").get("/can-xem/no_number/?sort=-birth&trang=1").content.decode()
    assert "Trang 1/2, cả bảng 120 dòng" in shown and "?sort=-birth&amp;trang=2" in shown
    assert ">1939<" in shown and ">1839<" not in shown
    second = signed_in("lan").get("/can-xem/no_number/?sort=-birth&trang=2").content.decode()
    assert ">1839<" in second and ">1939<" not in second and 'href="?sort=birth"' in second
    for odd in ("0", "-1", "x", "²", "9" * 40):
        assert "Trang 1/2" in signed_in("lan").get("/can-xem/no_number/", {"trang": odd}).content.decode()


def test_a_communes_list_is_paged_and_its_total_is_of_everybody(signed_in, office, enrol, phu_cu) -> None:
    for number in range(101):
        enrol("Nguyễn Thị Ánh", 1930 if number < 100 else 1935, group="K5c", since=JUNE)
    with permit.acting(office.lan):
        run = preparing.prepare(month=JUNE, scope=office.lan.places.get(), by=office.lan, on=ON)
    path = f"/ky-chi-tra/{run.pk}/xa/{phu_cu.communes['Tam Đa'].pk}/"
    first, second = (signed_in("lan").get(f"{path}?sort=birth&trang={page}").content.decode() for page in (1, 2))
    assert "Trang 1/2, cả bảng 101 dòng" in first and ">1930<" in first and ">1935<" not in first
    assert ">1935<" in second and ">1930<" not in second
    for shown in (first, second):
        assert f">{101 * 270_000:,}<".replace(",", ".") in shown
    book = openpyxl.load_workbook(
        io.BytesIO(signed_in("lan").get(f"{path}?xlsx=danh-sach-{phu_cu.communes['Tam Đa'].code}&trang=2").content)
    )
    assert book.worksheets[0].max_row == 1 + 101 + 1
