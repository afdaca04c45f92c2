"""The command line ``ansinh``: all long or scripted work, with progress and exit codes."""

import os
import sys

import click

from ansinh.jobs import database


def setup() -> None:
    """A running database and a loaded Django; every command that touches the register calls this first."""
    database.ensure()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.settings")
    import django

    django.setup()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """An Sinh: sổ đối tượng, tính mức hưởng theo luật, danh sách chi trả hằng tháng."""


@cli.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def django(arguments: tuple[str, ...]) -> None:
    """Django's own commands (makemigrations, shell …), on the same database."""
    setup()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["ansinh django", *arguments])


def main() -> None:
    sys.exit(cli())


if __name__ == "__main__":
    main()
