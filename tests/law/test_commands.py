"""The commands due, facts and show, as an outsider runs them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ansinh.jobs.cli import cli
from ansinh.jobs.law import law


def _due(*lines: Any, options: tuple[str, ...] = ("--month", "2024-07")) -> tuple[Result, list[Any]]:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    result = CliRunner().invoke(law, ["due", *options], input=text)
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def test_one_answer_a_person_in_order() -> None:
    result, answers = _due({"id": "a", "age": 83}, {"id": 2, "age": 30}, {"age": 5, "orphan": "b"})
    assert result.exit_code == 0
    assert [answer.get("id") for answer in answers] == ["a", 2, None]
    assert [answer["total"] for answer in answers] == [500_000, 0, 750_000]
    benefit = answers[0]["benefits"][0]
    assert (benefit["code"], benefit["coefficient"], benefit["amount"]) == ("K5c", 1.0, 500_000)
    places = [(why["decree"], why["article"], why["clause"], why["point"]) for why in benefit["because"]]
    assert places == [
        ("76/2024/NĐ-CP", "1", "", ""),
        ("20/2021/NĐ-CP", "6", "1", "đ"),
        ("20/2021/NĐ-CP", "5", "5", "c"),
    ]
    assert answers[0]["provisional"] is True


def test_what_is_excluded_says_why() -> None:
    _, [answer] = _due({"age": 30, "disability": "severe", "pension": "retirement"})
    [line] = answer["excluded"]
    assert (line["code"], line["because"][0]["decree"], line["because"][0]["article"]) == ("K6.N", "51/2010/QH12", "51")
    assert "lương hưu" in line["reason"]


def test_known_on_answers_as_it_was_known() -> None:
    person = {"age": 30, "disability": "severe"}
    totals = []
    for day in ("2026-08-20", "2026-08-21"):
        _, [answer] = _due(person, options=("--month", "2026-07", "--known-on", day))
        totals.append(answer["total"])
    assert totals == [750_000, 810_000]


def test_a_province_adds() -> None:
    _, [answer] = _due(
        {"age": 30, "disability": "severe"}, options=("--month", "2026-01", "--standard-amount", "650000")
    )
    assert answer["total"] == 975_000
    _, [answer] = _due({"age": 80}, options=("--month", "2026-01", "--pension-amount", "700000"))
    assert answer["total"] == 700_000


@pytest.mark.parametrize(
    ("line", "field", "said"),
    [
        ({"age": 5, "orfan": "b"}, "orfan", "orphan"),
        ({"age": 151}, "age", "từ 0 đến 150"),
        ({"age": -1}, "age", "từ 0 đến 150"),
        ({"age": 30.5}, "age", "số nguyên"),
        ({"age": True}, "age", "số nguyên"),
        ({"age": "30"}, "age", "số nguyên"),
        ({"household": "poor"}, "age", "Thiếu"),
        ({"age": 30, "household": "por"}, "household", "Có phải là “poor”"),
        ({"age": 30, "children_raised": -1}, "children_raised", "từ 0"),
        ({"age": 30, "pregnant": "có"}, "pregnant", "true hoặc false"),
        ({"age": 30, "claims": ["care", "cash"]}, "claims", "chỉ nhận"),
        ({"age": 30, "claims": "care"}, "claims", "danh sách"),
        ({"age": 30, "id": [1]}, "id", "chữ hoặc số"),
        ({"age": 30, "award": {"decided": "07/2024"}}, "award.decided", "năm-tháng"),
        ({"age": 30, "award": {"ended": "2024-01"}}, "award.ended", "đi cùng nhau"),
        ({"age": 30, "award": []}, "award", "đối tượng"),
        ("[1, 2]", None, "đối tượng JSON"),
        ("{không phải", None, "không phải JSON"),
        ('{"age": 3, "age": 4}', None, "hai lần"),
    ],
)
def test_a_bad_line_is_answered_in_its_place_and_the_rest_goes_on(line: Any, field: str | None, said: str) -> None:
    result, [first, bad, last] = _due({"id": 1, "age": 83}, line, {"id": 3, "age": 83})
    assert result.exit_code == 1
    assert (first["total"], last["total"]) == (500_000, 500_000)
    assert (bad["line"], bad["field"]) == (2, field)
    assert said in bad["error"]


def test_an_awards_months_are_answered() -> None:
    award = {"decided": "2024-09", "turned": "2024-02", "condition_met": "2024-08"}
    _, [answer] = _due({"age": 81, "award": award})
    assert answer["total"] == 0
    assert answer["readings"] == ["R4"]


@pytest.mark.parametrize("written", ["2024-7", "2024-07", "7/2024", "07/2024"])
def test_a_month_is_taken_as_every_command_takes_it(written: str) -> None:
    result, [answer] = _due({"age": 83}, options=("--month", written))
    assert result.exit_code == 0
    assert answer["month"] == "2024-07"


@pytest.mark.parametrize("written", ["13/2024", "2024-00", "0000-07", "7-2024", "2024"])
def test_a_month_written_wrongly_is_a_usage_error(written: str) -> None:
    result, _ = _due({"age": 3}, options=("--month", written))
    assert result.exit_code == 2
    assert f"“{written}” không phải tháng; viết như 2024-07 hoặc 7/2024." in result.stderr


def test_what_is_not_json_is_said_in_vietnamese_with_its_column() -> None:
    _, [answer] = _due('{"age": 3, "household": poor}')
    assert answer["error"] == "Dòng không phải JSON đúng: không đọc được từ cột 25."


def test_a_wrong_value_is_shown_as_it_was_written() -> None:
    _, [answer, other] = _due('{"age": true}', '{"age": 3, "pregnant": null}')
    assert answer["error"] == "“age” phải là số nguyên; đang là true."
    assert other["error"] == "“pregnant” phải là true hoặc false; đang là null."


def test_the_schema_alone_is_enough_to_write_a_person() -> None:
    schema = json.loads(CliRunner().invoke(law, ["facts"]).stdout)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["required"] == ["age"]
    assert schema["additionalProperties"] is False
    for name, rule in schema["properties"].items():
        assert rule["x-vi"] and rule["x-en"], name
        assert name in ("id", "award") or name in schema["required"] or "default" in rule, name
    defaults = {name: rule["default"] for name, rule in schema["properties"].items() if "default" in rule}
    result, [plain, stated] = _due({"age": 83}, {"age": 83, **defaults})
    assert result.exit_code == 0
    assert plain == stated


def test_every_permitted_value_has_words_in_both_languages() -> None:
    schema = json.loads(CliRunner().invoke(law, ["facts"]).stdout)
    for name, rule in schema["properties"].items():
        values = rule.get("enum") or rule.get("items", {}).get("enum", [])
        assert list(rule.get("x-choices", {})) == values, name
        assert all(words["vi"] and words["en"] for words in rule.get("x-choices", {}).values()), name


def test_show_prints_the_figures_in_force_with_their_articles() -> None:
    lines = CliRunner().invoke(law, ["show", "2024-07"]).stdout.splitlines()
    [standard] = [line for line in lines if line.startswith("standard_amount ")]
    assert "500.000 đ" in standard and "NĐ 76/2024" in standard and "(tạm)" in standard
    [small] = [line for line in lines if line.startswith("K1.<4 ")]
    assert "× 2,5" in small and "1.250.000 đ" in small and "Điều 6 khoản 1 điểm a, NĐ 20/2021" in small
    assert not any(line.startswith("HTXH") for line in lines)


def test_show_as_it_was_known() -> None:
    text = CliRunner().invoke(law, ["show", "2026-07", "--known-on", "2026-08-20"]).stdout
    assert "540.000" not in text and "500.000 đ" in text


def test_a_file_begun_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    """As Windows' Notepad saves it, with its line ends."""
    kept = tmp_path / "people.jsonl"
    kept.write_bytes(b'\xef\xbb\xbf{"age": 83}\r\n\r\n{"age": 30}\r\n')
    result = CliRunner().invoke(law, ["due", "--month", "2024-07", "--facts", str(kept)])
    assert result.exit_code == 0
    assert [json.loads(line)["total"] for line in result.stdout.splitlines()] == [500_000, 0]


def test_an_empty_file_is_said_to_be_empty() -> None:
    result = CliRunner().invoke(law, ["due", "--month", "2024-07"], input="\n\n")
    assert result.exit_code == 0 and result.stdout == ""
    assert "Không có dòng nào để tính" in result.stderr


def _procedures(call: str) -> Result:
    return CliRunner().invoke(cli, ["law", "procedures", *call.split()])


def test_the_procedures_of_a_day_are_listed_with_code_and_limit() -> None:
    lines = _procedures("--on 2025-08-01").stdout.splitlines()
    assert lines[0] == f"Thủ tục ngày 01/08/2025: {len(lines) - 1}"
    [pension] = [line for line in lines if line.startswith("social-pension ")]
    assert "1.014027" in pension and "(10 ngày làm việc)" in pension and "(tạm)" not in pension


def test_one_procedure_is_read_as_an_officer_reads_it() -> None:
    text = _procedures("monthly-allowance --on 2024-03-01").stdout
    assert "Thời hạn: 20 ngày làm việc" in text and "Người ký: Chủ tịch UBND cấp huyện" in text
    assert "3. Niêm yết kết quả: Chủ tịch UBND cấp xã, 2 ngày làm việc, trong hạn của bước" in text
    assert "Điều 8 khoản 1 điểm b, 20/2021/NĐ-CP" in text
    assert "K3, K8 · không niêm yết" in text and "mang thai" not in text
    assert "(tạm)" in _procedures("monthly-allowance --on 2026-11-01").stdout


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("social-pension --on 2024-01-01", "Ngày 01/01/2024 chưa có thủ tục “social-pension”; có từ 01/07/2025."),
        ("sick-pay --on 2024-01-01", "Không có thủ tục “sick-pay”. Đang có: monthly-allowance,"),
        ("--on 1/1/2024", "“1/1/2024” không phải ngày"),
    ],
)
def test_a_procedure_that_is_not_there_is_said_so(call: str, said: str) -> None:
    result = _procedures(call)
    assert result.exit_code == 2
    assert said in result.stderr


def test_who_has_facts_of_merit_is_answered_as_who_draws_it() -> None:
    asked = {"id": 1, "age": 82, "wounded": "tb", "wounded_degree": 45}
    _, [told, stated] = _due(asked, asked | {"merit": "own"}, options=("--month", "2022-01"))
    assert told == stated and [one["reading"] for one in told["questions"]] == ["R10"]
