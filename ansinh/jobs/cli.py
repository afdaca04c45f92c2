"""The command line ``ansinh``: all long or scripted work, with progress and exit codes."""

import sys

import click

from ansinh.jobs import procedures, setup, words
from ansinh.jobs.demo import demo
from ansinh.jobs.effect import effect
from ansinh.jobs.law import law
from ansinh.jobs.linkage import linkage
from ansinh.jobs.payroll import run
from ansinh.jobs.places import place
from ansinh.jobs.recovery import recovery
from ansinh.jobs.registers import imports
from ansinh.jobs.serve import serve
from ansinh.jobs.trail import trail
from ansinh.jobs.upcoming import upcoming
from ansinh.jobs.users import user


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """An Sinh: sổ đối tượng, tính mức hưởng theo luật, danh sách chi trả hằng tháng."""


@cli.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def django(arguments: tuple[str, ...]) -> None:
    """Lệnh của Django (makemigrations, shell …) trên cùng cơ sở dữ liệu."""
    setup.load()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["ansinh django", *arguments])


law.add_command(effect)
law.add_command(procedures.show)
for command in (law, imports, linkage, run, recovery, upcoming, place, demo, serve, trail, user):
    cli.add_command(command)
words.frame(cli)


def main() -> None:
    """The program; exit code 0 when all went well, 1 when some lines did not, 2 when it was called wrongly."""
    sys.exit(cli())


if __name__ == "__main__":
    main()
