"""Money for taking in a child under 4 without a source of support (Điều 20 khoản 1 điểm a)."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit, years
from ansinh.law.facts import Facts
from ansinh.law.ruling import Question

CODE = "C1"


def small_child_taken_in(facts: Facts) -> Answer:
    """From July 2021: a child under 4 of clause 1 who is taken in: 2.5 to the carer.

    Decree 20/2021 Article 20 clause 1 point a.
    """
    if facts.age >= 4 or facts.orphan == "none" or not facts.taken_in:
        return ""
    return Fit("C1", f"{years(facts)} · không có nguồn nuôi dưỡng · được nhận chăm sóc")


def not_entered(facts: Facts) -> Answer:
    """Before July 2021 the levels of decree 136/2013 for taking in are not known: shown, not guessed."""
    if facts.age >= 16 or facts.orphan == "none" or not facts.taken_in:
        return ""
    return Question("", "Kinh phí nhận chăm sóc trẻ em trước tháng 7/2021 (NĐ 136/2013): chưa có dữ liệu, cần nhập.")


BENEFIT = Benefit(
    code=CODE,
    kind="care",
    anchor="C1",
    wordings=(("2021-07", small_child_taken_in),),
    before=not_entered,
    rests_on=frozenset(["orphan", "taken_in"]),
    attests=(Attests("C1", {"orphan": "not_stated", "taken_in": True}),),
)
