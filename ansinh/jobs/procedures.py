"""``ansinh law procedures``: the procedures of a day, or one as an officer reads it. No database."""

from collections.abc import Iterator
from datetime import date, datetime

import click

from ansinh.law.procedure import ACTORS, Paper, Procedure, procedure, procedures, versions


@click.command("procedures")
@click.argument("slug", required=False)
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Theo pháp luật của ngày này (mặc định: nay)."
)
def show(slug: str | None, on: datetime | None) -> None:
    """In các thủ tục của một ngày; có SLUG thì in một thủ tục: ai làm gì, trong bao lâu, theo điều nào.

    (tạm): suy ra hoặc chưa đọc được bản chính thức.
    """
    day = (on or datetime.now()).date()
    if slug is None:
        for line in _listed(day):
            click.echo(line)
        return
    found = procedure(slug, day)
    if found is None:
        raise click.BadParameter(_missing(slug, day), param_hint="SLUG")
    for line in told(found):
        click.echo(line)


def _listed(day: date) -> Iterator[str]:
    found = procedures(day)
    yield f"Thủ tục ngày {day:%d/%m/%Y}: {len(found)}"
    width = max((len(one.slug) for one in found), default=0)
    for one in found:
        yield f"{one.slug.ljust(width)}  {one.code.ljust(8)}  {one.name} ({one.limit}){_unsure(one.provisional)}"


def _missing(slug: str, day: date) -> str:
    known = versions(slug)
    if known:
        return f"Ngày {day:%d/%m/%Y} chưa có thủ tục “{slug}”; có từ {known[0].since:%d/%m/%Y}."
    names = ", ".join(one.slug for one in procedures(day))
    return f"Không có thủ tục “{slug}”. Đang có: {names or 'không có thủ tục nào ngày ấy'}."


def told(found: Procedure) -> Iterator[str]:
    """One procedure, line by line."""
    until = f" đến {found.until:%d/%m/%Y}" if found.until else ""
    yield f"{found.name}{_unsure(found.provisional)}"
    yield f"Áp dụng từ {found.since:%d/%m/%Y}{until}, {found.tiers} cấp" + (f" · mã {found.code}" if found.code else "")
    yield f"{found.because.sentence} ({found.because.place})"
    yield f"Người nộp: {'; '.join(found.applicants)}"
    yield f"Thời hạn: {found.limit}{_unsure(found.limit_provisional)}"
    yield f"Người ký: {ACTORS[found.signer]}"
    yield "Các bước"
    for at, step in enumerate(found.steps, 1):
        maybe = " (nếu có)" if step.optional else ""
        yield f"  {at}. {step.label}{maybe}: {ACTORS[step.actor]}, {found.limit_of(step)}{_unsure(step.provisional)}"
        yield f"     {step.guide} ({step.because.place})"
    if found.papers:
        yield "Giấy tờ"
        yield from (f"  - {_paper(paper)}" for paper in found.papers)
    if found.forms:
        yield "Biểu mẫu"
        yield from (f"  - {form.name}: {form.title}" for form in found.forms)
    yield from (f"Lưu ý: {note}" for note in found.notes)


def _paper(paper: Paper) -> str:
    more = [paper.when, ", ".join(paper.groups), "không niêm yết" if paper.private else ""]
    return " · ".join([paper.label, *filter(None, more)]) + f" ({paper.because.place})"


def _unsure(unsure: bool) -> str:
    return " (tạm)" if unsure else ""
