"""Long work beside the request: it ends with its result or its reason, and one that died says that it did."""

import time

import pytest
from django.utils import timezone

from ansinh.acts import permit, tasks
from ansinh.record.models.people import Person
from ansinh.record.models.tasks import Task
from tests.cast import Office


def ended(task: Task) -> Task:
    for _ in range(200):
        task.refresh_from_db()
        if task.state != "running":
            return task
        time.sleep(0.05)
    raise AssertionError("still running")


def test_work_is_done_in_the_branch_of_whoever_began_it(transactional_db, office: Office, anh) -> None:
    task = ended(tasks.start("count", lambda tell: {"people": Person.objects.count()}, by=office.lan))
    assert (task.state, task.result) == ("done", {"people": 1})
    office.lan.places.clear()
    assert ended(tasks.start("count", lambda tell: {"people": Person.objects.count()}, by=office.lan)).result == {
        "people": 0
    }


@pytest.mark.parametrize(("error", "said"), [
    (ValueError("Tệp này không phải bảng tính."), "Tệp này không phải bảng tính."),
    (permit.Refused("Ngoài địa bàn."), "Ngoài địa bàn."),
    (ZeroDivisionError("x"), "Máy gặp lỗi"),
])  # fmt: skip
def test_work_that_fails_says_why_in_words(transactional_db, office: Office, error: Exception, said: str) -> None:
    def work(tell):
        raise error

    task = ended(tasks.start("fail", work, by=office.lan))
    assert task.state == "failed" and said in task.result["error"]


def test_a_task_that_fell_silent_is_said_to_have_died(office: Office) -> None:
    old = timezone.now() - tasks.SILENT * 2
    task = Task.objects.create(kind="x", state="running", by=office.lan, message=old.isoformat())
    assert tasks.found(task.pk, office.lan).state == "failed"


def test_nobody_asks_after_another_s_task(office: Office) -> None:
    task = Task.objects.create(kind="x", state="done", by=office.lan)
    with pytest.raises(Task.DoesNotExist):
        tasks.found(task.pk, office.minh)
