"""A small town for the tests of the month's list."""

import pytest

from tests.cast import Office, PhuCu


@pytest.fixture
def town(phu_cu: PhuCu, office: Office) -> PhuCu:
    """A dozen elders in three communes, paid by the Post and by banks."""
    from tests.acts import living
    from tests.acts.people import NUMBER, elder

    for at in range(12):
        elder(
            f"Người Thứ {at}", phu_cu.communes[living.OLD_COMMUNES[at % 3]], since=NUMBER - at % 4,
            pay_by="bank" if at % 5 == 0 else "post",
        )  # fmt: skip
    return phu_cu
