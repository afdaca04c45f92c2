"""Word documents filled in from templates: what an office writes, what a stranger's template may not do."""

import io
import time
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ansinh.world.documents import checking, filling
from ansinh.world.documents.filling import BadTemplate, render
from ansinh.world.documents.printing import printed
from ansinh.world.documents.reading import Grid, Text, read


def word(*paragraphs: str) -> bytes:
    """A template an office wrote in Word."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def text(document: bytes) -> str:
    read = docx.Document(io.BytesIO(document))
    cells = (cell.text for table in read.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in read.paragraphs), *cells])


def test_values_stand_where_they_are_asked_for() -> None:
    said = render(word("Ông {{ name }} còn {{ amount }}"), {"name": "Nguyễn Văn Ấp", "amount": "1.080.000 đ"})
    assert "Ông Nguyễn Văn Ấp còn 1.080.000 đ" in text(said)


@pytest.mark.parametrize(("listed", "lying"), [(True, [False, True]), (False, [False])])
def test_a_decision_lies_on_its_side_only_for_its_list(listed: bool, lying: list[bool]) -> None:
    document = docx.Document()
    document.add_paragraph("Điều 1.")
    document.add_paragraph("{%p if listed %}")
    page = document.add_section()
    page.page_width, page.page_height = page.page_height, page.page_width
    document.add_paragraph("{%p endif %}")
    kept = io.BytesIO()
    document.save(kept)
    made = docx.Document(io.BytesIO(render(kept.getvalue(), {"listed": listed})))
    assert [page.page_width > page.page_height for page in made.sections] == lying  # type: ignore[operator]


def test_signs_of_markup_in_a_value_are_text() -> None:
    said = render(word("{{ name }}"), {"name": "Vợ & chồng <b>Ấp</b> {{ secret }}\x00"})
    assert "Vợ & chồng <b>Ấp</b> {{ secret }}" in text(said)


def test_a_line_break_is_a_line_break_on_paper() -> None:
    assert "một\nhai" in text(render(word("{{ lines }}"), {"lines": "một\nhai"}))


def test_same_template_and_values_give_the_same_bytes() -> None:
    template = word("{{ name }}")
    assert render(template, {"name": "Ấp"}) == render(template, {"name": "Ấp"})


def test_a_field_nobody_gives_is_named() -> None:
    with pytest.raises(BadTemplate, match="ten_nguoi"):
        render(word("{{ ten_nguoi }}"), {"name": "Ấp"})


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ name.__init__.__globals__ }}",
        "{{ rows.append('x') }}",
        "{{ range(10000000000) | list }}",
        "{% include '/etc/passwd' %}",
        "{{ name",
        "{% for x in name %}",
        "{{ 1 / 0 }}",
        "{{ 'a' * 10000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%9999999999d' % 1 }}",
        "{{ name | center(9999999999) }}",
        "{{ '{:9999999999}'.format(1) }}",
        "{% macro more() %}{{ more() }}{% endmacro %}{{ more() }}",
        "{{ lipsum(n=100000) }}",
    ],
)
def test_a_template_reaches_nothing_but_its_values(attack: str) -> None:
    fields: dict[str, Any] = {"name": "Ấp", "rows": ["một"]}
    with pytest.raises(BadTemplate):
        render(word(attack), fields)
    assert fields == {"name": "Ấp", "rows": ["một"]}


TEN = "{% for at in rows %}" * 12 + "x" + "{% endfor %}" * 12
TIMES = "{{ x }}" * 10


@pytest.mark.parametrize(
    "endless",
    [
        TEN,
        "{% for letter in name %}x{% endfor %}",
        "{% set x = name ~ name %}{{ x }}",
        "{% set x = [name, name] %}{{ x }}",
        "{% set x = rows | join(name) %}{{ x }}",
        "{% set x %}aaaaaaaaaa{% endset %}" + f"{{% set x %}}{TIMES}{{% endset %}}" * 12 + "{{ x }}",
        "{% with x = name ~ name %}{{ x }}{% endwith %}",
        "{% filter upper %}x{% endfilter %}",
        "{% autoescape false %}{{ name }}{% endautoescape %}",
    ],
)
def test_a_template_repeats_and_puts_together_nothing_endless(endless: str) -> None:
    with pytest.raises(BadTemplate, match="chỉ điền chữ và lặp hàng"):
        render(word(endless), {"name": "Ấp", "rows": ["một"] * 10})


@pytest.mark.parametrize("open_ones", ["{{" * 20_000, "{" * 20_000, "{% a " * 20_000, "{{ name }} {{ name"])
def test_a_place_to_fill_in_that_is_not_closed_is_told_at_once(open_ones: str) -> None:
    begun = time.monotonic()
    with pytest.raises(BadTemplate, match="mỗi “{{” cần “}}”"):
        render(word(open_ones), {"name": "Ấp"})
    assert time.monotonic() - begun < 3


def test_a_paper_is_as_long_as_a_paper_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ansinh.world.documents.closed.WRITTEN", 9_000)
    with pytest.raises(BadTemplate, match="chỉ điền chữ và lặp hàng"):
        render(word("{% for one in rows %}{{ one }}{% endfor %}"), {"rows": ["một" * 100] * 100})


def test_rows_within_rows_and_a_short_name_for_a_value_are_let_be() -> None:
    rows = "{% for a in rows %}{% set b = a.n %}{% for c in rows %}{{ b }}{{ c.n }} {% endfor %}{% endfor %}"
    said = render(word(rows), {"rows": [{"n": 1}, {"n": 2}]})
    assert "11 12 21 22" in text(said)


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "file",
    [b"", b"%PDF-1.7", b"PK\x03\x04cut", packed(a=b"x"), packed(a=bytes(checking.UNPACKED + 1)), word("x")[:500]],
)
def test_what_is_no_word_file_is_refused_in_words(file: bytes) -> None:
    with pytest.raises(BadTemplate, match=r"\.$"):
        render(file, {})


RELATIONS = "word/_rels/document.xml.rels"
FETCHED = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
    ' Target="http://example.org/x" TargetMode="External"/></Relationships>'
)


def with_parts(changed: dict[str, bytes]) -> bytes:
    """A whole Word file with parts put in or changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word("{{ name }}"))) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.namelist():
            if part not in changed:
                after.writestr(part, before.read(part))
        for part, content in changed.items():
            after.writestr(part, content)
    return out.getvalue()


def fetching(kind: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(word("{{ name }}"))) as package:
        relations = package.read(RELATIONS).decode()
    return with_parts({RELATIONS: relations.replace("</Relationships>", FETCHED.format(kind=kind)).encode()})


def test_a_template_that_runs_something_or_fetches_something_is_refused() -> None:
    """A macro, an embedded program, a picture or a template that lies elsewhere; a link to click on is let be."""
    for part in ("word/vbaProject.bin", "word/embeddings/oleObject1.bin", "word/activeX/activeX1.xml"):
        with pytest.raises(BadTemplate, match="macro hoặc tệp nhúng"):
            render(with_parts({part: b"x"}), {"name": "Ấp"})
    for kind in ("attachedTemplate", "image", "frame"):
        with pytest.raises(BadTemplate, match="từ nơi khác"):
            render(fetching(kind), {"name": "Ấp"})
    assert render(fetching("hyperlink"), {"name": "Ấp"})


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ('Target="http://example.org/x"', "utf-16"),
        ('Target="http://example.org/hyperlink"', "utf-8"),
        ('Target="http://example.org/x" TargetMode="&#69;xternal"', "utf-8"),
    ],
)
def test_what_is_fetched_is_found_however_it_is_written(told: str, code: str) -> None:
    with zipfile.ZipFile(io.BytesIO(word("{{ name }}"))) as package:
        relations = package.read(RELATIONS).decode()
    put = FETCHED.format(kind="image").replace('Target="http://example.org/x"', told)
    put = put.replace('TargetMode="External"', "", 1) if told.count("TargetMode") else put
    whole = relations.replace("</Relationships>", put).replace("UTF-8", code).encode(code)
    with pytest.raises(BadTemplate, match="từ nơi khác"):
        render(with_parts({RELATIONS: whole}), {"name": "Ấp"})


@pytest.mark.parametrize("said", ["DDEAUTO c:\\x.exe", ' INCLUDEPICTURE "http://example.org/x"', "INCL|UDETEXT x"])
def test_a_field_that_fetches_or_starts_something_is_refused(said: str) -> None:
    document = docx.Document()
    run = document.add_paragraph("{{ name }}").add_run()
    for kind, words in (("begin", ""), *(("", part) for part in said.split("|")), ("end", "")):
        made = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            made.set(qn("w:fldCharType"), kind)
        else:
            made.text = words
        run._r.append(made)
    kept = io.BytesIO()
    document.save(kept)
    with pytest.raises(BadTemplate, match="từ nơi khác"):
        render(kept.getvalue(), {"name": "Ấp"})


def test_a_link_and_a_table_within_a_table_are_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Thư điện tử: ")
    link = OxmlElement("w:hyperlink")
    link.append(paragraph.add_run("ld@huyen.gov.vn")._r)
    paragraph._p.append(link)
    document.add_table(1, 1).cell(0, 0).add_table(1, 2).cell(0, 1).text = "ở trong"
    kept = io.BytesIO()
    document.save(kept)
    said = read(kept.getvalue())
    assert isinstance(said[0], Text) and said[0].plain == "Thư điện tử: ld@huyen.gov.vn"
    assert isinstance(said[1], Grid) and "ở trong" in [one.plain for one in said[1].rows[0][0]]


LINES = ["một dòng"] * 150
CELLS = [[LINES, ["x"]], [["từ " * 4_000], ["x"]], [["x"], LINES], [["x"] * 3, ["y" * 5_000]]]


@pytest.mark.parametrize("style", ["Table Grid", "Normal Table"])
@pytest.mark.parametrize("cells", CELLS)
def test_a_table_longer_than_a_page_is_printed(style: str, cells: list[list[str]]) -> None:
    document = docx.Document()
    table = document.add_table(2, 2, style=style)
    for at, lines in enumerate(cells):
        table.cell(at, 0).text = "\n".join(lines)
    table.columns[0].width = Mm(1) if len(cells[0]) == 3 else Mm(80)
    document.add_paragraph("to").runs[0].font.size = Pt(1_600)
    kept = io.BytesIO()
    document.save(kept)
    assert printed(kept.getvalue(), "Báo cáo").startswith(b"%PDF")


def test_our_own_templates_are_papers_of_the_state() -> None:
    assert filling.standard_names()
    for name in set(filling.standard_names()) - {"report_province_speech"}:  # spoken, not issued
        said = text(filling.standard(name))
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said and "Độc lập - Tự do - Hạnh phúc" in said
        assert "{{ number }}/{{ symbol }}" in said or name.startswith(
            ("disability", "poverty_minutes", "children_case", "children_offer")
        )  # these have numbers of their own, or none


def test_a_template_we_do_not_have_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        filling.standard("../filling")


def test_what_is_wrong_with_a_template_is_told_in_vietnamese_alone() -> None:
    for text in ("{{ khong_co }}", "{% for one in rows %}"):
        with pytest.raises(BadTemplate) as told:
            render(_worded(text), {"rows": []})
        assert not any(word in str(told.value) for word in ("undefined", "Unexpected", "expected", "template", "is "))


def _worded(text: str) -> bytes:
    kept, document = io.BytesIO(), docx.Document()
    document.add_paragraph(text)
    document.save(kept)
    return kept.getvalue()
