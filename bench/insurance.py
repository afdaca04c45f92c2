"""A health insurance list of 400,000 people: from nothing, then the next month's changes.

``python -m bench.insurance STEP``: ``fill``, ``list``.
"""

from __future__ import annotations

import datetime
import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

PEOPLE = 400_000
FIRST = 2024 * 12 + 6
CHANGED = 500
"""One in so many gets another class of household by the next month."""


def fill() -> dict[str, Any]:
    """People in the communes of a district, three in four of a group: poor, near poor, pupils, small children."""
    from django.db import connection

    from tests.cast import hire, settle

    phu_cu = settle()
    hire(phu_cu)
    communes = [unit.pk for unit in phu_cu.communes.values()]
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into people_person (full_name, name_folded, name_sort, sex, birth_year, birth_month, ethnicity,"
            " identity_status, phone, unit_id, village, pay_by, note, recorded_at)"
            " select 'Người ' || n, 'nguoi ' || n, n || ' nguoi', case n %% 2 when 0 then 'male' else 'female' end,"
            " 1940 + n %% 84, 1 + n %% 12, '', 'not_sent', '', (%s::bigint[])[1 + n %% %s], '', 'post', '', now()"
            " from generate_series(1, %s) n",
            [communes, len(communes), PEOPLE],
        )
        cursor.execute(
            "insert into people_residence (person_id, unit_id, village, from_month, recorded_at)"
            " select id, unit_id, '', 24000, now() from people_person"
        )
        for kind, value, remainder in (("household", "poor", 0), ("household", "near_poor", 1), ("studying", True, 2)):
            cursor.execute(
                "insert into people_fact (person_id, kind, value, from_month, recorded_at, source)"
                " select id, %s, %s::jsonb, 24000, now(), 'bench' from people_person where id %% 4 = %s",
                [kind, json.dumps(value), remainder],
            )
        cursor.execute("analyze")
    return {}


def listed() -> dict[str, Any]:
    """The first list and the next month's, each prepared and approved: seconds and lines."""
    from django.db import connection

    from ansinh.acts import insurance
    from ansinh.record.models.places import Unit
    from ansinh.record.models.users import User

    scope = Unit.objects.get(level="district", code="333")
    lan, minh = User.objects.get(username="lan"), User.objects.get(username="minh")
    told: dict[str, Any] = {"people": PEOPLE}
    for name, month in (("first", FIRST), ("next", FIRST + 1)):
        if name == "next":
            with connection.cursor() as cursor:
                cursor.execute(
                    "update people_fact set until_month = %s where kind = 'household' and person_id %% %s < 2",
                    [month, CHANGED],
                )
                cursor.execute("analyze")
        start = time.perf_counter()
        sent = insurance.prepare(month=month, scope=scope, by=lan, on=datetime.date(2024, 8, 20))
        prepared = time.perf_counter()
        insurance.approve(sent, by=minh, on=datetime.date(2024, 8, 20))
        told[name] = {"lines": sent.lines, "prepare_seconds": prepared - start,
                      "approve_seconds": time.perf_counter() - prepared}  # fmt: skip
    return told


STEPS: dict[str, Callable[..., dict[str, Any]]] = {"fill": fill, "list": listed}

if __name__ == "__main__":
    from ansinh.jobs import setup

    setup.django()
    from ansinh.acts import permit

    with permit.everywhere("bench"):
        answer = STEPS[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(answer | {"rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
