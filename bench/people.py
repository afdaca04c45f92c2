"""A nation's register with its doubles: made-up people, and the records that are a second one of somebody.

Two in a hundred records are doubles. Of these 40 % lost their tone marks, a third have no number, a third moved;
births are known to the year, turned about or mistyped, numbers are old ones or have wrong digits. Beside them stand
the people who only look alike: twins, father and son of one name in one house, homonyms of one year and commune.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

import polars as pl

from ansinh.reckoning.linkage.records import SCHEMA, Record
from ansinh.reckoning.names import fold
from demo.names import GIVEN, Sex, name, of_years

COMMUNES_OF_A_PROVINCE = 98
PEOPLE_OF_A_COMMUNE = 1_200
VILLAGES = 9
BIRTHPLACES = ("001", "019", "022", "025", "030", "031", "033", "034", "035", "036", "038", "040", "049", "079", "092")
DOUBLES, TWINS, FATHERS, HOMONYMS = 20, 2, 1, 4
"""In a thousand: doubles are records, the others pairs of two people."""


class Drawn(NamedTuple):
    """The records and, for each, which person it is of."""

    records: pl.DataFrame
    entity: list[int]


class Maker:
    def __init__(self, seed: int, records: int) -> None:
        self.rng = Random(seed)
        self.communes = max(records // PEOPLE_OF_A_COMMUNE, 4)
        self.numbers: set[str] = set()
        self.made: list[Record] = []
        self.entity: list[int] = []

    def keep(self, one: Record, entity: int | None = None) -> Record:
        one = one._replace(id=len(self.made))
        self.made.append(one)
        self.entity.append(one.id if entity is None else entity)
        return one

    def somebody(self, **known: object) -> Record:
        """A person not yet in the register; ``known`` is what must hold of them."""
        rng = self.rng
        sex: Sex = rng.choice(("male", "female"))
        year = self._year()
        commune = rng.randrange(self.communes)
        month, day = rng.randint(1, 12), rng.randint(1, 28)
        if rng.random() < (0.3 if year < 1955 else 0.1 if year < 1975 else 0.01):
            month = day = 1
        one = Record(
            0,
            "",
            sex,
            year,
            month,
            day,
            None,
            None,
            commune,
            commune // COMMUNES_OF_A_PROVINCE,
            f"Thôn {rng.randint(1, VILLAGES)}",
            rng.randrange(10**9),
        )._replace(**known)  # type: ignore[arg-type]
        if not one.full_name:
            one = one._replace(full_name=name(rng, one.sex or "male", one.birth_year or 1950))  # type: ignore[arg-type]
        if rng.random() < 0.03:
            one = one._replace(full_name=bare(one.full_name))
        if one.number is None and rng.random() < 0.96:
            one = one._replace(number=self.number(one))
        if (one.birth_year or 0) < 2000 and rng.random() < 0.45:
            one = one._replace(old_number=f"{rng.randrange(10**9):09}")
        return one

    def _year(self) -> int:
        drawn = self.rng.random()
        if drawn < 0.45:
            return self.rng.randint(1926, 1946)
        return self.rng.randint(1945, 1990) if drawn < 0.8 else self.rng.randint(1985, 2022)

    def number(self, one: Record) -> str:
        """An identity number that fits its bearer and nobody else has."""
        year = one.birth_year or 1950
        head = f"{self.rng.choice(BIRTHPLACES)}{(year // 100 - 19) * 2 + (one.sex == 'female')}{year % 100:02}"
        while (number := f"{head}{self.rng.randrange(10**6):06}") in self.numbers:
            pass
        self.numbers.add(number)
        return number

    def twins(self) -> None:
        """Two of one house and one birth; only the given name tells them apart."""
        rng = self.rng
        one = self.keep(self.somebody(birth_year=rng.randint(1975, 2022), birth_day=rng.randint(2, 28)))
        words = one.full_name.split()
        others = of_years(GIVEN[one.sex or "male"], one.birth_year or 2000)  # type: ignore[index]
        given = rng.choice([other for other in others if fold(other) != fold(words[-1])])
        two = self.somebody(**_same(one, "sex", "birth_year", "birth_month", "birth_day", "commune", "province",
                                    "village", "household"), full_name=" ".join([*words[:-1], given]))  # fmt: skip
        if one.number and two.number and rng.random() < 0.3:
            beside = f"{int(one.number) + 1:012}"
            if beside not in self.numbers:
                self.numbers.add(beside)
                two = two._replace(number=beside)
        self.keep(two)

    def father_and_son(self) -> None:
        father = self.keep(self.somebody(sex="male", birth_year=self.rng.randint(1928, 1970)))
        born = (father.birth_year or 1950) + self.rng.randint(18, 45)
        self.keep(self.somebody(**_same(father, "sex", "full_name", "commune", "province", "village", "household"),
                                birth_year=born))  # fmt: skip

    def homonyms(self) -> None:
        """Two people of one name, one year and one commune, their births known to the year."""
        one = self.keep(self.somebody(birth_month=1, birth_day=1, birth_year=self.rng.randint(1926, 1955)))
        self.keep(self.somebody(**_same(one, "sex", "full_name", "birth_year", "birth_month", "birth_day", "commune",
                                        "province")))  # fmt: skip

    def double(self, of: Record) -> None:
        """The same person written once more, elsewhere and by somebody else."""
        one = self._number_again(self._moved(self._birth_again(self._name_again(of))))
        if self.rng.random() < 0.05:
            one = one._replace(sex=None)
        elif self.rng.random() < 0.005:
            one = one._replace(sex="male" if one.sex == "female" else "female")
        self.keep(one._replace(household=None), self.entity[of.id])

    def _name_again(self, one: Record) -> Record:
        rng, text = self.rng, one.full_name
        drawn, words = rng.random(), text.split()
        if drawn < 0.04 and len(words) > 2:
            text = f"{words[0]} {words[-1]}"
        elif drawn < 0.06:
            text = " ".join([words[-1], *words[:-1]])
        elif drawn < 0.09:
            at = rng.randrange(len(text))
            if text[at] != " ":
                text = text[:at] + rng.choice("aeiouynhtcgm") + text[at + rng.randint(0, 1) :]
        return one._replace(full_name=bare(text) if rng.random() < 0.4 else text)

    def _birth_again(self, one: Record) -> Record:
        rng, drawn = self.rng, self.rng.random()
        month, day, year = one.birth_month or 1, one.birth_day or 1, one.birth_year or 1950
        if drawn < 0.06:
            return one._replace(birth_month=1, birth_day=1)
        if drawn < 0.09:
            return one._replace(birth_month=None, birth_day=None)
        if drawn < 0.12 and day <= 12:
            return one._replace(birth_month=day, birth_day=month)
        if drawn < 0.15:
            return (
                one._replace(birth_day=rng.randint(1, 28)) if drawn < 0.135 else one._replace(birth_month=day % 12 + 1)
            )
        if drawn < 0.165:
            return one._replace(birth_year=year + rng.choice((-10, -1, 1, 10)))
        return one

    def _moved(self, one: Record) -> Record:
        rng = self.rng
        if rng.random() < 1 / 3:
            commune = rng.randrange(self.communes)
            if rng.random() < 0.7:
                first = (one.province or 0) * COMMUNES_OF_A_PROVINCE
                commune = rng.randrange(first, min(first + COMMUNES_OF_A_PROVINCE, self.communes))
            return one._replace(commune=commune, province=commune // COMMUNES_OF_A_PROVINCE,
                                village=f"Thôn {rng.randint(1, VILLAGES)}")  # fmt: skip
        drawn = rng.random()
        if drawn < 0.15:
            return one._replace(village=None if drawn < 0.1 else f"Thôn {rng.randint(1, VILLAGES)}")
        return one

    def _number_again(self, one: Record) -> Record:
        rng = self.rng
        old = one.old_number if rng.random() < 0.7 else None
        if old and rng.random() < 0.1:
            old = f"{rng.randrange(10**9):09}"
        number = one.number if rng.random() > 1 / 3 else None
        if number and rng.random() < 0.1:
            digits = list(number)
            for at in rng.sample(range(12), rng.randint(1, 2)):
                digits[at] = str((int(digits[at]) + rng.randint(1, 9)) % 10)
            number = "".join(digits)
        return one._replace(number=number, old_number=old)


def draw(seed: int, count: int) -> Drawn:
    """``count`` records: the people, those who only look alike among them, then their doubles, shuffled."""
    maker = Maker(seed, count)
    doubles = count * DOUBLES // 1000
    for planted, share in ((maker.twins, TWINS), (maker.father_and_son, FATHERS), (maker.homonyms, HOMONYMS)):
        for _ in range(count * share // 1000):
            planted()
    while len(maker.made) < count - doubles:
        maker.keep(maker.somebody())
    for of in maker.rng.sample(range(len(maker.made)), doubles):
        maker.double(maker.made[of])
    order = list(range(len(maker.made)))
    maker.rng.shuffle(order)
    kept = [maker.made[at]._replace(id=place) for place, at in enumerate(order)]
    return Drawn(pl.DataFrame(kept, schema=SCHEMA, orient="row"), [maker.entity[at] for at in order])


def bare(text: str) -> str:
    """A name typed without tone marks, its capitals kept."""
    return " ".join(word.capitalize() for word in fold(text).split())


def _same(one: Record, *fields: str) -> dict[str, object]:
    return {field: getattr(one, field) for field in fields}
