"""Survivor allowances of one person side by side: how many martyrs' and how many others' may be drawn together.

Ordinance 02/2020 Article 6 clause 5; which codes are martyrs' levels, and how many others stand beside them, is data of
the decrees (the provisions survivors.0, survivors.1, survivors.2).
"""

from typing import NamedTuple

from ansinh.law.benefit import Benefit
from ansinh.law.decree import Provision
from ansinh.law.plan import Plan, cited
from ansinh.law.ruling import Due, Excluded, Question
from ansinh.law.wording import dong

_KIND = "merit_survivor"
_OWN = frozenset(
    ["merit_revolution", "merit_mother", "merit_hero", "merit_wounded", "merit_sick", "merit_toxic", "merit_prisoner"]
)


class Candidate(NamedTuple):
    """A benefit that would be due if it stood alone."""

    due: Due
    benefit: Benefit


def survivors(
    candidates: list[Candidate], plan: Plan, excluded: list[Excluded], questions: list[Question]
) -> list[Candidate]:
    """What stays due of the survivor allowances; what is open (reading R17) is added to `questions`."""
    drawn = [line for line in candidates if line.due.kind == _KIND]
    allowed, martyrs, rule = _allowed(drawn, plan)
    others = sorted((line for line in drawn if line.due.code not in martyrs), key=lambda line: -line.due.amount)
    for fallen in others[allowed:]:
        excluded.append(_fallen(fallen, rule))
    gone = {id(line) for line in others[allowed:]}
    kept = [line for line in candidates if id(line) not in gone]
    for sentence in _open(kept, martyrs):
        questions.append(Question("R17", sentence))
    return kept


def _allowed(drawn: list[Candidate], plan: Plan) -> tuple[int, frozenset[str], Provision | None]:
    """How many allowances other than martyrs' may be drawn, the martyrs' codes, and the text that says so."""
    rules = {count: plan.book.provision(f"survivors.{count}", plan.month) for count in (0, 1, 2)}
    codes = {line.due.code for line in drawn}
    martyrs = frozenset(code for rule in rules.values() if rule is not None for code in rule.groups)
    for count, rule in rules.items():
        if rule is not None and (not rule.groups or not codes.isdisjoint(rule.groups)):
            return count, martyrs, rule
    return len(drawn), martyrs, None


def _fallen(line: Candidate, rule: Provision | None) -> Excluded:
    due = line.due
    said = f"{due.name} ({dong(due.amount)}): đủ điều kiện nhưng vượt số suất tuất một người được hưởng."
    return Excluded(due.code, due.kind, said, () if rule is None else (cited(rule),))


def _open(kept: list[Candidate], martyrs: frozenset[str]) -> list[str]:
    """What the ordinance does not forbid and does not say either: shown, nothing is cut."""
    codes = {line.due.code for line in kept if line.due.kind == _KIND}
    found = []
    if not codes.isdisjoint(martyrs) and codes - martyrs:
        found.append(
            "Tuất của một liệt sĩ đứng cạnh tuất của một người có công khác: tính cả hai (Điều 6 khoản 5, Pháp lệnh"
            " 02/2020)."
        )
    if codes and any(line.due.kind in _OWN for line in kept):
        found.append(
            "Vừa là người có công vừa là thân nhân người có công: tính cả trợ cấp của mình và tuất (Điều 6 khoản 3,"
            " khoản 5, Pháp lệnh 02/2020)."
        )
    return found
