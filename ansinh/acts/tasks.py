"""Long work that can be left and found again: it runs beside the request that began it and tells how far it is.

The work itself is one transaction; how far it is, is written on a connection of its own, so that others see it
before the work is done. When the program stops in the middle, nothing of the work stays and the task says so.
"""

from __future__ import annotations

import datetime
import logging
import threading
from collections.abc import Callable
from typing import Any

from django.db import close_old_connections, connection, connections, transaction
from django.utils import timezone

from ansinh.acts import permit
from ansinh.record.models.tasks import Task
from ansinh.record.models.users import User

Work = Callable[[Callable[[int], None]], dict[str, Any]]
"""Takes a progress callback (how many are done), gives the result to keep, as JSON."""

BEAT = datetime.timedelta(seconds=2)
SILENT = datetime.timedelta(minutes=3)
"""A running task that said nothing for so long has died with the program that ran it."""

log = logging.getLogger(__name__)


def start(kind: str, work: Work, *, by: User, total: int | None = None, **arguments: Any) -> Task:
    """Begin ``work`` in the background, in the branch of ``by``; the task is there to be asked at once.

    Inside a transaction the work begins when that is kept.
    """
    task = Task.objects.create(
        kind=kind, state="running", by=by, total=total, arguments=arguments, message=_now(),
        communes=sorted(permit.cover(by)),
    )  # fmt: skip
    thread = threading.Thread(target=_run, args=(task.pk, work, by), name=f"task-{task.pk}", daemon=True)
    transaction.on_commit(thread.start)
    return task


def found(pk: int, by: User) -> Task:
    """A task of this user's own. Raises ``Task.DoesNotExist``; a task that died is marked so."""
    task = Task.objects.get(pk=pk, by=by)
    if task.state == "running" and timezone.now() - datetime.datetime.fromisoformat(task.message) > SILENT:
        task.state, task.ended_at = "failed", timezone.now()
        task.result = {"error": "Máy dừng giữa chừng. Chưa ghi gì vào sổ; hãy làm lại."}
        task.save(update_fields=["state", "ended_at", "result"])
    return task


def _run(pk: int, work: Work, by: User) -> None:
    teller = _Teller(pk)
    try:
        ended = _done(work, teller, by)
        with permit.whole(by):  # the branch of ``by`` may have changed meanwhile; the task is told of all the same
            Task.objects.filter(pk=pk).update(**ended, ended_at=timezone.now())
    finally:
        teller.close()
        connection.close()
        close_old_connections()


def _done(work: Work, teller: _Teller, by: User) -> dict[str, Any]:
    """How the work ended: its result, or the sentence that says why not."""
    try:
        with permit.acting(by):
            return {"state": "done", "result": work(teller.tell)}
    except Exception as error:
        expected = isinstance(error, (permit.Refused, ValueError))
        if not expected:
            log.exception("task %s failed", teller.pk)
        sentence = str(error) if expected else "Máy gặp lỗi, chưa ghi gì vào sổ. Báo người quản trị."
        return {"state": "failed", "result": {"error": sentence}}


class _Teller:
    """Writes how far a task is, at most every two seconds, outside the work's own transaction."""

    def __init__(self, pk: int) -> None:
        self.pk = pk
        self.last = timezone.now() - BEAT
        self.connection = connections.create_connection("default")
        with self.connection.cursor() as cursor:
            cursor.execute("select set_config('ansinh.everywhere', 'on', false)")

    def tell(self, done: int) -> None:
        if timezone.now() - self.last < BEAT:
            return
        self.last = timezone.now()
        with self.connection.cursor() as cursor:
            cursor.execute("update tasks_task set done = %s, message = %s where id = %s", [done, _now(), self.pk])

    def close(self) -> None:
        self.connection.close()


def _now() -> str:
    return timezone.now().isoformat()
