"""Forms for telephones: what is asked, what comes back from ODK Central and KoboToolbox, and what is refused."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree

import openpyxl
import pytest
import xlsxwriter

from ansinh.acts.poverty import opening, questions, reading
from ansinh.record.models.poverty import KeptScores, Review, ReviewRound, Survey
from ansinh.world import survey_answers, survey_form
from tests.acts.test_poverty import DAY, NOVEMBER, household, unit, yearly  # noqa: F401
from tests.cast import Office

HOME = {"interviewer": "Nguyễn Văn Thảo", "taken_on": "2022-10-03", "b1": "130", "wall": "no", "column": "no",
        "roof": "yes", "floor": "20.5", "water": "other", "latrine": "septic", "internet": "no",
        "devices": "television", "causes": "capital illness", "marks": "woman_head"}  # fmt: skip
CHILD = {"full_name": "Vũ Thị Con", "born": "2015", "relation": "con", "malnourished": "no", "insured": "no",
         "studying": "primary"}  # fmt: skip
GROWN = {"full_name": "Vũ Văn Nghèo", "born": "1970", "relation": "chủ hộ", "job": "lacks", "allowance": "no",
         "insured": "yes"}  # fmt: skip


@pytest.fixture
def review(yearly: ReviewRound, unit, office: Office) -> Review:  # noqa: F811
    made = opening.list_commune(yearly, unit, by=office.lan)
    homes = [household("Vũ Văn Nghèo", unit)[0], household("Trần Thị Hai", unit)[0]]
    opening.add_all(made, homes, why="found", asked_on=DAY, by=office.lan)
    return made


def csv_of(rows: list[Mapping[str, str]]) -> str:
    out = io.StringIO()
    heads = list(dict.fromkeys(head for row in rows for head in row))
    writer = csv.DictWriter(out, heads)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def odk(forms: list[tuple[str, Mapping[str, str], list[Mapping[str, str]]]]) -> bytes:
    """As ODK Central packs an export: groups before a hyphen, members in a table with PARENT_KEY."""
    main = [{f"home-{k}" if k in ("wall", "column", "roof") else k: v for k, v in said.items()} | {"KEY": key}
            for key, said, _ in forms]  # fmt: skip
    members = [dict(one) | {"PARENT_KEY": key, "KEY": f"{key}/member[{at}]"} for key, _, people in forms
               for at, one in enumerate(people, 1)]  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("ra-soat.csv", csv_of(main))
        packed.writestr("ra-soat-member.csv", csv_of(members))
    return out.getvalue()


def kobo(forms: list[tuple[str, Mapping[str, str], list[Mapping[str, str]]]]) -> bytes:
    """As KoboToolbox writes a workbook: groups before a slash, members on a sheet with _submission__uuid."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    main = [{f"home/{k}" if k in ("wall", "column") else k: v for k, v in said.items()}
            | {"_uuid": key, "_index": str(at)} for at, (key, said, _) in enumerate(forms, 1)]  # fmt: skip
    members = [{f"member/{k}": v for k, v in one.items()} | {"_submission__uuid": key}
               for key, _, people in forms for one in people]  # fmt: skip
    for name, rows in (("ra-soat", main), ("member", members)):
        sheet = book.add_worksheet(name)
        heads = list(dict.fromkeys(head for row in rows for head in row))
        sheet.write_row(0, 0, heads)
        for at, row in enumerate(rows, 1):
            sheet.write_row(at, 0, [row.get(head, "") for head in heads])
    book.close()
    return out.getvalue()


def test_the_form_asks_what_the_law_asks_and_is_one_that_telephones_read(review: Review) -> None:
    form = questions.form(reading.asked_of(review))
    book = openpyxl.load_workbook(io.BytesIO(survey_form.xlsform(form)))
    asked = [row[1] for row in book["survey"].iter_rows(min_row=2, values_only=True)]
    assert {"household", "taken_on", "b1", "income", "water", "devices", "malnourished", "causes"} <= set(asked)
    homes = [row for row in book["choices"].iter_rows(min_row=2, values_only=True) if row[0] == "household"]
    assert {row[2] for row in homes} == {"Vũ Văn Nghèo", "Trần Thị Hai"}
    xml = survey_form.xform(form)
    assert ElementTree.fromstring(xml) is not None and "Ngày phải trong đợt rà soát: 01/09/2022" in xml


def test_indicators_without_a_threshold_here_are_ticked(review: Review) -> None:
    from ansinh.law.poverty import standard

    assert questions.ticked(standard(2023)) == []
    later = reading.asked_of(review)._replace(of=standard(2027))
    asked = {row.get("name") for row in questions.questions(later)}
    assert {f"lacks_{code}" for code in questions.ticked(standard(2027))} <= asked and "lacks_waste" in asked


@pytest.mark.parametrize("export", [odk, kobo])
def test_what_comes_back_is_kept_form_by_form(review: Review, office: Office, export) -> None:
    first, second = review.cases.order_by("household__head")
    told = [("uuid:1", HOME | {"household": str(second.pk)}, [GROWN, CHILD]),
            ("uuid:2", HOME | {"household": "999999"}, [GROWN]),
            ("uuid:3", HOME | {"household": str(first.pk), "taken_on": "2022-08-01"}, [GROWN]),
            ("uuid:4", HOME | {"household": str(first.pk), "b1": "chín"}, [GROWN])]  # fmt: skip
    data = export(told)
    assert survey_answers.is_export(data)
    kept = reading.read_export(review, data, by=office.lan, on=NOVEMBER)
    assert [one.kept for one in kept] == [True, False, False, False]
    assert "không có trong danh sách" in kept[1].sentence and "nằm ngoài đợt" in kept[2].sentence
    assert "không phải số" in kept[3].sentence
    made = Survey.objects.get()
    assert (made.way, made.reference, made.klass, made.b1) == ("field", "uuid:1", "poor", 130)
    assert set(made.lacks) == {"job", "insurance", "housing", "water", "telecom"}
    assert made.members[0]["person"] is not None and made.members[1]["person"] is None
    assert made.members[1]["insured"] is False and made.causes == ["capital", "illness"]
    again = reading.read_export(review, data, by=office.lan, on=NOVEMBER)
    assert again[0].sentence == "Phiếu này đã đọc rồi." and Survey.objects.count() == 1


def test_b1_is_chosen_by_the_office_s_confirmed_table(review: Review, office: Office) -> None:
    from ansinh.law.score_table import REGIONS

    points = dict.fromkeys(REGIONS, 10)
    groups = [
        {"code": "size", "name": "Nhân khẩu", "choice": "single",
         "options": [{"code": "one", "name": "1 người", "points": points},
                     {"code": "two", "name": "2 người", "points": points}]},
        {"code": "things", "name": "Tài sản", "choice": "count",
         "options": [{"code": "fridge", "name": "Tủ lạnh", "points": points}]},
    ]  # fmt: skip
    KeptScores.objects.create(decree="PL", first_year=2022, last_year=2026, groups=groups, entered_by=office.lan,
                              confirmed_by=office.minh, confirmed_on=DAY)  # fmt: skip
    asked = {row.get("name") for row in questions.questions(reading.asked_of(review))}
    assert {"b1_size", "b1_things_fridge"} <= asked and "b1" not in asked
    assert "b1_size" in survey_form.xform(questions.form(reading.asked_of(review)))
    case = review.cases.first()
    said = {name: value for name, value in HOME.items() if name != "b1"}
    told = [("uuid:1", said | {"household": str(case.pk), "b1_size": "two", "b1_things_fridge": "3"}, [GROWN])]
    (kept,) = reading.read_export(review, odk(told), by=office.lan, on=NOVEMBER)
    assert kept.kept and (Survey.objects.get().b1, Survey.objects.get().b1_of_table) == (40, True)


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"PK\x03\x04broken", "taken_on\n2022".encode("utf-16")])
def test_a_file_that_is_no_export_is_said_so(review: Review, office: Office, data: bytes) -> None:
    assert not survey_answers.is_export(data)
    with pytest.raises(ValueError):
        reading.read_export(review, data, by=office.lan, on=NOVEMBER)
