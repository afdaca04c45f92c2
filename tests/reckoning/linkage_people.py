"""The cast of the linkage tests: two records of one woman, and people who only look alike."""

from ansinh.reckoning.linkage.model import PLACES, model
from ansinh.reckoning.linkage.records import Prepared, Record, frame, prepare, rows
from ansinh.reckoning.linkage.score import Rarity, Weighed, weigh

ANH = Record(1, "Nguyễn Thị Ánh", "female", 1940, 3, 5, "033140001234", "145001234", 12400, 33, "Thôn Ngũ Phúc", 7)


def prepared(one: Record) -> Prepared:
    return rows(prepare(frame([one])))[0]


def weighed(one: Record, other: Record, often: float = 0.0003, people: int = 1_000_000) -> Weighed:
    """Two records weighed among a million people."""
    both = prepared(one), prepared(other)
    names = {row.name_era: often for row in both}
    years = {row.birth_year or 0: 0.012 for row in both}
    places = {column: {getattr(row, column): model().common[column] for row in both} for column in PLACES}
    return weigh(model(), *both, rarity=Rarity(names, years, 0.06, places), people=people)
