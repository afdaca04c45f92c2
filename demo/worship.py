"""People who worship martyrs (thờ cúng liệt sĩ): 1,722 of them in 2021, some of whom draw monthly themselves (D22)."""

from random import Random

from demo.lives import HALF_YEAR, birth, person
from demo.papers import give_numbers
from demo.people import Person

PEOPLE = 1_722
SORTS = frozenset({"LS.VO", "LS.CHAME", "LS.CON", "LS.TG"})


def worshippers(seed: int, merited: list[Person]) -> list[Person]:
    """Everybody who worships, those of the merit list among them first."""
    rng = Random(f"{seed}/worship")
    able = [one for one in merited if one.standings[0].sort in SORTS and one.standings[0].covers(HALF_YEAR.stop)]
    kin = [one for one in able if one.birth.year > 1930 and rng.random() < 0.7]
    made = kin + [_another(seed, i) for i in range(PEOPLE - len(kin))]
    for one in made:
        one.worships = rng.choices((1, 2, 3), (93, 6, 1))[0]
    return made


def _another(seed: int, i: int) -> Person:
    """A brother, a nephew, a child of the martyr, who draws nothing monthly."""
    rng = Random(f"{seed}/worship/{i}")
    one = person(rng, f"worship/{i}", birth(rng, rng.randint(1944, 1986), 0.1), 0.3)
    give_numbers(rng, one, late=True, known=True)
    return one
