"""Fields show again what was typed, as offices write it."""

from __future__ import annotations

import datetime

import pytest

from ansinh.pages.fields import DayField


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        (datetime.date(2026, 11, 16), "16/11/2026"), ("2026-11-16", "16/11/2026"), ("16/11/2026", "16/11/2026"),
        ("31/02/2026", "31/02/2026"), ("2026-02-31", "2026-02-31"), ("", ""), (None, None),
    ],
)  # fmt: skip
def test_a_day_kept_in_a_draft_is_shown_day_first(kept: object, shown: object) -> None:
    assert DayField().prepare_value(kept) == shown
