"""Files that would end the program or speak a machine's language: refused with a sentence, before they are opened."""

import io
import zipfile
from collections.abc import Callable

import pytest

from ansinh.world.payments.returned_table import UnreadableResults, returned_rows
from ansinh.world.registers.book import UnreadableWorkbook, open_book
from ansinh.world.room_for import UNPACKED, too_large

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


def xlsx(rows: str) -> bytes:
    """The least a reader takes for an XLSX, with these rows."""
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return packed({
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
                       'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" '
                           'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
                                      f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    })  # fmt: skip


def cell(name: str, row: int, inside: str = "<v>1</v>") -> str:
    return f'<row r="{row}"><c r="{name}{row}" s="1">{inside}</c></row>'


def ods(rows: int, columns: int) -> bytes:
    return packed({
        "content.xml": '<x><table:table><table:table-row table:number-rows-repeated="'
                       f'{rows}"><table:table-cell table:number-columns-repeated="{columns}" '
                       'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table></x>'
    })  # fmt: skip


WIDE = {
    "last cell of a sheet": xlsx(cell("A", 1) + cell("XFD", 1_048_576)),
    "a cell beyond any sheet": xlsx(cell("A", 1) + cell("ZZZZZ", 99_999_999_999)),
    "a cell repeated": ods(1_000_000, 1_000),
}


@pytest.mark.parametrize("data", WIDE.values(), ids=WIDE)
def test_a_small_file_with_a_vast_sheet_is_refused_unopened(data: bytes) -> None:
    assert len(data) < 5_000
    with pytest.raises(UnreadableWorkbook, match="quá rộng"):
        open_book(data)
    with pytest.raises(UnreadableResults, match="quá rộng"):
        list(returned_rows(data))


def test_styled_but_empty_cells_far_out_do_no_harm() -> None:
    data = xlsx(cell("A", 1) + '<row r="1048576"><c r="XFD1048576" s="3"/></row>')
    assert too_large(data) is None
    assert [line.texts for line in open_book(data)[0].lines()] == [["1"]]


def test_a_package_that_unpacks_to_gigabytes_is_refused() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
        package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(UNPACKED // 2**24 + 1):
            part.write(bytes(2**24))
    with pytest.raises(UnreadableWorkbook, match="quá lớn"):
        open_book(out.getvalue())


BROKEN: dict[str, bytes] = {
    "a cell of megabytes": b'a,b\n"' + b"x" * 200_000 + b'"\n',
    "UTF-16 cut in the middle": b"\xff\xfea\x00b",
    "a package cut in the middle": xlsx(cell("A", 1))[:300],
    "an old workbook of nothing": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
}
READERS: dict[str, tuple[Callable[[bytes], object], type[ValueError]]] = {
    "register": (open_book, UnreadableWorkbook),
    "results": (lambda data: list(returned_rows(data)), UnreadableResults),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_told_in_vietnamese(reader: str, data: bytes) -> None:
    read, refusal = READERS[reader]
    with pytest.raises(refusal, match="Không (mở|đọc|thấy)") as told:
        read(data)
    assert not any(word in str(told.value) for word in ("codec", "error", "limit", "Cannot", "invalid"))


def test_an_xlsb_is_refused_because_its_reach_is_not_seen_unopened() -> None:
    data = packed({"xl/workbook.bin": "", "xl/worksheets/sheet1.bin": "x"})
    with pytest.raises(UnreadableWorkbook, match=r"lưu thành \.xlsx"):
        open_book(data)
    printed = {"xl/worksheets/sheet1.xml": "<x/>", "xl/printerSettings/printerSettings1.bin": "x"}
    assert too_large(packed(printed)) is None
