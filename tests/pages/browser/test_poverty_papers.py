"""The papers of a review on an office screen and on a phone, at every step of it."""

from __future__ import annotations

from ansinh.record.models.people import Household
from tests.cast import PhuCu
from tests.pages.browser.conftest import Reader
from tests.pages.test_poverty import _autumn, home, opened, survey  # noqa: F401
from tests.pages.test_poverty_papers import decide


def test_the_page_of_papers_before_and_after_the_decision(
    reader: Reader, signed_in, phu_cu: PhuCu, home: Household  # noqa: F811
) -> None:  # fmt: skip
    lan = signed_in("lan")
    review = opened(lan, phu_cu.today["Tống Trân"])
    reader.sign_in("hoa")
    here = f"/ho-ngheo/xa/{review.pk}/giay-to/"
    reader.examine(here)
    survey(lan, review)
    reader.examine(here)
    decide(signed_in, review)
    reader.examine(here)
    reader.examine("/ho-ngheo/bieu/?nam=2027")
