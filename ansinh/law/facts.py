"""The situation of one person in one month, as the law asks it: no names, no dates of birth, no rows.

Two people with equal facts are in one situation and are ruled once. A condition that ends inside the month is
given as it stood before it ended and is named in `ended`; a bar that starts inside the month is given and is
named in `began` (open readings R1 and R5). What each field and each choice means, in Vietnamese and English,
stands in `facts.toml` beside this file; `ansinh.law.schema` reads it.
"""

from dataclasses import dataclass
from typing import Literal

Born = Literal["day", "month", "year"]
Household = Literal["other", "average", "near_poor", "poor"]
Disability = Literal["none", "mild", "severe", "extreme"]
Orphan = Literal["none", "not_stated", "a", "b", "c", "d", "dd", "e", "g", "h", "i", "k", "l"]
Marital = Literal["not_stated", "unmarried", "married", "widowed", "spouse_missing", "divorced"]
Pension = Literal["none", "retirement", "social_insurance", "accident", "survivor"]
Merit = Literal["none", "own", "survivor"]

Revolution = Literal["none", "ltcm_tl", "ltcm_ktl", "tkn"]
Wounded = Literal["none", "tb", "tbb"]
Helper = Literal["none", "before_1945", "order"]
SurvivorAs = Literal["not_stated", "spouse", "parent", "child", "fosterer"]
MeritStudy = Literal["none", "level_1", "level_2"]
WarService = Literal["none", "142", "62", "40", "170", "49"]

ASSISTANCE_KINDS: frozenset[str] = frozenset(
    ["allowance", "single_parent", "care", "care_mother", "funeral", "emergency", "facility"]
)
MERIT_KINDS: frozenset[str] = frozenset(
    [
        "merit_revolution",
        "merit_mother",
        "merit_hero",
        "merit_wounded",
        "merit_sick",
        "merit_toxic",
        "merit_toxic_child",
        "merit_prisoner",
        "merit_helper",
        "merit_attendant",
        "merit_survivor",
        "merit_nurture",
        "merit_study",
        "merit_service",
        "merit_death",
        "merit_once",
        "merit_funeral",
    ]
)
KINDS: frozenset[str] = ASSISTANCE_KINDS | MERIT_KINDS


@dataclass(frozen=True, slots=True)
class Facts:
    """One person's situation in one month. Money in whole đồng; ages in full years; counts of persons."""

    age: int
    birthday_month: bool = False
    born: Born = "day"
    household: Household = "other"
    hard_area: bool = False
    disability: Disability = "none"
    orphan: Orphan = "none"
    studying: bool = False
    was_k1_at_16: bool = False
    k2_since_136: bool = False
    hiv: bool = False
    unable_to_work: bool = False
    marital: Marital = "not_stated"
    children_raised: int = 0
    children_under_36_months: int = 0
    pregnant: bool = False
    spouse_draws_c3_c4: bool = False
    no_supporter: bool = False
    qualifies_for_facility: bool = False
    facility: bool = False
    taken_in: bool = False
    cared_at_home: bool = False
    pension: Pension = "none"
    pension_amount: int | None = None
    merit: Merit = "none"
    merit_attendant: bool = False
    stable_income: bool = False
    other_allowance: bool = False
    prison: bool = False
    detained: bool = False
    died: bool = False
    child_of_single_parent: bool = False
    applied: bool = False
    other_funeral_grant: int = 0
    emergency: frozenset[str] = frozenset()
    household_size: int = 1
    rice_months: int = 1
    emergency_days: int = 0
    burial_cost: int = 0
    revolution: Revolution = "none"
    seniority_years: int = 0
    heroic_mother: bool = False
    hero: bool = False
    wounded: Wounded = "none"
    wounded_degree: int = 0
    wounded_extreme: bool = False
    sick_degree: int = 0
    sick_extreme: bool = False
    toxic_degree: int = 0
    toxic_extreme: bool = False
    toxic_children: bool = False
    toxic_child_degree: int = 0
    imprisoned: bool = False
    helper: Helper = "none"
    attended_at_home: bool = False
    martyrs: int = 0
    martyr_remarried: bool = False
    survivor_of: frozenset[str] = frozenset()
    survivor_as: SurvivorAs = "not_stated"
    retirement_age: bool = False
    lone: bool = False
    merit_study: MeritStudy = "none"
    war_service: WarService = "none"
    service_years: int = 0
    service_months: int = 0
    merit_once: frozenset[str] = frozenset()
    merit_barred: bool = False
    began: frozenset[str] = frozenset()
    ended: frozenset[str] = frozenset()
    claims: frozenset[str] = KINDS
