"""A question asked of 400,000 people: counted by group and commune, with twenty of them by name.

``python -m bench.questions STEP``: ``fill``, ``ask``.
"""

from __future__ import annotations

import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

SEED, PEOPLE, A_HOUSEHOLD = 11, 400_000, 4
ASKED = (
    "hộ = nghèo", "hộ trong (nghèo, cận nghèo) và tuổi < 16", "tuổi >= 80", "tròn tuổi trong (70, 75, 80, 90, 100)",
    "khuyết tật ≠ không và không đang hưởng trợ cấp xã hội", "giới tính = nữ và tuổi từ 60",
    "(mồ côi ≠ không hoặc khuyết tật trong (nặng, đặc biệt nặng)) và tuổi < 16", "đang hưởng trợ cấp xã hội",
    "có người (đang hưởng trợ cấp xã hội) và không ai (hộ = nghèo)", "nhóm trong (K5a, K6) và hộ = cận nghèo",
    "người có công ≠ không", "đến lượt điều dưỡng",
)  # fmt: skip


def fill() -> dict[str, Any]:
    """Households, what is recorded of everybody, and an award for one in ten; people are there already."""
    from django.db import connection

    from ansinh.acts import grounds

    with connection.cursor() as cursor:
        cursor.execute(
            "insert into people_household (unit_id, village, code, head)"
            " select unit_id, '', (row_number() over (order by id) / %s)::text, '' from people_person where id %% %s = 1",
            [A_HOUSEHOLD, A_HOUSEHOLD],
        )
        cursor.execute("update people_person p set household_id = h.id from people_household h"
                       " where h.id = (p.id - 1) / %s + 1", [A_HOUSEHOLD])  # fmt: skip
        rng = random.Random(SEED)
        classes = rng.choices(["poor", "near_poor", "average", "other"], [2, 4, 20, 74], k=1000)
        for at, each in enumerate(["poor", "near_poor", "average", "other"]):
            mine = [number for number, one in enumerate(classes) if one == each]
            cursor.execute(
                "insert into people_fact (person_id, kind, value, from_month, recorded_at, source)"
                " select id, 'household', to_jsonb(%s::text), 24240, now(), 'bench' from people_person"
                " where household_id %% 1000 = any(%s)",
                [each, mine],
            )
            cursor.execute(
                "insert into people_fact (person_id, kind, value, from_month, recorded_at, source)"
                " select id, 'disability', to_jsonb(%s::text), 24240, now(), 'bench' from people_person"
                " where id %% 40 = %s", [["mild", "severe", "extreme", "severe"][at], at])  # fmt: skip
        merit = {"wounded": "'tb'::text", "wounded_degree": "21 + id / 25 %% 80", "convalesced": "2022 + id %% 4"}
        for kind, value in merit.items():
            cursor.execute(
                "insert into people_fact (person_id, kind, value, from_month, recorded_at, source)"
                f" select id, %s, to_jsonb({value}), 24240, now(), 'bench' from people_person where id %% 25 = 0", [kind]
            )  # fmt: skip
        with grounds.imported():
            cursor.execute(
                "insert into assistance_award (person_id, kind, code, from_month, reckoned_from, decision_number,"
                " stop_number, stop_reason, recorded_at)"
                " select id, 'allowance', case when id %% 3 = 0 then 'K5a.60-80' else 'K6.N' end, 24240, 24240, '1/QĐ',"
                " '', '', now() from people_person where id %% 10 = 0", [])  # fmt: skip
        cursor.execute("analyze")
    return {}


def asked() -> dict[str, Any]:
    """Each question, as the page tries it: milliseconds."""
    from django.utils import timezone

    from ansinh.acts import asking
    from ansinh.law import question
    from ansinh.reckoning.months import month_of
    from ansinh.record.models.people import Person

    units = list(Person.objects.values_list("unit_id", flat=True).distinct())
    month, taken, found = month_of(timezone.localdate()), [], 0
    for text in ASKED:
        read = question.read(text)
        assert isinstance(read, question.Question), read
        to = "household" if "người (" in text else "person"
        start = time.perf_counter()
        told = asking.ask(read, to=to, month=month, units=units, by=None)
        told.by_group(), told.by_unit(), asking.sample(told)
        taken.append((time.perf_counter() - start) * 1000)
        found += told.total
        print(text, round(taken[-1]), told.total, file=sys.stderr)
    return {"people": PEOPLE, "questions": len(taken), "median_ms": statistics.median(taken), "worst_ms": max(taken),
            "found": found}  # fmt: skip


STEPS: dict[str, Callable[..., dict[str, Any]]] = {"fill": fill, "ask": asked}

if __name__ == "__main__":
    from ansinh.jobs import setup

    setup.django()
    from ansinh.acts import permit

    with permit.everywhere("bench"):
        answer = STEPS[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(answer | {"rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
