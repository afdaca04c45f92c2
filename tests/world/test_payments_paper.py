"""The printed list: what stands on each page, and that nothing is lost between pages."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from ansinh.world.payments import channels, paper_writing
from ansinh.world.payments.figures import day_and_place, dong
from ansinh.world.payments.listing import PastMonths, PaymentList
from ansinh.world.payments.paging import ROWS_WITH_SIGNATURES, paginate
from ansinh.world.payments.typeset import BOLD, REGULAR, register_fonts, size_that_fits, width_of, wrap
from tests.world.payment_lists import commune_of, difficult, ordinary, payment_list, with_accounts

DRAFT = "BẢN DỰ THẢO – chưa duyệt"
PROVISIONAL = "Dựa trên văn bản tạm: Nghị định 335/2026/NĐ-CP (chưa có toàn văn)"
EVERY_CHANNEL = sorted(channels())


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The texts drawn on each page, in the order they were drawn."""
    drawn: list[list[str]] = [[]]

    class Recorder(Canvas):  # type: ignore[misc]
        def drawString(self, x: float, y: float, text: str, *more: Any, **named: Any) -> None:  # noqa: N802
            drawn[-1].append(text)
            super().drawString(x, y, text, *more, **named)

        def drawCentredString(self, x: float, y: float, text: str, *more: Any, **named: Any) -> None:  # noqa: N802
            drawn[-1].append(text)
            super().drawCentredString(x, y, text, *more, **named)

        def drawRightString(self, x: float, y: float, text: str, *more: Any, **named: Any) -> None:  # noqa: N802
            drawn[-1].append(text)
            super().drawRightString(x, y, text, *more, **named)

        def showPage(self) -> None:  # noqa: N802
            drawn.append([])
            super().showPage()

        def save(self) -> None:
            drawn.pop()
            super().save()

    monkeypatch.setattr(paper_writing, "Canvas", Recorder)
    return drawn


def written(payment_list: PaymentList, code: str = "post") -> bytes:
    to = BytesIO()
    channels()[code].write_pdf(payment_list, to)
    return to.getvalue()


def sums_after(label: str, texts: Sequence[str], figures: int = 5) -> list[int]:
    """The figures of the row of sums that begins with ``label``."""
    start = next(n for n, text in enumerate(texts) if text.startswith(label))
    return [int(text.replace(".", "")) for text in texts[start + 1 : start + 1 + figures]]


@pytest.mark.parametrize("code", EVERY_CHANNEL)
@pytest.mark.parametrize("people", [0, 1, 2, 12, 17, 40])
def test_every_channel_prints_a_pdf(code: str, people: int, pages: list[list[str]]) -> None:
    pdf = written(payment_list(with_accounts(commune_of(people).lines)), code)
    assert pdf.startswith(b"%PDF") and pdf.count(b"/Type /Page\n") == len(pages)


def test_everybody_is_printed_once_in_order(pages: list[list[str]]) -> None:
    written(commune_of(120))
    codes = [text[:8] for page in pages for text in page if text.startswith("PC0")]
    assert codes == [f"PC{no:06}" for no in range(1, 121)]


def test_page_sums_add_up_to_the_grand_total(pages: list[list[str]]) -> None:
    whole = commune_of(120)
    written(whole)
    assert len(pages) > 3
    nets = [sums_after("Cộng trang", page)[-1] for page in pages]
    assert sum(nets) == whole.total == sums_after("TỔNG CỘNG: 120 người", pages[-1])[-1]
    for number in range(1, len(pages) - 1):
        assert sums_after("Cộng dồn từ trang 1", pages[number])[-1] == sum(nets[: number + 1])


def test_section_heads_are_not_counted_twice(pages: list[list[str]]) -> None:
    lines = sorted(commune_of(60).lines, key=lambda line: line.village)
    whole = payment_list(lines, section="village")
    written(whole)
    assert sum(sums_after("Cộng trang", page)[-1] for page in pages) == whole.total
    villages = [sums_after(village, sum(pages, []))[-1] for village in ("Thôn Cự Phú:", "Thôn Ngũ Phúc:")]
    assert sum(villages) == whole.total


def test_heads_stand_on_every_page_and_pages_are_numbered(pages: list[list[str]]) -> None:
    written(commune_of(60))
    for number, page in enumerate(pages, 1):
        assert {"STT", "Truy lĩnh", "Chưa trả tháng trước", "Người nhận", "Ký nhận"} <= set(page)
        assert f"Trang {number}/{len(pages)}" in page


def test_state_and_total_are_said_in_words(pages: list[list[str]]) -> None:
    written(payment_list([difficult(1)]))
    text = " ".join(pages[0])
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc" in text
    assert "Danh sách có 1 người, tổng số tiền 13.785.678 đồng." in text
    assert "Số tiền bằng chữ: Mười ba triệu bảy trăm tám mươi lăm nghìn sáu trăm bảy mươi tám đồng." in text
    assert "Phù Cừ, ngày 20 tháng 5 năm 2021" in text


def test_notes_on_the_state_stand_on_every_page(pages: list[list[str]]) -> None:
    written(commune_of(60, state_note=DRAFT, provisional=PROVISIONAL))
    assert len(pages) > 2
    for page in pages:
        assert DRAFT in page and PROVISIONAL in page


def test_approved_list_has_no_note(pages: list[list[str]]) -> None:
    written(commune_of(60))
    assert not any("DỰ THẢO" in text or "văn bản tạm" in text for page in pages for text in page)


@pytest.mark.parametrize("people", range(1, 40))
def test_signatures_always_stand_with_people(people: int, pages: list[list[str]]) -> None:
    written(payment_list([ordinary(no) for no in range(1, people + 1)]))
    last = pages[-1]
    assert "KẾ TOÁN" in last and not any("KẾ TOÁN" in page for page in pages[:-1])
    assert sum(text.startswith("PC0") for text in last) >= min(people, ROWS_WITH_SIGNATURES)


def test_empty_list_says_so(pages: list[list[str]]) -> None:
    written(payment_list([]))
    assert "Tháng này không có người nào trong danh sách." in pages[0]
    assert "Số tiền bằng chữ: Không đồng." in pages[0]


def test_months_of_arrears_and_unpaid_months_are_named(pages: list[list[str]]) -> None:
    written(payment_list([difficult(1)]))
    text = " ".join(pages[0])
    assert "10/2020, 12/2020, 2/2021–4/2021" in text
    assert "2 tháng 4/2021–5/2021" in text


def test_a_stretch_of_months_stands_on_one_line(pages: list[list[str]]) -> None:
    written(payment_list([ordinary(1, arrears=PastMonths(4, "7/2026–10/2026", 160_000))]))
    assert "7/2026–10/2026" in pages[0]


def test_numbers_past_a_thousand_are_whole_and_have_no_separator(pages: list[list[str]]) -> None:
    written(payment_list([ordinary(1069)]))
    assert "1069" in pages[0] and "1.069" not in pages[0]


def test_the_heading_says_commune_and_month_once(pages: list[list[str]]) -> None:
    written(payment_list([ordinary(1)], run_label="xã Tam Đa, tháng 6/2021"))
    heading = pages[0][: pages[0].index("STT")]
    assert [sum(text.count(said) for text in heading) for said in ("xã Tam Đa", "6/2021")] == [1, 1]


def test_a_page_holds_sixteen_people_of_one_village_each_with_room_to_sign(pages: list[list[str]]) -> None:
    lines = [ordinary(no, village="Thôn Ngũ Phúc", arrears=PastMonths(4, "7/2026–10/2026", 1)) for no in range(1, 61)]
    written(payment_list(lines, section="village", provisional=PROVISIONAL))
    people = [sum(text.startswith("PC0") for text in page) for page in pages]
    assert people[0] >= 16 and people[1] >= 17


def test_decomposed_letters_are_printed_composed(pages: list[list[str]]) -> None:
    written(payment_list([ordinary(1, full_name="Nguye\u0302\u0303n Thi\u0323 A\u0301nh")]))
    assert "Nguyễn Thị Ánh" in pages[0]


def test_same_list_makes_the_same_bytes() -> None:
    assert written(commune_of(5)) == written(commune_of(5))


@given(
    rows=st.lists(st.tuples(st.floats(5, 30), st.booleans()), max_size=60),
    first=st.floats(90, 120),
    more=st.floats(0, 60),
    closing=st.floats(30, 60),
)
def test_pages_hold_every_row_once_and_never_end_in_a_head(
    rows: list[tuple[float, bool]], first: float, more: float, closing: float
) -> None:
    heights = [height for height, _ in rows]
    heads = [head and n + 1 < len(rows) and not rows[n + 1][1] for n, (_, head) in enumerate(rows)]
    later = first + more
    shared = paginate(heights, heads, first=first, later=later, closing=closing)
    assert [row for page in shared for row in page] == list(range(len(rows)))
    for number, page in enumerate(shared[:-1]):
        assert page and not heads[page[-1]]
        assert sum(heights[row] for row in page) <= (later if number else first)
    if len(shared) > 1 and len(shared[-1]) < ROWS_WITH_SIGNATURES:
        assert sum(not heads[row] for row in shared[-2]) == 1, "rows were left behind that could have been taken"


def test_line_breaks_are_where_a_reader_expects_them() -> None:
    register_fonts()
    assert wrap("1234/QĐ-UBND", REGULAR, 10, 40) == ("1234/", "QĐ-", "UBND")
    assert wrap("6/2021", REGULAR, 10, 20) != ("6/", "2021")
    assert wrap("K6.N.TE · hệ số\u00a02,0", REGULAR, 10, 50)[-1].endswith("số\u00a02,0")
    assert wrap("10/2020, 2/2021–4/2021", REGULAR, 10, 45) == ("10/2020,", "2/2021–", "4/2021")


@given(st.text(max_size=60), st.floats(20, 200))
def test_broken_text_fits_and_keeps_its_letters(text: str, width: float) -> None:
    register_fonts()
    lines = wrap(text, REGULAR, 10, width)
    assert all(width_of(line, REGULAR, 10) <= width or len(line) == 1 for line in lines)


def test_figures_are_made_smaller_before_they_are_broken() -> None:
    register_fonts()
    size = size_that_fits(dong(999_999_999_999), BOLD, 9.5, 40)
    assert size < 9.5 and width_of(dong(999_999_999_999), BOLD, size) <= 40.001


def test_dates_are_in_the_form_of_decree_30() -> None:
    assert day_and_place("Phù Cừ", date(2021, 2, 5)) == "Phù Cừ, ngày 05 tháng 02 năm 2021"
    assert day_and_place("", date(2021, 12, 25)) == "Ngày 25 tháng 12 năm 2021"
