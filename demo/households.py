"""Households of Phù Cừ as the review of the end of 2020 found them: poor, near-poor, of average living standard.

Poor: 564 households of 636 people; near-poor: 890, of whom 4,074 people take a card as near-poor; average: farming
households of a little over 11,000 who take one so (figures D06 to D08, D10 and D36 of the report for the first half of
2021). Beside them stand those whose card is another one: who draws, children under six, people with merit.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from random import Random
from typing import Literal

from demo.district import District
from demo.lives import HALF_YEAR
from demo.months import of_day
from demo.names import Sex, name
from demo.papers import bare, identity
from demo.people import Birth, Person
from demo.places import COMMUNES, Commune, home
from demo.workbook import formats, kept, new_book

Class = Literal["poor", "near_poor", "average"]
POOR, POOR_PEOPLE = 564, 636
NEAR_POOR, NEAR_POOR_PEOPLE = 890, 4_074
AVERAGE, AVERAGE_PEOPLE = 2_600, 11_050
UNDER_SIX = 2015
"""Born later: under six in every month of the half-year, insured as a child; born in that year: none here."""
CHILDREN_BORN = tuple(year for year in range(2006, 2020) if year != UNDER_SIX)
FEBRUARY = HALF_YEAR.start + 1
SAID: dict[Class, str] = {"poor": "Hộ nghèo", "near_poor": "Hộ cận nghèo", "average": "Mức sống trung bình"}
HEADINGS = (
    *("STT", "Mã hộ", "Họ và tên", "Quan hệ với chủ hộ", "Ngày sinh", "Giới tính", "Số CCCD", "Thôn", "Loại hộ"),
    *("Làm nông nghiệp", "Mức độ khuyết tật"),
)
WIDTHS = (6, 10, 28, 18, 14, 10, 16, 20, 20, 16, 14)
MILD = 50
"""So many of near-poor households have a certificate of a mild disability."""
OLD_PARENTS = 600
"""So many people with merit live with their children in households of average living standard."""


@dataclass(slots=True)
class Member:
    """Somebody living in a household; `relation` is to its head."""

    name: str
    sex: Sex
    birth: str
    relation: str
    number: str
    other_card: bool = False
    mild: bool = False


@dataclass(slots=True)
class Home:
    """A household with its members, the head first."""

    code: str
    kind: Class
    commune: Commune
    village: str
    members: list[Member] = field(default_factory=list)


def households(made: District) -> list[Home]:
    """Every household of the review; the same seed gives the same households."""
    rng = Random(f"{made.seed}/households")
    taken = {(bare(one.name).lower(), one.birth.year) for one in made.everybody()}
    taken |= {(one.identity, 0) for one in made.everybody() if one.identity}
    known = [one for one in made.people if told(one, "poor")]
    drawing = [one for one in known if any(one.draws(month) for month in HALF_YEAR)]
    poor = [of(one) for one in drawing]
    left = [of(one, "near_poor") for one in known if one not in drawing]
    left += [of(one, "near_poor") for one in made.people if told(one, "near_poor")]
    poor += [alone(rng, taken) for _ in range(POOR - len(poor))]
    raising = [one for one in poor if one.members[0].birth[-4:] > "1971"]
    for at in range(POOR_PEOPLE - POOR):
        child(rng, raising[at % len(raising)], taken)
    near = left + [founded(rng, "near_poor", taken) for _ in range(NEAR_POOR - len(left))]
    fill(rng, near, NEAR_POOR_PEOPLE, taken)
    for mild in rng.sample([one for family in near for one in family.members[1:] if not one.other_card], MILD):
        mild.mild = True
    average = [founded(rng, "average", taken) for _ in range(AVERAGE)]
    fill(rng, average, AVERAGE_PEOPLE, taken)
    with_old_parents(rng, average, made)
    for prefix, homes in (("N", poor), ("C", near), ("T", average)):
        for at, one in enumerate(homes, 1):
            one.code = f"{prefix}{at:04d}"
    return [*poor, *near, *average]


def told(one: Person, kind: Class) -> bool:
    """Whether the register of June 2021 says of somebody alive in February that the household is of this class."""
    before = [given for given in kept(one) if given.first <= FEBRUARY]
    alive = one.died_on is None or of_day(one.died_on) > FEBRUARY
    return bool(before) and alive and one.household == kind


def of(one: Person, kind: Class = "poor") -> Home:
    """The household of somebody of the register, who is its head."""
    made = Home("", kind, one.commune, one.village)
    made.members.append(member(one, "Chủ hộ", one.draws(HALF_YEAR.start)))
    return made


def member(one: Person, relation: str, other_card: bool) -> Member:
    """Somebody of the register as a member of a household."""
    return Member(one.name, one.sex, written(one.birth), relation, one.number or "", other_card)


def with_old_parents(rng: Random, homes: list[Home], made: District) -> None:
    """People with merit who live with a child's family of their commune."""
    last = HALF_YEAR.stop
    able = [
        one for one in made.merited
        if not one.awards and one.identity and one.birth.year < 1961
        and any(held.covers(last) for held in one.standings)
    ]  # fmt: skip
    for one in rng.sample(able, OLD_PARENTS):
        near = [home for home in homes if home.commune is one.commune and home.members[-1].relation != "Bố, mẹ"]
        if near:
            rng.choice(near).members.append(member(one, "Bố, mẹ", True))


def alone(rng: Random, taken: set[tuple[str, int]]) -> Home:
    """An old person who lives alone and has a supporter elsewhere, so draws nothing."""
    return _headed(rng, "poor", rng.randint(1950, 1962), taken)


def founded(rng: Random, kind: Class, taken: set[tuple[str, int]]) -> Home:
    """A household of the working age with its first child."""
    made = _headed(rng, kind, rng.randint(1966, 1990), taken)
    child(rng, made, taken)
    return made


def _headed(rng: Random, kind: Class, year: int, taken: set[tuple[str, int]]) -> Home:
    commune, village = home(rng)
    made = Home("", kind, commune, village)
    sex: Sex = "male" if rng.random() < 0.7 else "female"
    add(rng, made, sex, year, "Chủ hộ", taken)
    return made


def child(rng: Random, made: Home, taken: set[tuple[str, int]]) -> None:
    """A child of the head, under sixteen in 2021."""
    sex: Sex = rng.choice(("male", "female"))
    add(rng, made, sex, rng.choice(CHILDREN_BORN), "Con", taken, made.members[0].name.split()[0])


def fill(rng: Random, homes: list[Home], people: int, taken: set[tuple[str, int]]) -> None:
    """Spouses, children and grandparents until the households hold so many people without another card."""
    lacking = people - sum(not one.other_card for home in homes for one in home.members)
    for at in count():
        if not lacking:
            return
        made = homes[at % len(homes)]
        head = int(made.members[0].birth[-4:])
        match at // len(homes):
            case 0:
                sex: Sex = "female" if made.members[0].sex == "male" else "male"
                add(rng, made, sex, head + rng.randint(-4, 4), "Vợ" if sex == "female" else "Chồng", taken)
            case 1 if rng.random() < 0.45:
                child(rng, made, taken)
            case _:
                add(rng, made, rng.choice(("male", "female")), max(head - rng.randint(22, 30), 1942), "Bố, mẹ", taken)
        lacking -= not made.members[-1].other_card


def add(
    rng: Random, made: Home, sex: Sex, year: int, relation: str, taken: set[tuple[str, int]], family: str | None = None
) -> None:
    """One more member; nobody of the district has this name and year of birth, or this number."""
    called = name(rng, sex, year, family)
    while (bare(called).lower(), year) in taken:
        called = name(rng, sex, year, family)
        if rng.random() < 0.05:
            year += rng.choice((-1, 1))
    taken.add((bare(called).lower(), year))
    born = Birth(year, rng.randint(1, 12), rng.randint(1, 28))
    number = identity(rng, sex, year)
    while (number, 0) in taken:
        number = identity(rng, sex, year)
    taken.add((number, 0))
    made.members.append(Member(called, sex, written(born), relation, number, year > UNDER_SIX))


def written(birth: Birth) -> str:
    """The birth as a list writes it: 05/06/1970, 06/1970 or 1970."""
    parts = [f"{part:02d}" for part in (birth.day, birth.month) if part]
    return "/".join([*parts, str(birth.year)])


def write_households(path: Path, made: District) -> Path:
    """The list of households as the communes sent it in, one sheet a commune."""
    book = new_book(path, datetime(2021, 1, 15, 8, 0))
    forms = formats(book)
    homes = households(made)
    for commune in COMMUNES:
        sheet = book.add_worksheet(commune.name)
        sheet.write_string(0, 0, f"DANH SÁCH HỘ NGHÈO, CẬN NGHÈO, CÓ MỨC SỐNG TRUNG BÌNH, {commune.full_name.upper()}")
        for place, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            sheet.write_string(2, place, heading, forms["head"])
            sheet.set_column(place, place, width)
        for line, cells in enumerate(_rows(homes, commune), 3):
            for place, cell in enumerate(cells):
                sheet.write_string(line, place, cell)
    book.close()
    return path


def _rows(homes: list[Home], commune: Commune) -> Iterator[tuple[str, ...]]:
    number = 0
    for made in homes:
        if made.commune is not commune:
            continue
        for one in made.members:
            number += 1
            sex = "Nam" if one.sex == "male" else "Nữ"
            yield (
                str(number), made.code, one.name, one.relation, one.birth, sex, one.number, made.village,
                SAID[made.kind], "x" if made.kind == "average" else "", "Nhẹ" if one.mild else "",
            )  # fmt: skip
