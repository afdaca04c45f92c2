"""The how-to page for a new channel is true: its file works as it stands."""

import re
from io import BytesIO
from pathlib import Path
from types import ModuleType

import openpyxl

from ansinh.world.payments.listing import WALLET
from tests.world.payment_lists import ordinary, payment_list

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-payment-channel.md"


def test_channel_of_the_page_writes_its_files() -> None:
    source = re.search(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert source is not None
    channel = ModuleType("wallet")
    exec(compile(source[1], str(PAGE), "exec"), channel.__dict__)
    people = [ordinary(1, pay_by=WALLET, account_number="0912345678"), ordinary(2, pay_by=WALLET)]
    assert len(channel.problems(people)) == 1
    paper, book = BytesIO(), BytesIO()
    channel.write_pdf(payment_list(people), paper)
    channel.write_xlsx(payment_list(people), book)
    assert paper.getvalue().startswith(b"%PDF")
    texts = {cell.value for row in openpyxl.load_workbook(book).active.iter_rows() for cell in row}
    assert {"0912345678", "Số điện thoại"} <= texts


def test_page_shows_the_line_that_changes_as_it_is() -> None:
    root = PAGE.parents[2]
    removed = re.search(r"^-(PAYS.*)$", PAGE.read_text(), re.MULTILINE)
    assert removed is not None and removed[1] in (root / "ansinh/world/payments/bank.py").read_text()
