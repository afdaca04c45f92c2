"""A province's register: 100,000 rows read from a workbook, and one name found among 400,000 people.

``python -m bench.register STEP``: ``workbook FILE``, ``landing FILE``, ``people`` (fills), ``search``.
"""

from __future__ import annotations

import datetime
import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROWS, PEOPLE = 100_000, 400_000
SEED = 7


def main(step: str, *arguments: str) -> None:
    from ansinh.jobs import setup

    setup.django()
    from ansinh.acts import permit

    with permit.everywhere("bench"):
        told = STEPS[step](*arguments)
    told["rss_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(told))


def workbook(path: str) -> dict[str, Any]:
    """Write an office's list of 100,000 older people of Phù Cừ."""
    import xlsxwriter

    from demo.names import Sex, name
    from demo.papers import identity
    from demo.places import COMMUNES

    rng = random.Random(SEED)
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Danh sách")
    sheet.write_row(0, 0, ["DANH SÁCH ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI"])
    sheet.write_row(2, 0, ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Xã", "Thôn", "Loại đối tượng",
                           "Số QĐ", "Ngày QĐ", "Hưởng từ", "Hệ số", "Mức hưởng"])  # fmt: skip
    seen: set[str] = set()
    sexes: tuple[Sex, Sex] = ("male", "female")
    for at in range(ROWS):
        sex = rng.choice(sexes)
        year = rng.randint(1915, 1940)
        number = identity(rng, sex, year)
        while number in seen:
            number = identity(rng, sex, year)
        seen.add(number)
        born = f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/{year}"
        sheet.write_row(at + 3, 0, [str(at + 1), name(rng, sex, year), born, "Nam" if sex == "male" else "Nữ", number,
                                    rng.choice(COMMUNES).full_name, f"Thôn {at % 9 + 1}",
                                    "Người cao tuổi từ đủ 80 tuổi trở lên", f"{at % 900 + 1}/QĐ-UBND", "15/12/2020",
                                    "01/2021", "1,0", "270000"])  # fmt: skip
    book.close()
    return {"rows": ROWS}


def landing(path: str) -> dict[str, Any]:
    """The same into the register."""
    from ansinh.acts import places, registers
    from ansinh.record.models.places import Unit

    places.load()
    start = time.perf_counter()
    report = registers.import_workbook(
        Path(path).read_bytes(), name="bench.xlsx", on=datetime.date(2021, 6, 30), by=None,
        within=[Unit.objects.get(code="333", level="district")],
    )  # fmt: skip
    return {"seconds": time.perf_counter() - start, "counts": report.counts}


def people(count: str = str(PEOPLE)) -> dict[str, Any]:
    """Fill the register with so many people of realistic names, through the tables' own triggers."""
    from ansinh.acts import places
    from ansinh.reckoning.names import fold, sort_key
    from ansinh.record.models.people import Person
    from ansinh.record.models.places import Unit
    from demo.names import Sex, name

    places.load()
    rng = random.Random(SEED)
    sexes: tuple[Sex, Sex] = ("male", "female")
    province = Unit.objects.get(code="33", level="province", valid_to__isnull=False)
    communes = list(Unit.objects.filter(parent__parent=province).values_list("pk", flat=True))
    start = time.perf_counter()
    for at in range(0, int(count), 10_000):
        made = []
        for number in range(at, at + 10_000):
            sex = rng.choice(sexes)
            year = rng.randint(1920, 2020)
            full = name(rng, sex, year)
            made.append(Person(
                full_name=full, name_folded=fold(full), name_sort=sort_key(full), sex=sex, birth_year=year,
                birth_month=rng.randint(1, 12), birth_day=rng.randint(1, 28), unit_id=rng.choice(communes),
                identity_number=f"033{number:09}",
            ))  # fmt: skip
        Person.objects.bulk_create(made)
    _analyze()
    return {"seconds": time.perf_counter() - start, "people": int(count)}


def search() -> dict[str, Any]:
    """What officers type, each once: milliseconds of the search behind the box."""
    from ansinh.record.models.people import Person
    from ansinh.reports.people import search as find

    rng = random.Random(SEED)
    some = list(Person.objects.filter(pk__in=rng.sample(range(1, PEOPLE), 60)).select_related("unit"))
    typed: list[str] = []
    for at, person in enumerate(some):
        words = person.full_name.split()
        typed.append([
            person.full_name, person.name_folded, f"{person.name_folded} {person.birth_year}", words[-1],
            person.identity_number or "", f"{person.full_name} {person.unit.name}", " ".join(words[:2]),
        ][at % 7])  # fmt: skip
    find(typed[0])
    taken = []
    for text in typed:
        start = time.perf_counter()
        find(text)
        taken.append((time.perf_counter() - start) * 1000)
    return {"queries": len(taken), "median_ms": statistics.median(taken), "worst_ms": max(taken)}


def _analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("analyze")


STEPS: dict[str, Callable[..., dict[str, Any]]] = {
    "workbook": workbook,
    "landing": landing,
    "people": people,
    "search": search,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
