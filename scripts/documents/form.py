"""The form of an office's paper by decree 30/2020, annex I, laid out in Word: head, title, body, recipients, signer.

From here the templates are built (build_documents.py). The fields of the head and the foot are the same in
every template: office_above, office, number, symbol, place_and_day, recipients, signer_title, signer_name.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ansinh.world.documents.filling import settled

FACE = "Times New Roman"
CENTRE, LEFT, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
_STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_WIDTH = 165
"""Millimetres between the margins of A4: 30 on the left, 15 on the right."""


class Form:
    """One paper being laid out from top to bottom."""

    def __init__(self) -> None:
        self.document = docx.Document()
        self._table_size, self._table_room = 12.0, 2.0
        page = self.document.sections[0]
        page.start_type = WD_SECTION.NEW_PAGE
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.top_margin = page.bottom_margin = Mm(20)
        page.left_margin, page.right_margin = Mm(30), Mm(15)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FACE, Pt(13)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
        style.paragraph_format.space_after = Pt(0)
        core = self.document.core_properties
        core.author = core.comments = core.title = ""
        self._number_pages(page)

    def masthead(self, *, numbered: bool = True) -> None:
        """Office and State side by side, number and day under them."""
        office, state = self._side_by_side(62, 103)
        self._put(office, "{{ office_above }}", size=12)
        self._put(office, "{{ office }}", bold=True, size=12)
        self._rule(office, 24)
        if numbered:
            self._put(office, "Số: {{ number }}/{{ symbol }}", before=4)
        self._put(state, _STATE, bold=True, size=12)
        self._put(state, _MOTTO, bold=True)
        self._rule(state, 62)
        self._put(state, "{{ place_and_day }}", italic=True, before=4)

    def state_alone(self) -> None:
        """The State in the middle: the head of a letter that a person writes."""
        self._put(self.document, _STATE, bold=True, size=12)
        self._put(self.document, _MOTTO, bold=True)
        self._rule(self.document, 62)

    def title(self, kind: str, about: str) -> None:
        """The kind of paper in capitals and what it is about, with the short rule under it."""
        self._put(self.document, kind, bold=True, size=14, before=16)
        self._put(self.document, about, bold=True, after=2)
        self._rule(self.document, 40)

    def across(self, heading: str, about: str) -> None:
        """A new page on its side with a heading of its own: the list that goes with a decision, thousands of lines."""
        page = self.document.add_section(WD_SECTION.NEW_PAGE)
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = Mm(297), Mm(210)
        page.top_margin = page.bottom_margin = page.left_margin = page.right_margin = Mm(15)
        self._put(self.document, heading, bold=True, size=14)
        self._put(self.document, about, italic=True, after=6)

    def centred(self, text: str, *, bold: bool = False, italic: bool = False, before: float = 6) -> None:
        """One line in the middle."""
        self._put(self.document, text, bold=bold, italic=italic, before=before, after=6)

    def text(self, text: str, *, bold: bool = False, italic: bool = False, indent: bool = True) -> None:
        """A paragraph of the body. ``**words**`` in it are bold."""
        paragraph = self.document.add_paragraph()
        paragraph.alignment = BOTH
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.paragraph_format.first_line_indent = Mm(10) if indent else None
        for number, part in enumerate(text.split("**")):
            self._run(paragraph, part, bold=bold or number % 2 == 1, italic=italic)

    def control(self, tag: str) -> None:
        """A line that only steers ("{%p if amount %}") and is not on the paper."""
        self.document.add_paragraph().add_run(tag)

    def table(
        self, heads: Sequence[str], widths: Sequence[float], each: str, cells: Sequence[str],
        total: Sequence[str] = (), *, size: float = 12, room: float = 2, middle: Collection[int] = (),
    ) -> None:  # fmt: skip
        """A ruled table: a row of heads on every page, a row ``for each`` ("row in rows"), and a row of totals.

        ``size`` of the letters and ``room`` above and below them, in points; ``middle``: columns set in the middle.
        """
        self._table_size, self._table_room = size, room
        grid = self.document.add_table(rows=0, cols=len(heads), style="Table Grid")
        grid.alignment = WD_TABLE_ALIGNMENT.CENTER
        self._columns(grid, widths)
        self._row(grid, heads, widths, bold=True, sides=[CENTRE] * len(heads))
        grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        self._row(grid, [f"{{%tr for {each} %}}"], widths)
        sides = [CENTRE if at in middle else RIGHT if "amount" in cell else LEFT for at, cell in enumerate(cells)]
        self._row(grid, cells, widths, sides=sides)
        self._row(grid, ["{%tr endfor %}"], widths)
        if total:
            self._row(grid, total, widths, bold=True, sides=[RIGHT if "amount" in cell else LEFT for cell in total])

    def closing(self, *, signers: Iterable[tuple[str, str]] = ()) -> None:
        """Recipients on the left, who signs on the right; ``signers``: other places to sign, title and name."""
        others = list(signers)
        if others:
            self._sign(others)
            return
        recipients, signer = self._side_by_side(75, 90, before=True)
        self._put(recipients, "Nơi nhận:", bold=True, italic=True, size=12, side=LEFT)
        self._put(recipients, "{%p for recipient in recipients %}", size=11, side=LEFT)
        self._put(recipients, "- {{ recipient }}", size=11, side=LEFT)
        self._put(recipients, "{%p endfor %}", size=11, side=LEFT)
        self._put(signer, "{{ signer_title }}", bold=True)
        self._put(signer, "{{ signer_name }}", bold=True, before=68)
        self._on_one_page([recipients, signer])

    def new_page(self) -> None:
        """What follows begins a page of its own."""
        self.document.add_page_break()

    def unnumbered(self) -> None:
        """Pages without numbers: each is a paper of its own."""
        header = self.document.sections[0].header.paragraphs[0]
        for run in list(header.runs):
            header._p.remove(run._r)

    def seal(self, title: str, name: str) -> None:
        """Who signs and seals, alone on the right: a certificate goes to nobody but its holder."""
        empty, signer = self._side_by_side(75, 90, before=True)
        self._put(empty, "")
        self._put(signer, title, bold=True)
        self._put(signer, "(Ký tên, đóng dấu)", italic=True, size=11)
        self._put(signer, name, bold=True, before=58)
        self._on_one_page([empty, signer])

    def card(self, width: float, height: float, lines: Sequence[tuple[str, str]]) -> None:
        """A small ruled card; each line with its manner: title, head, centre, line, right, sign, signed."""
        grid = self.document.add_table(rows=1, cols=1, style="Table Grid")
        self._columns(grid, [width])
        grid.rows[0].height = Mm(height)
        cell = grid.rows[0].cells[0]
        cell.width = Mm(width)
        cell._element.remove(cell.paragraphs[0]._element)
        for text, manner in lines:
            paragraph = cell.add_paragraph()
            right = manner in ("right", "sign", "signed")
            paragraph.alignment = LEFT if manner == "line" else RIGHT if right else CENTRE
            paragraph.paragraph_format.space_before = Pt({"head": 3, "right": 2, "signed": 20}.get(manner, 0))
            for number, part in enumerate(text.split("**")):
                bold = number % 2 == 1 or manner in ("title", "head", "sign", "signed")
                self._run(paragraph, part, bold=bold, italic=manner == "right", size=10 if manner == "head" else 8)

    def save(self) -> bytes:
        """The template's bytes."""
        out = io.BytesIO()
        self.document.save(out)
        return settled(out.getvalue())

    def _sign(self, signers: Sequence[tuple[str, str]]) -> None:
        cells = self._side_by_side(*[_WIDTH / len(signers)] * len(signers), before=True)
        for cell, (title, name) in zip(cells, signers, strict=True):
            self._put(cell, title, bold=True, size=12)
            self._put(cell, "(Ký, ghi rõ họ tên)" if title else "", italic=True, size=11)
            self._put(cell, name, bold=True, size=12, before=58)
        self._on_one_page(cells)

    def _on_one_page(self, cells: Sequence[Any]) -> None:
        """Title and name of whoever signs stay together, and with the last paragraph above them."""
        row = cells[0]._tc.getparent()
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell in cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True
        for above in self.document.paragraphs[-2:]:
            above.paragraph_format.keep_with_next = True

    def _side_by_side(self, *widths: float, before: bool = False) -> list[Any]:
        if before:
            self.document.add_paragraph().paragraph_format.space_before = Pt(2)
        grid = self.document.add_table(rows=1, cols=len(widths))
        self._columns(grid, widths)
        for cell, width in zip(grid.rows[0].cells, widths, strict=True):
            cell.width = Mm(width)
            cell._element.remove(cell.paragraphs[0]._element)
        return list(grid.rows[0].cells)

    def _columns(self, grid: Any, widths: Sequence[float]) -> None:
        """Widths that hold in every program: on the table's columns, not only on its cells."""
        grid.autofit = False
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = Mm(width)

    def _row(
        self, grid: Any, texts: Sequence[str], widths: Sequence[float], *, bold: bool = False, sides: Sequence[Any] = ()
    ) -> None:
        row = grid.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cells = row.cells
        for number, width in enumerate(widths):
            cells[number].width = Mm(width)
            paragraph = cells[number].paragraphs[0]
            paragraph.alignment = sides[number] if sides else LEFT
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(self._table_room)
            if number < len(texts):
                self._run(paragraph, texts[number], bold=bold, size=self._table_size)

    def _put(
        self, where: Any, text: str, *, bold: bool = False, italic: bool = False, size: float = 13,
        before: float = 0, after: float = 0, side: Any = CENTRE,
    ) -> None:  # fmt: skip
        paragraph = where.add_paragraph()
        paragraph.alignment = side
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
        self._run(paragraph, text, bold=bold, italic=italic, size=size)

    def _run(self, paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, size: float = 13) -> None:
        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.size, run.font.name = bold, italic, Pt(size), FACE

    def _rule(self, where: Any, width: float) -> None:
        """A short rule in the middle: an empty small line with a border under it, as wide as asked."""
        paragraph = where.add_paragraph()
        room = _WIDTH if where is self.document else (62 if width < 40 else 103)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm((room - width - 4) / 2)
        paragraph.paragraph_format.line_spacing = Pt(3)
        borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
        paragraph._p.get_or_add_pPr().append(borders)

    def _number_pages(self, page: Any) -> None:
        """The page's number in the middle at the top, from the second page on."""
        page.different_first_page_header_footer = True
        paragraph = page.header.paragraphs[0]
        paragraph.alignment = CENTRE
        run = paragraph.add_run()
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            part.text = text or None
            run._r.append(part)
