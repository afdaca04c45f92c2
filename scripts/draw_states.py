"""Draws docs/states.md from the tables the code declares, so that the page cannot say otherwise than the program.

python scripts/draw_states.py            (`make docs`)
"""

import os
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "states.md"

HEAD = """# States

Drawn from the code by `make docs`; a test fails when the two differ.

## The run of a month (kỳ chi trả)

Declared once, as `TRANSITIONS` in `ansinh/record/models/payroll.py`. The acts read it, and the database's trigger is
made from it, so no door leads elsewhere.

"""
TAIL = """
From {settled} on the lines count as settled and the database refuses to change them. Approving is done by somebody
other than the one who prepared, with no problem left, and with a yes of its own when the run rests on provisional law.
Giving back ({back}) says why.
"""


def draw() -> str:
    """The whole page: a Mermaid diagram and a table of the same states."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.settings")
    os.environ.setdefault("ANSINH_DEMO", "1")
    import django

    django.setup()
    from ansinh.record.models.payroll import SETTLING, TRANSITIONS, State

    ends = [state for state, following in TRANSITIONS.items() if not following]
    first = next(iter(TRANSITIONS))
    diagram = ["```mermaid", "stateDiagram-v2", f"    [*] --> {first}"]
    diagram += [f"    {state} : {State(state).label}" for state in TRANSITIONS]
    diagram += [f"    {state} --> {after}" for state, following in TRANSITIONS.items() for after in following]
    diagram += [f"    {state} --> [*]" for state in ends] + ["```", ""]
    table = ["| state | what officers call it | may become | its lines |", "|---|---|---|---|"]
    table += [
        f"| `{state}` | {State(state).label} | {', '.join(f'`{one}`' for one in following) or 'nothing'} "
        f"| {'settled, unchangeable' if state in SETTLING else 'open'} |"
        for state, following in TRANSITIONS.items()
    ]
    order = list(TRANSITIONS)
    back = [
        f"`{state}` to `{one}`" for state, then in TRANSITIONS.items() for one in then
        if order.index(one) < order.index(state)
    ]  # fmt: skip
    return HEAD + "\n".join([*diagram, *table, ""]) + TAIL.format(settled=f"`{SETTLING[0]}`", back=", ".join(back))


if __name__ == "__main__":
    PAGE.write_text(draw(), "utf-8")
