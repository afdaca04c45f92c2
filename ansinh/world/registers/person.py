"""One person's line read whole: who, where, facts, award, payment, in the order in which each settles the next."""

from __future__ import annotations

from ansinh.world.registers.around import Around
from ansinh.world.registers.award import group_reading, read_award
from ansinh.world.registers.book import Line
from ansinh.world.registers.draft import Draft
from ansinh.world.registers.facts import read_facts, stated_by_group
from ansinh.world.registers.headings import Layout
from ansinh.world.registers.listing import cells_of
from ansinh.world.registers.paying import read_paying
from ansinh.world.registers.place_of import read_place
from ansinh.world.registers.row import Remark, SourceRow, Verb
from ansinh.world.registers.text import column_letter
from ansinh.world.registers.trouble import Trouble
from ansinh.world.registers.who import age_on, read_who


def read_person(
    line: Line, layout: Layout, around: Around, verb: Verb, troubles: tuple[tuple[str, Trouble], ...] = ()
) -> SourceRow:
    """The row of a person, with all that is to be said about it; ``troubles`` are (field, trouble) known before."""
    fields, texts = layout.fields, line.texts
    draft = Draft(
        line,
        layout,
        around,
        {fields[place]: texts[place] for place in fields if place < len(texts) and texts[place]},
        verb,
    )
    for name, trouble in troubles:
        draft.say(trouble, name)
    reading = group_reading(draft)
    read_who(draft, reading.codes)
    read_facts(draft)
    read_award(draft, reading, age_on(draft))
    if verb == "add":
        stated_by_group(draft)
    read_place(draft)
    read_paying(draft)
    _unsure_letters(draft)
    return SourceRow(around.sheet, line.number, "person", verb, draft.row(), cells_of(line), tuple(draft.remarks))


def _unsure_letters(draft: Draft) -> None:
    """Cells whose old encoding two readings fit."""
    for place in draft.line.unsure:
        text = draft.line.texts[place]
        sentence = f"Phông chữ cũ, không chắc đọc đúng: “{text}”."
        draft.remarks.append(
            Remark("letters_unsure", draft.layout.fields.get(place, ""), column_letter(place), text, sentence)
        )
