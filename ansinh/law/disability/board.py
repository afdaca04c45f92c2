"""The medical board: the only three cases it opens for, who pays, how long it takes, how long its minutes hold."""

from datetime import date
from typing import NamedTuple

from ansinh.law.decree import read_place
from ansinh.law.disability.forms import SIX
from ansinh.law.disability.rules import Rule, data, rule
from ansinh.law.ruling import Because

GROUNDS = ("a", "b", "c")
"""The points of Article 15 clause 2."""

DECREE = "34/2012/TTLT-BYT-BLĐTBXH"
TWO_TIERS = date(2025, 7, 1)


class Step(NamedTuple):
    """One step of a referral with its working days."""

    name: str
    label: str
    days: int
    because: Because
    mark: str


def ground(letter: str) -> Rule:
    """One of the three cases. Raises KeyError for any other."""
    return rule(f"ground_{letter}")


def refusal(letter: str, *, conclusion: str, disagreed: bool, evidence: str) -> str:
    """Why a case may not go to the board, with the article; empty when it may (law Article 15 clause 2).

    `conclusion` is what the council concluded ("" when it has not), `disagreed` whether the person or representative
    said in writing that they do not agree, `evidence` what shows that the council was not objective or accurate.
    """
    if letter not in GROUNDS:
        return f"Không chuyển giám định y khoa được. {rule('grounds').sentence}"
    if not conclusion:
        return f"Hội đồng chưa họp và kết luận: chưa có gì để giám định lại. {rule('grounds').sentence}"
    if letter == "a" and conclusion != "unable":
        return f"Hội đồng đã có kết luận, nên không thuộc trường hợp này: {ground('a').sentence}"
    if letter != "a" and conclusion == "unable":
        return f"Hội đồng không đưa ra được kết luận: chọn trường hợp a. {ground('a').sentence}"
    if letter == "b" and not disagreed:
        return f"Chưa ghi kiến nghị của người khuyết tật hoặc người đại diện. {ground('b').sentence}"
    if letter == "c" and not evidence.strip():
        return f"Chưa ghi bằng chứng. {ground('c').sentence}"
    return ""


def payer(letter: str, *, upheld: bool | None = None) -> str:
    """Who pays: "budget", "complainant", or "by_result" until it is known (joint circular 34/2012 Article 13)."""
    if letter == "a" or upheld:
        return "budget"
    return "by_result" if upheld is None else "complainant"


def pays(letter: str) -> Rule:
    """The rule on who pays in one of the cases."""
    return rule("pays_budget" if letter == "a" else "pays_by_result")


def steps(on: date) -> tuple[Step, ...]:
    """The steps of a referral begun on a day; without districts since July 2025 (inferred)."""
    mark = "inferred" if on >= TWO_TIERS else "verified"
    return tuple(
        Step(entry["name"], entry["label"], entry["days"],
             Because(DECREE, *read_place(entry["at"]), entry["label"]), mark)
        for entry in data("board.toml")["step"]
        if on <= entry.get("until", on)
    )  # fmt: skip


def valid_until(issued: date, age: int) -> date:
    """The first day on which the board's minutes no longer hold: 5 years on, 3 for a child under six (Article 12)."""
    holds = rule("board_valid")
    years = holds.years_under_six if age < SIX else holds.years
    assert years is not None
    day = 28 if (issued.month, issued.day) == (2, 29) else issued.day
    return issued.replace(year=issued.year + years, day=day)
