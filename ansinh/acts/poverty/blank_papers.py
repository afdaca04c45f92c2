"""What the papers of a review may say, of a review that is kept nowhere: an office's own template is tried with it."""

from __future__ import annotations

import datetime
from typing import Any

from ansinh.acts.writing import head
from ansinh.record.models.places import Unit

SAID = "…"
FIELDS = (
    "number", "symbol", "authority", "about", "recognised", "holds", "signer_title", "signer_name", "of_place",
    "posted_on", "until", "complaint_days", "head", "address", "asked_on", "taken_on", "steps", "refused", "when",
    "place", "chair", "secretary", "representative", "present", "agreeing", "said", "conclusion", "copies",
    "chair_name", "secretary_name",
)  # fmt: skip
ROW = ("no", "head", "village", "people", "before", "result", "b1", "lacking", "certificate")
HOME = ("number", "symbol", "head", "ethnicity", "identity", "address", "result", "holds", "decision")
MEMBER = ("no", "name", "ethnicity", "relation", "man", "woman", "note")
YEAR = ("year", "poor", "near", "decision")


def sample(unit: Unit, on: datetime.date) -> dict[str, Any]:
    """The fields of all five papers, each with a mark in its place."""
    row = dict.fromkeys(ROW, SAID)
    home = dict.fromkeys(HOME, SAID) | {
        "people": [dict.fromkeys(MEMBER, SAID)], "years": [dict.fromkeys(YEAR, SAID)],
    }  # fmt: skip
    return dict.fromkeys(FIELDS, SAID) | head(unit, on) | {
        "bases": [SAID], "counts": [SAID], "reasons": [SAID], "recipients": [SAID], "rows": [row], "homes": [home],
        "lists": [{"title": SAID, "homes": "1", "people": "1", "rows": [row]}],
    }  # fmt: skip
