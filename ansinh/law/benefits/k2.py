"""Young people of 16 to 22 who studied on after the children's allowance (khoản 2 Điều 5)."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit, ending, under, years
from ansinh.law.facts import Facts

CODE = "K2"


def in_the_situation(facts: Facts) -> Answer:
    """From January 2015: 16 to 22, in a situation of clause 1 and studying (decree 136/2013 Article 5 clause 2).

    It did not ask that the allowance of clause 1 was being drawn.
    """
    if facts.age < 16 or (facts.orphan == "none" and not facts.was_k1_at_16):
        return ""
    return _while_studying(facts, "không có nguồn nuôi dưỡng", ())


def was_receiving(facts: Facts) -> Answer:
    """From 1 July 2021: was receiving under clause 1, reached 16 and studies on, until studies end, 22 at most.

    Decree 20/2021 Article 5 clause 2, Article 6 clause 1 point b. Those who drew clause 2 of decree 136/2013 carry
    over while they study (reading R8).
    """
    if facts.age < 16:
        return ""
    if facts.was_k1_at_16:
        return _while_studying(facts, "đang hưởng khoản 1 khi đủ 16 tuổi", ())
    if facts.k2_since_136:
        return _while_studying(facts, "hưởng tiếp khoản 2 theo NĐ 136/2013", ("R8",))
    return "không hưởng khoản 1 khi đủ 16 tuổi" if facts.orphan != "none" else ""


def _while_studying(facts: Facts, why: str, readings: tuple[str, ...]) -> Answer:
    if not under(facts, 22):
        return "đã đủ 22 tuổi" if facts.age < 25 else ""
    if not facts.studying:
        return "không đang học"
    return Fit("K2", f"{years(facts)} · {why} · đang học", readings=readings + ending(facts, 22))


BENEFIT = Benefit(
    code=CODE,
    kind="allowance",
    anchor="K2",
    wordings=(("2015-01", in_the_situation), ("2021-07", was_receiving)),
    asked_beside=("merit", "survivor"),
    rests_on=frozenset(["studying"]),
    attests=(
        Attests("K2", {"orphan": "not_stated", "studying": True, "k2_since_136": True}, until="2021-06"),
        Attests("K2", {"studying": True, "was_k1_at_16": True}, since="2021-07"),
    ),
)
