"""A class another decision of the same month put aside never holds, and leaves its place to the other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("record", "0036_child_friendly")]

    operations = [
        migrations.RemoveConstraint(model_name="householdclass", name="poverty_class_once"),
        migrations.AddConstraint(
            model_name="householdclass",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_month__gt", models.F("from_month"))),
                fields=("household", "unit", "from_month"),
                name="poverty_class_once",
            ),
        ),
    ]
