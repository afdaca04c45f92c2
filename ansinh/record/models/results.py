"""Files of results sent back by the Post and the banks: what was read, and the rows somebody must look at."""

from django.db import models

from .payroll import Run
from .people import Person
from .users import User


class ResultFile(models.Model):
    """One file of results that was read into a run: when, by whom, and of how many people it changed the result."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="result_files")
    name = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, null=True)
    changed = models.IntegerField()

    class Meta:
        db_table = "payroll_resultfile"
        ordering = ["-at", "-id"]


class Remark(models.Model):
    """A row of a result file that could not be taken as it stands, and why; ``person`` when the row names one."""

    file = models.ForeignKey(ResultFile, models.CASCADE, related_name="remarks")
    person = models.ForeignKey(Person, models.PROTECT, null=True)
    row = models.IntegerField(null=True)
    person_code = models.TextField(blank=True)
    full_name = models.TextField(blank=True)
    sentence = models.TextField()

    class Meta:
        db_table = "payroll_remark"
        ordering = ["id"]
