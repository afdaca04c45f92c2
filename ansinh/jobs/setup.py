"""A running database and a loaded Django: what every command that touches the register begins with."""

import os

from ansinh.jobs import database


def django() -> None:
    """Start or find the database, load Django, and bring the tables up to date."""
    load()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def load() -> None:
    """Start or find the database and load Django, leaving the tables as they are."""
    database.ensure()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.settings")
    import django as framework

    framework.setup()
