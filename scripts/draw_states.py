"""Draws docs/states.md from the tables the code declares, so that the page cannot say otherwise than the program.

python scripts/draw_states.py            (`make docs`)
"""

import os
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

PAGE = Path(__file__).resolve().parent.parent / "docs" / "states.md"

HEAD = """# States

Drawn from the code by `make docs`; a test fails when the two differ. Each table below is declared once; the acts read
it and the database refuses every other way, whatever door it comes by (`tests/record/test_states.py` tries them all).
"""


class Machine(NamedTuple):
    """One declared table: what it is of, where it stands, its words, and what else is true of it."""

    title: str
    declared: str
    words: Any
    table: Mapping[str, Sequence[str]]
    said: str
    column: str = ""
    marks: Mapping[str, str] = {}


def machines() -> list[Machine]:
    """Every table of states there is, in the order of the page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.settings")
    os.environ.setdefault("ANSINH_DEMO", "1")
    import django

    django.setup()
    from ansinh.record.models import (
        activities,
        child_cases,
        child_friendly,
        decisions,
        disability,
        dossiers,
        payroll,
        poverty,
        production,
        programmes,
        recovery,
        reporting,
    )

    settled = {state: "settled, unchangeable" if state in payroll.SETTLING else "open" for state in payroll.TRANSITIONS}
    return [
        Machine(
            "The run of a month (kỳ chi trả)", "`TRANSITIONS` in `ansinh/record/models/payroll.py`", payroll.State,
            payroll.TRANSITIONS,
            f"From `{payroll.SETTLING[0]}` on the lines count as settled and the database refuses to change them."
            " Approving is done by somebody other than the one who prepared, with no problem left, and with a yes of"
            " its own when the run rests on provisional law. Giving back (`checked` to `prepared`) says why.",
            "its lines", settled,
        ),
        Machine(
            "A dossier (hồ sơ)", "`DOSSIER_STATES` in `ansinh/record/models/dossiers.py`", dossiers.Standing,
            dossiers.DOSSIER_STATES,
            "Which step of its procedure an open dossier is at is the procedure's (`ansinh/law/procedures`), not a"
            " state. While it waits for papers its clock stands still. A result is granted, or refused in writing.",
        ),
        Machine(
            "A decision (quyết định)", "`DECISION_STATES` in `ansinh/record/models/decisions.py`", decisions.Drafted,
            decisions.DECISION_STATES,
            "Signing gives the next number of the authority's book and does what the lines say, in one transaction, by"
            " somebody other than the one who drafted. A signed decision and its lines stay as they are; another one"
            " changes what it did.",
        ),
        Machine(
            "A certificate of disability (giấy xác nhận khuyết tật)",
            "`CERTIFICATE_STATES` in `ansinh/record/models/disability.py`", disability.Held,
            disability.CERTIFICATE_STATES,
            "A person has one valid certificate at most. What ended says on which day and why, and stays ended.",
        ),
        Machine(
            "A debt (khoản phải thu hồi)", "`DEBT_TRANSITIONS` in `ansinh/record/models/recovery.py`",
            recovery.DebtState, recovery.DEBT_TRANSITIONS,
            "An ended debt comes back only when money that was counted turns out not to have come.",
        ),
        Machine(
            "A commune's list of a programme (danh sách)", "`STAGES` in `ansinh/record/models/programmes.py`",
            programmes.Stage, programmes.STAGES,
            "Approving is done by somebody other than the one who made it, within the money of the round. From then on"
            " only what became of each line is told; a settled list stays.",
        ),
        Machine(
            "The poverty review of a commune (rà soát)", "`REVIEW_STAGES` in `ansinh/record/models/poverty.py`",
            poverty.ReviewStage, poverty.REVIEW_STAGES,
            "A village whose meeting does not agree sends its households back to be surveyed. The decision is signed by"
            " somebody other than the one who made the list; it alone gives a household its class, and then stays.",
        ),
        Machine(
            "A project that supports production (dự án hỗ trợ sản xuất)",
            "`PROJECT_STATES` in `ansinh/record/models/production.py`",
            production.ProjectState, production.PROJECT_STATES,
            "It is approved by somebody other than the one who drafted it, with its households as they are then.",
        ),
        Machine(
            "A commune's file for child-friendly (xã phù hợp với trẻ em)",
            "`FRIENDLY_STAGES` in `ansinh/record/models/child_friendly.py`",
            child_friendly.FriendlyStage, child_friendly.FRIENDLY_STAGES,
            "The commune scores itself before posting; it is decided by somebody other than the one who made the file,"
            " and the standard says which way.",
        ),
        Machine(
            "What an inspection found (phát hiện sau kiểm tra)",
            "`FINDING_STATES` in `ansinh/record/models/activities.py`",
            activities.FindingState, activities.FINDING_STATES,
            "What was written of it stays; each step says how it was mended, or why it is open again.",
        ),
        Machine(
            "What a commune answers for a report (báo cáo của xã)",
            "`ANSWER_STATES` in `ansinh/record/models/reporting.py`",
            reporting.AnswerState, reporting.ANSWER_STATES,
            "Its numbers change only while it is with the commune: open, or sent back with the reason.",
        ),
        Machine(
            "A case of a child harmed or at risk (vụ việc bảo vệ trẻ em)",
            "`CASE_STATES` in `ansinh/record/models/child_cases.py`", child_cases.CaseState, child_cases.CASE_STATES,
            "A child in serious danger is protected before anything else. The plan is approved by somebody other than"
            " who drew it up; a case ends when the child is safe and stable, or there is a new plan. Only those"
            " entrusted with protecting children see it, and each look is kept.",
        ),
    ]  # fmt: skip


def draw() -> str:
    """The whole page: for each machine a Mermaid diagram and a table of the same states."""
    return HEAD + "".join(_section(machine) for machine in machines())


def _section(machine: Machine) -> str:
    declared = f"Declared as {machine.declared}."
    return "\n".join(
        [
            "",
            f"## {machine.title}",
            "",
            declared,
            "",
            *_diagram(machine),
            *_table(machine),
            "",
            *textwrap.wrap(machine.said, 120),
            "",
        ]
    )


def _diagram(machine: Machine) -> list[str]:
    states = machine.table
    return [
        "```mermaid", "stateDiagram-v2", f"    [*] --> {next(iter(states))}",
        *[f"    {state} : {machine.words(state).label}" for state in states],
        *[f"    {state} --> {after}" for state, following in states.items() for after in following],
        *[f"    {state} --> [*]" for state, following in states.items() if not following], "```", "",
    ]  # fmt: skip


def _table(machine: Machine) -> list[str]:
    more = f" {machine.column} |" if machine.column else ""
    head = [f"| state | what officers call it | may become |{more}", "|---|---|---|" + ("---|" if more else "")]
    return head + [
        f"| `{state}` | {machine.words(state).label} | {', '.join(f'`{one}`' for one in following) or 'nothing'} |"
        + (f" {machine.marks[state]} |" if more else "")
        for state, following in machine.table.items()
    ]


if __name__ == "__main__":
    PAGE.write_text(draw(), "utf-8")
