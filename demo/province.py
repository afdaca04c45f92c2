"""Poor and near-poor households of a province, Tây Ninh of 94 communes: the general review of 2021, that of 2022.

Each line is one interviewer's form, as a tablet sends it: who lives in the household, points of income, what it lacks.
No class stands in it: the review gives that. The communes are real, everybody in them invented; how many are poor and
near poor is fitted to the province's report (figures P01 to P10).
"""

import csv
import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from importlib import resources
from io import TextIOWrapper
from pathlib import Path
from random import Random

from demo.names import name

PROVINCE = "72"
HOUSEHOLDS = {2021: 319_000, 2022: 322_000}
"""All households of the province when each review ended, as its statistics count them."""

STAYED = {"poor": (842, 601, 632), "near": (58, 2_419, 1_289)}
"""Of the poor and the near poor of 2021, how many the review of 2022 finds poor, near poor, and neither."""

FRESH = {"poor": 137, "near": 488}
"""Households the review of 2022 finds poor and near poor that were neither in 2021."""

REFUSED = {2021: 1_460, 2022: 390}
"""Households that asked and are neither."""

INDICATORS = ("job", "dependants", "nutrition", "insurance", "adult_education", "schooling", "housing", "floor",
              "water", "latrine", "telecom", "media")  # fmt: skip
WEIGHTS = (30, 38, 12, 34, 22, 9, 26, 16, 14, 28, 20, 10)
CAUSES = ("land", "capital", "labour", "tools", "knowledge", "skills", "illness", "other")
CAUSE_WEIGHTS = (25, 40, 22, 14, 12, 16, 30, 6)
LINE = {"rural": 140, "urban": 175}
"""Up to so many points of B1 the income is under the line (decree 07/2021 and its circular)."""

Members = list[tuple[str, str, int]]


@dataclass
class Home:
    """A household through both years: its place, who lives there, and the form of each year."""

    commune: str
    area: str
    village: str
    code: str
    members: Members
    marks: tuple[str, ...]
    ethnicity: str
    forms: dict[int, "Form"] = field(default_factory=dict)


@dataclass(frozen=True)
class Form:
    """What one interviewer wrote."""

    taken_on: str
    interviewer: str
    b1: int
    lacks: tuple[str, ...]
    causes: tuple[str, ...]


def write_province(folder: Path, seed: int) -> list[Path]:
    """A file of forms for each of the two reviews, and the count of households of each commune and year."""
    folder.mkdir(parents=True, exist_ok=True)
    places = communes()
    homes = list(households(seed, places))
    paths = []
    for year in HOUSEHOLDS:
        path = folder / f"phieu-{year}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for home in homes:
                if form := home.forms.get(year):
                    told = asdict(home) | {"head": home.members[0][0]} | asdict(form)
                    del told["forms"], told["area"]
                    file.write(json.dumps(told, ensure_ascii=False) + "\n")
        paths.append(path)
    counts = folder / "so-ho.csv"
    with counts.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["xa", "nam", "so_ho", "so_nguoi", "dan_toc_thieu_so"])
        rng = Random(f"{seed}/counts")
        for year, whole in HOUSEHOLDS.items():
            for (code, _), number in zip(places, shared(whole, weights(seed, places)), strict=True):
                out.writerow(
                    [code, year + 1, number, round(number * rng.uniform(3.3, 3.9)), number // rng.randint(25, 90)]
                )
    return [*paths, counts]


def communes() -> list[tuple[str, str]]:
    """Every commune of the province in 2021 with its area, by code."""
    packed = resources.files("ansinh.world.units").joinpath("units.csv.gz")
    with packed.open("rb") as raw, gzip.open(raw) as plain:
        rows = [row for row in csv.DictReader(TextIOWrapper(plain, "utf-8")) if row["valid_to"] == "2025-07-01"]
    districts = {row["code"] for row in rows if row["level"] == "district" and row["parent_code"] == PROVINCE}
    found = [(row["code"], "rural" if row["kind"] == "Xã" else "urban") for row in rows
             if row["level"] == "commune" and row["parent_code"] in districts]  # fmt: skip
    return sorted(found)


def weights(seed: int, places: Sequence[tuple[str, str]]) -> list[float]:
    """How large each commune is beside the others."""
    rng = Random(f"{seed}/weights")
    return [rng.uniform(0.5, 1.6) for _ in places]


def shared(whole: int, by: Sequence[float]) -> list[int]:
    """Whole numbers in these proportions that add up to the whole: the largest remainders get one more."""
    exact = [whole * one / sum(by) for one in by]
    parts = [int(one) for one in exact]
    rest = sorted(range(len(by)), key=lambda at: exact[at] - parts[at], reverse=True)
    for at in rest[: whole - sum(parts)]:
        parts[at] += 1
    return parts


def households(seed: int, places: Sequence[tuple[str, str]]) -> Iterator[Home]:
    """Every household that either review looked at."""
    rng = Random(f"{seed}/homes")
    size = weights(seed, places)
    need = [one * rng.uniform(0.4, 1.9) * (1.25 if area == "rural" else 0.6)
            for one, (_, area) in zip(size, places, strict=True)]  # fmt: skip
    kinds: list[tuple[str | None, str | None]] = [("poor", now) for now in spread(STAYED["poor"])]
    kinds += [("near", now) for now in spread(STAYED["near"])] + [("none", None)] * REFUSED[2021]
    kinds += [(None, kind) for kind, number in (FRESH | {"none": REFUSED[2022]}).items() for _ in range(number)]
    rng.shuffle(kinds)
    drawn = [at for at, number in enumerate(shared(len(kinds), need)) for _ in range(number)]
    number = dict.fromkeys(range(len(places)), 0)
    for at, (was, now) in zip(drawn, kinds, strict=True):
        number[at] += 1
        code, area = places[at]
        home = made(rng, code, area, number[at])
        if was is not None:
            home.forms[2021] = filled(rng, home, 2021, was)
        if now is not None:
            home.forms[2022] = filled(rng, home, 2022, now)
        yield home


def spread(numbers: Sequence[int]) -> Iterable[str]:
    """`(2, 1, 0)` as poor, poor, near."""
    return [kind for kind, number in zip(("poor", "near", "none"), numbers, strict=True) for _ in range(number)]


def made(rng: Random, code: str, area: str, number: int) -> Home:
    """A household with a head and the people around, in one of the commune's hamlets."""
    born = rng.randint(1942, 1990)
    sex = rng.choices(("male", "female"), (58, 42))[0]
    head = name(rng, "male" if sex == "male" else "female", born)
    family = head.split()[0]
    members: Members = [(head, "chủ hộ", born)]
    if rng.random() < 0.55:
        members.append((name(rng, "female" if sex == "male" else "male", born), "vợ" if sex == "male" else "chồng",
                        born + rng.randint(-4, 5)))  # fmt: skip
    for _ in range(rng.choices(range(5), (22, 30, 27, 14, 7))[0]):
        year = min(2020, born + rng.randint(19, 40))
        members.append((name(rng, rng.choice(("male", "female")), year, family), "con" if year > 1975 else "em", year))
    marks = [mark for mark, share in (("minority", 0.07), ("no_labour", 0.14), ("merit", 0.02)) if rng.random() < share]
    if sex == "female":
        marks.append("woman_head")
    ethnicity = rng.choice(("Khmer", "Chăm", "Hoa")) if "minority" in marks else "Kinh"
    word = "Ấp" if area == "rural" else "Khu phố"
    return Home(code, area, f"{word} {rng.randint(1, 4)}", f"{code}-{number:04d}", members, tuple(marks), ethnicity)


def filled(rng: Random, home: Home, year: int, kind: str) -> Form:
    """A form whose answers make the household of a kind, as the law reckons them."""
    line = LINE[home.area]
    b1 = rng.randint(line + 1, line + 60) if kind == "none" else rng.randint(line - 60, line)
    many = rng.randint(3, 6) if kind == "poor" else rng.randint(0, 2)
    lacks = picked(rng, INDICATORS, WEIGHTS, many)
    causes = picked(rng, CAUSES, CAUSE_WEIGHTS, rng.randint(1, 3)) if kind != "none" else ()
    day = date(year, 10, 1) + timedelta(days=rng.randint(0, 24))
    return Form(day.isoformat(), f"Rà soát viên {home.village.lower()}", b1, lacks, causes)


def picked(rng: Random, among: Sequence[str], by: Sequence[int], number: int) -> tuple[str, ...]:
    """So many different ones, the likelier the heavier, in the order of the list."""
    chosen: set[str] = set()
    while len(chosen) < number:
        chosen.add(rng.choices(among, by)[0])
    return tuple(one for one in among if one in chosen)
