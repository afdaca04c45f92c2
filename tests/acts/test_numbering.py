"""One book of numbers for whatever an office numbers: begun where the paper one stopped, receipts too."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from ansinh.acts import numbering
from ansinh.record.models.decisions import Series
from tests.cast import Office, PhuCu


@pytest.mark.parametrize("symbol", numbering.SYMBOLS)
def test_a_book_begins_where_the_paper_one_stopped(phu_cu: PhuCu, office: Office, register: None, symbol: str) -> None:
    unit = phu_cu.today["Quang Hưng"]
    assert numbering.shown(unit, 2026, symbol) == numbering.held(unit, 2026, symbol) == 1
    numbering.begin(unit, 2026, symbol, first=41, by=office.lan)
    assert numbering.shown(unit, 2026, symbol) == numbering.held(unit, 2026, symbol) == 41
    with pytest.raises(DatabaseError), transaction.atomic():  # only a paper that takes a number moves its book on
        Series.objects.filter(authority=unit).update(last=41)
