"""What is wrong with one value: the reason's code, a sentence for the officer, and whether the row must wait."""

from __future__ import annotations

from dataclasses import dataclass

from ansinh.world.registers.row import HOLD, NOTE, Severity


@dataclass(frozen=True, slots=True)
class Trouble:
    """A value that could not be taken as it stands, or was taken with something to say."""

    code: str
    sentence: str
    severity: Severity = HOLD


def hold(code: str, sentence: str) -> Trouble:
    """Trouble that keeps the row from landing."""
    return Trouble(code, sentence, HOLD)


def note(code: str, sentence: str) -> Trouble:
    """Trouble that is only to be known: the row lands."""
    return Trouble(code, sentence, NOTE)
