"""Children under 16 without a source of support (trẻ em không có nguồn nuôi dưỡng)."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit, Leaves, changing, ending, under, years
from ansinh.law.facts import Facts

CODE = "K1"

_CASES = {
    "not_stated": "không có nguồn nuôi dưỡng (chưa ghi rõ trường hợp nào của khoản 1)",
    "a": "bị bỏ rơi, chưa có người nhận làm con nuôi",
    "b": "mồ côi cả cha và mẹ",
    "c": "mồ côi cha hoặc mẹ, người còn lại mất tích",
    "d": "mồ côi cha hoặc mẹ, người còn lại ở cơ sở trợ giúp xã hội",
    "dd": "mồ côi cha hoặc mẹ, người còn lại ở tù hoặc biện pháp bắt buộc",
    "e": "cả cha và mẹ mất tích",
    "g": "cả cha và mẹ ở cơ sở trợ giúp xã hội",
    "h": "cả cha và mẹ ở tù hoặc biện pháp bắt buộc",
    "i": "cha hoặc mẹ mất tích, người còn lại ở cơ sở trợ giúp xã hội",
    "k": "cha hoặc mẹ mất tích, người còn lại ở tù hoặc biện pháp bắt buộc",
    "l": "cha hoặc mẹ ở cơ sở trợ giúp xã hội, người còn lại ở tù hoặc biện pháp bắt buộc",
}


def without_support(facts: Facts) -> Answer:
    """A child under 16 in one of the eleven cases: 2.5 under 4 years, 1.5 from 4.

    Decree 136/2013 Article 5 clause 1 (from January 2015); decree 20/2021 Article 5 clause 1, Article 6 clause 1
    point a (from July 2021), the same cases.
    """
    if facts.orphan == "none":
        return "không thuộc 11 trường hợp trẻ em không có nguồn nuôi dưỡng" if facts.age < 16 else ""
    if not under(facts, 16):
        return "đã đủ 16 tuổi"
    band = "K1.<4" if facts.age < 4 else "K1.4-16"
    why = f"{years(facts)} · {_CASES[facts.orphan]}"
    return Fit(band, why, readings=ending(facts, 16) + changing(facts, 4))


BENEFIT = Benefit(
    code=CODE,
    kind="allowance",
    anchor="K1.<4",
    wordings=(("2015-01", without_support),),
    asked_beside=("merit", "survivor"),
    rests_on=frozenset(["orphan"]),
    attests=(Attests("K1", {"orphan": "not_stated"}),),
    leaves=Leaves(
        "was_k1_at_16",
        "studying",
        "Còn đi học thì hưởng tiếp theo khoản 2 Điều 5, NĐ 20/2021: hỏi, ghi “Đang học” vào dữ kiện rồi mới soạn.",
        since="2021-07",
    ),
)
