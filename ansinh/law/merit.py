"""People with merit as the law asks of them: whether anything is to be asked, what is stated outside the tables.

Ordinance 02/2020; decree 75/2021 and its tables.
"""

from dataclasses import replace

from ansinh.law.facts import Facts, Merit


def any_merit(facts: Facts) -> bool:
    """Whether anything of merit is stated at all: the quick look that spares most people the rest."""
    return (
        drawn(facts) != "none" or facts.merit_study != "none" or facts.war_service != "none" or bool(facts.merit_once)
    )


def drawn(facts: Facts) -> Merit:
    """What social assistance asks of merit: an own allowance, a survivor's, or none. From the facts of merit alone."""
    if (
        facts.revolution != "none"
        or facts.heroic_mother
        or facts.hero
        or (facts.wounded != "none" and facts.wounded_degree >= 21)
        or facts.sick_degree > 0
        or facts.toxic_degree > 0
        or facts.toxic_children
        or facts.toxic_child_degree > 0
        or facts.imprisoned
        or facts.helper != "none"
    ):
        return "own"
    return "survivor" if facts.martyrs > 0 or facts.martyr_remarried or facts.survivor_of else "none"


def with_drawn(facts: Facts) -> Facts:
    """The facts with what social assistance asks of merit, where nobody stated it by itself."""
    return replace(facts, merit=drawn(facts)) if facts.merit == "none" else facts


def outside(facts: Facts) -> list[tuple[str, str]]:
    """Degrees outside their tables and facts that do not go together: (field, sentence) each."""
    found = []
    if facts.wounded != "none" and not 21 <= facts.wounded_degree <= 100:
        found.append(("wounded_degree", "Thương binh phải có tỷ lệ tổn thương cơ thể từ 21 đến 100%."))
    if facts.wounded == "none" and facts.wounded_degree > 20:
        found.append(("wounded", "Tỷ lệ từ 21% phải ghi rõ thương binh hay thương binh loại B."))
    if "injury" in facts.merit_once and not 5 <= facts.wounded_degree <= 20:
        found.append(("wounded_degree", "Trợ cấp bị thương một lần chỉ có từ 5 đến 20%."))
    if facts.sick_degree and facts.sick_degree < 41:
        found.append(("sick_degree", "Bệnh binh phải có tỷ lệ từ 41 đến 100%."))
    if facts.toxic_degree and facts.toxic_degree < 21:
        found.append(("toxic_degree", "Người nhiễm chất độc hóa học phải có tỷ lệ từ 21 đến 100%."))
    if facts.toxic_child_degree and facts.toxic_child_degree < 61:
        found.append(("toxic_child_degree", "Con đẻ hưởng trợ cấp khi tỷ lệ từ 61 đến 100%."))
    return found
