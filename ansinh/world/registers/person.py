"""One person's line read whole: who, where, facts, award, payment, in the order in which each settles the next."""

from __future__ import annotations

from collections.abc import Callable

from ansinh.world.registers.around import Around
from ansinh.world.registers.award import group_reading, read_decided, read_drawn
from ansinh.world.registers.book import Line
from ansinh.world.registers.draft import Draft
from ansinh.world.registers.facts import read_facts, stated_by_group
from ansinh.world.registers.groups import GroupReading
from ansinh.world.registers.headings import Layout
from ansinh.world.registers.listing import cells_of
from ansinh.world.registers.paying import read_paying
from ansinh.world.registers.place_of import read_place
from ansinh.world.registers.row import Remark, SourceRow, Verb
from ansinh.world.registers.text import column_letter
from ansinh.world.registers.trouble import Trouble, hold, note
from ansinh.world.registers.who import age_on, read_who

NO_HEADING = note("cell_without_heading", "Ô không có tên cột, không được đọc.")
NAME_BESIDE = hold("cell_without_heading", "Ô bên cạnh họ tên không có tên cột; có thể là một phần của tên.")


def read_person(
    line: Line, layout: Layout, around: Around, verb: Verb, troubles: tuple[tuple[str, Trouble], ...] = (),
    standing: Callable[[Draft], None] | None = None,
) -> SourceRow:  # fmt: skip
    """The row of a person, with all that is to be said about it; ``troubles`` are (field, trouble) known before.

    ``standing`` reads what the person draws where it is not a group of social assistance; it may find that
    the row gives no benefit, and say so by the draft's verb.
    """
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
    reading = group_reading(draft) if standing is None else GroupReading()
    read_who(draft, reading.codes)
    read_facts(draft)
    if standing is not None:
        standing(draft)
    read_decided(draft)
    if standing is None and verb not in ("death", "member"):
        read_drawn(draft, reading, age_on(draft))
    if draft.verb == "add":
        stated_by_group(draft)
    read_place(draft)
    read_paying(draft)
    _unsure_letters(draft)
    _without_heading(draft)
    return SourceRow(around.sheet, line.number, "person", draft.verb, draft.row(), cells_of(line), tuple(draft.remarks))


def _without_heading(draft: Draft) -> None:
    """Cells under no heading are not read, and said so; a word beside the name may be part of it: the row waits."""
    words, name = draft.layout.words, draft.layout.column("full_name")
    for place, text in enumerate(draft.line.texts):
        if not text or place in words:
            continue
        trouble = NO_HEADING
        if name is not None and place == name + 1 and text.isalpha():
            trouble = NAME_BESIDE
        column = column_letter(place)
        draft.remarks.append(Remark(trouble.code, "", column, text, trouble.sentence, trouble.severity))


def _unsure_letters(draft: Draft) -> None:
    """Cells whose old encoding two readings fit."""
    for place in draft.line.unsure:
        text = draft.line.texts[place]
        sentence = f"Phông chữ cũ, không chắc đọc đúng: “{text}”."
        draft.remarks.append(
            Remark("letters_unsure", draft.layout.fields.get(place, ""), column_letter(place), text, sentence)
        )
