"""A program that prepares months and may be killed: each line it reads is one list, prepared by a process of its own.

Run as ``python -m tests.acts.killed`` with DATABASE_URL set; says the process's id, then how it ended.
"""

from __future__ import annotations

import datetime
import json
import os
import sys


def main() -> None:
    import django

    django.setup()
    from ansinh.acts import permit, preparing
    from ansinh.record import ledger
    from ansinh.record.models.places import Unit

    for line in sys.stdin:
        asked = json.loads(line)
        process = os.fork()
        if process == 0:
            ledger.LARGE = -10 if asked["large"] else 10**9
            with permit.everywhere("killed"):
                scope = Unit.objects.get(pk=asked["scope"])
                preparing.prepare(
                    month=asked["month"], scope=scope, by=None, on=datetime.date.fromisoformat(asked["on"])
                )
            os._exit(0)
        print(process, flush=True)  # noqa: T201 - this is how it tells
        print(os.waitpid(process, 0)[1], flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
