"""``make bench``: measure everything and write bench/RESULTS.md (``python -m bench nation`` for one part).

Every step is a program of its own on a database of its own; what is compared runs in turn, A B A B, and the ratio
quoted is the median of the pairs, so that a machine that drifts does not decide.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import psycopg

RESULTS = Path(__file__).with_name("RESULTS.md")
KEPT = Path(__file__).with_name("results.json")
PAIRS = 3
HISTORIES = 10_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which parts (all of them by default)")
    parser.add_argument("--awards", type=int, default=4_000_000, help="how many awards the nation has")
    asked = parser.parse_args()
    os.environ["ANSINH_DEMO"] = "1"
    from ansinh.jobs import database

    url = database.ensure()
    known: dict[str, Any] = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    for part in asked.parts or PARTS:
        print(f"── {part}", flush=True)
        known[part] = PARTS[part](url, asked.awards)
        known["machine"] = machine(url)
        KEPT.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", "utf-8")
        RESULTS.write_text(written(known), "utf-8")


def nation(url: str, awards: int) -> dict[str, Any]:
    """Build once; the month and its floor in turn; then the same month once more."""
    with _database(url, "bench_nation") as fresh:
        step = _step("bench.nation", fresh)
        built, before = step("build", str(awards)), step("first")
        pairs = []
        for number in range(PAIRS):
            ours, floor = step("month"), step("floor")
            pairs.append({"ours": ours, "floor": floor})
            again = step("again") if number == PAIRS - 1 else {}
            step("forget")
        return {"built": built, "before": before, "pairs": pairs, "again": again}


def small(url: str, awards: int) -> dict[str, Any]:
    """The same month for small registers, to see what a recipient costs and what a run costs by itself."""
    sizes: dict[str, list[dict[str, Any]]] = {}
    for size in (5_000, 50_000, 500_000):
        with _database(url, f"bench_small_{size}") as fresh:
            step = _step("bench.nation", fresh)
            step("build", str(size))
            step("first")
            sizes[str(size)] = []
            for _ in range(PAIRS):
                sizes[str(size)].append(step("month"))
                step("forget")
    return sizes


def district(url: str, awards: int) -> dict[str, Any]:
    """The demo lived from 2015 to now, held against the plain way; one month as peers do it."""
    with _database(url, "bench_district") as fresh, tempfile.TemporaryDirectory() as folder:
        step = _step("bench.district", fresh)
        return {"live": step("live", folder), "plain": step("plain"), "peers": step("peers")}


def register(url: str, awards: int) -> dict[str, Any]:
    """A workbook of 100,000 rows landed; a name found among 400,000 people."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "bench.xlsx")
        with _database(url, "bench_landing") as fresh:
            _step("bench.register", fresh)("workbook", path)
            landed = _step("bench.register", fresh)("landing", path)
    with _database(url, "bench_search") as fresh:
        step = _step("bench.register", fresh)
        return {"landing": landed, "people": step("people"), "search": step("search")}


def linkage(url: str, awards: int) -> dict[str, Any]:
    """A million records with their doubles, ours and Splink alone in turn; one new person against a million."""
    step = _step("bench.linkage", url)
    pairs = [{"ours": step("ours"), "bare": step("bare")} for _ in range(PAIRS)]
    with _database(url, "bench_linkage") as fresh:
        _step("bench.register", fresh)("people", "1000000")
        return {"pairs": pairs, "live": _step("bench.linkage", fresh)("live")}


def histories(url: str, awards: int) -> dict[str, Any]:
    """Ten thousand histories in two orders, a program and a database each, side by side."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor() as both:
        files = {order: str(Path(folder) / f"{order}.json") for order in ("happened", "arrived")}

        def lived(order: str) -> dict[str, Any]:
            with _database(url, f"bench_histories_{order}") as fresh:
                return _step("bench.histories", fresh)("live", order, str(HISTORIES), files[order])

        told = dict(zip(files, both.map(lived, files), strict=True))
        return told | {"compared": _step("bench.histories", url)("compare", *files.values())}


def insurance(url: str, awards: int) -> dict[str, Any]:
    """A health insurance list of 400,000 people, and the next month's."""
    with _database(url, "bench_insurance") as fresh:
        step = _step("bench.insurance", fresh)
        step("fill")
        return step("list")


def questions(url: str, awards: int) -> dict[str, Any]:
    """A programme's question tried on 400,000 people, with counts and twenty of them."""
    with _database(url, "bench_questions") as fresh:
        _step("bench.register", fresh)("people", "400000")
        step = _step("bench.questions", fresh)
        step("fill")
        return step("ask")


def poverty(url: str, awards: int) -> dict[str, Any]:
    """A province's households classed, moved and tabled; a nation's, a province at a time."""
    step = _step("bench.poverty", url)
    return {"province": step("province"), "nation": step("nation")}


PARTS: dict[str, Callable[[str, int], dict[str, Any]]] = {
    "nation": nation, "small": small, "district": district, "register": register,
    "linkage": linkage, "histories": histories, "insurance": insurance,
    "questions": questions, "poverty": poverty,
}  # fmt: skip


class _database:  # noqa: N801 - used as a statement
    """A database of its own on the same server, gone afterwards."""

    def __init__(self, url: str, name: str) -> None:
        self.url, self.name = url, name

    def __enter__(self) -> str:
        self._admin(f"drop database if exists {self.name}", f"create database {self.name}")
        return (
            self.url.replace("/ansinh?", f"/{self.name}?") if "/ansinh?" in self.url else _renamed(self.url, self.name)
        )

    def __exit__(self, *failure: object) -> None:
        self._admin(f"drop database if exists {self.name}")

    def _admin(self, *statements: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


def _renamed(url: str, name: str) -> str:
    head, _, tail = url.rpartition("/")
    return f"{head}/{name}" + (f"?{tail.partition('?')[2]}" if "?" in tail else "")


def _step(module: str, url: str) -> Callable[..., dict[str, Any]]:
    def run(step: str, *arguments: str) -> dict[str, Any]:
        done = subprocess.run([sys.executable, "-m", module, step, *arguments], check=True, stdout=subprocess.PIPE,
                              env=os.environ | {"DATABASE_URL": url}, text=True)  # fmt: skip
        told = json.loads(done.stdout.strip().splitlines()[-1])
        print(f"   {step}: {done.stdout.strip().splitlines()[-1][:160]}", flush=True)
        return told

    return run


def machine(url: str) -> dict[str, str]:
    with psycopg.connect(url) as connection:
        server = connection.execute("show server_version").fetchone()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {"python": platform.python_version(), "system": f"{platform.system()} {platform.machine()}",
            "cores": str(os.cpu_count()), "memory": f"{memory:.0f} GiB", "postgresql": server[0] if server else "?",
            "on": date.today().isoformat()}  # fmt: skip


def written(known: dict[str, Any]) -> str:
    """The page: a table of what was asked and what was measured."""
    m = known["machine"]
    lines = [
        "# Measured", "",
        "`make bench` writes this page. Absolute times are of one machine; the ratios, taken in turn within one run, travel",
        "better. Every step is a program of its own on a database of its own.", "",
        f"{m['on']}: {m['system']}, {m['cores']} cores, {m['memory']}, Python {m['python']}, PostgreSQL {m['postgresql']}.",
        "", "| what | to reach | measured |", "|---|---|---|", *_rows(known), "",
    ]  # fmt: skip
    return "\n".join(lines)


def _rows(known: dict[str, Any]) -> list[str]:
    """A row of the table for all that has been measured so far."""
    nation, small, district, register, linkage, histories, insured, asked, poor = map(known.get, PARTS)
    return [
        *(_month(nation) if nation else ()),
        *(_growth(nation, small) if nation and small else ()),
        *(_replay(district) if district else ()),
        *(_peers(district["peers"], nation) if district and nation else ()),
        *(_register(register) if register else ()),
        *(_linkage(linkage) if linkage else ()),
        *(_histories(histories) if histories else ()),
        *(_insurance(insured) if insured else ()),
        *(_questions(asked) if asked else ()),
        *(_poverty(poor) if poor else ()),
    ]


def _month(nation: dict[str, Any]) -> list[str]:
    ours = statistics.median(p["ours"]["seconds"] for p in nation["pairs"])
    floor = statistics.median(p["floor"]["seconds"] for p in nation["pairs"])
    ratio = statistics.median(p["ours"]["seconds"] / p["floor"]["seconds"] for p in nation["pairs"])
    first, again = nation["pairs"][0]["ours"], nation["again"]
    awards = nation["built"]["awards"]
    return [
        f"| a month for {awards:,} awards, read to last indexed line ({first['lines']:,} lines, ledger compared for"
        f" the 1.5 % touched or unpaid), against the bare load of the same lines | ≤ 2, aim 1.5 |"
        f" {ratio:.2f} ({ours:.1f} s against {floor:.1f} s) |",
        f"| memory of the program meanwhile | < 2 GiB | {max(p['ours']['rss_mib'] for p in nation['pairs'])} MiB |",
        f"| the same month once more | nothing written | lines unchanged: {again['same']}, {again['seconds']:.1f} s,"
        f" {again['wal_bytes'] / 1024:.0f} KiB of log in all |",
    ]  # fmt: skip


def _growth(nation: dict[str, Any], small: dict[str, Any]) -> list[str]:
    large, most = statistics.median(p["ours"]["seconds"] for p in nation["pairs"]), nation["built"]["awards"]
    times = {taken[0]["people"]: statistics.median(t["seconds"] for t in taken) for taken in small.values()}
    rows = []
    for size, seconds in times.items():
        rows.append(f"| a month for {size:,} awards, whole | – | {seconds:.2f} s,"
                    f" {seconds / size * 1e6:.1f} µs a recipient |")  # fmt: skip
    least, greatest = min(times), max(times)
    slope = (times[greatest] - times[least]) / (greatest - least) * 1e6
    whole = large / most * 1e6
    rows.append(f"| cost a recipient, {least:,} against {most:,} | within a quarter | each further recipient from {least:,}"
                f" to {greatest:,} costs {slope:.1f} µs, a recipient of the nation {whole:.1f} µs: {slope / whole:.2f};"
                f" with the run's own fixed cost a recipient of {least:,} costs {times[least] / least * 1e6:.1f} µs |")  # fmt: skip
    return rows


def _replay(told: dict[str, Any]) -> list[str]:
    live, plain = told["live"], told["plain"]
    return [
        f"| replay of the demo district, 2015 to now, every month ({live['runs']} lists) | under a minute |"
        f" {live['lists']:.1f} s, and {live['reading']:.1f} s reading its {live['files']} workbooks |",
        f"| the same held against each person reckoned the plain way ({plain['people']:,} people,"
        f" {plain['months']:,} months) | equal | {plain['differences']} differences ({plain['waiting']} people wait"
        f" for the officer; the plain way took {plain['seconds']:.0f} s, each question of law asked once) |",
    ]  # fmt: skip


def _peers(peers: dict[str, Any], nation: dict[str, Any]) -> list[str]:
    each = peers["seconds"] / peers["people"]
    ours = statistics.median(p["ours"]["seconds"] / p["ours"]["people"] for p in nation["pairs"])
    return [f"| a month by one query after another for each of {peers['people']:,} people, against ours a person |"
                f" ≥ 100 times slower | {each / ours:,.0f} times ({each * 1000:.1f} ms a person) |"]  # fmt: skip


def _register(told: dict[str, Any]) -> list[str]:
    landing, search = told["landing"], told["search"]
    return [
        f"| a workbook of 100,000 rows landed | – | {landing['seconds']:.0f} s, {landing['rss_mib']} MiB |",
        f"| a person found among 400,000 ({search['queries']} ways of typing) | under 100 ms |"
        f" median {search['median_ms']:.0f} ms, worst {search['worst_ms']:.0f} ms |",
    ]  # fmt: skip


def _questions(told: dict[str, Any]) -> list[str]:
    return [
        f"| a programme's question tried on {told['people']:,} people, with counts and a sample ({told['questions']}"
        f" questions) | 1 s | median {told['median_ms']:.0f} ms, worst {told['worst_ms']:.0f} ms |"
    ]


def _poverty(told: dict[str, Any]) -> list[str]:
    province, nation = told["province"], told["nation"]
    return [
        f"| {province['households']:,} households of a province classed, moved and tabled | 5 s |"
        f" {province['seconds']:.2f} s |",
        f"| {nation['households']:,} households (generator, without pages) | under 5 minutes, under 4 GiB |"
        f" {nation['seconds']:.0f} s, {nation['rss_mib']} MiB |",
    ]


def _insurance(told: dict[str, Any]) -> list[str]:
    first, later = (told[name]["prepare_seconds"] + told[name]["approve_seconds"] for name in ("first", "next"))
    return [
        f"| a health insurance list of {told['people']:,} people from nothing, made and approved | ≤ 10 s | {first:.1f} s |",
        f"| the next month's changes ({told['next']['lines']:,} lines) | ≤ 2 s | {later:.1f} s |",
    ]


def _linkage(told: dict[str, Any]) -> list[str]:
    runs = [pair["ours"] for pair in told["pairs"]]
    (wrong, right), (seen, found) = runs[0]["pairs"]["same"], runs[0]["pairs"]["review"]
    doubles, records = runs[0]["doubles"], runs[0]["records"]
    seconds = [statistics.median(pair[who]["seconds"] for pair in told["pairs"]) for who in ("ours", "bare")]
    ratio, worked = (
        statistics.median(pair["ours"][of] / pair["bare"][of] for pair in told["pairs"]) for of in ("seconds", "cpu")
    )
    live = told["live"]
    return [
        f"| {doubles:,} doubles among {records:,} records, “same” alone: precision | ≥ 0.998 | {right / (right + wrong):.4f} |",
        f"| the same: recall | ≥ 0.88 | {right / doubles:.4f} |",
        f"| with the review band: recall | ≥ 0.95 | {(right + found) / doubles:.4f} |",
        f"| false pairs in the band for each true one | ≤ 1 | {seen / found:.2f} ({seen:,} for {found:,}; of the false"
        f" {sum(runs[0]['held_rightly'].values()):,} are people a guard kept apart) |",
        f"| from the list to pairs with reasons, against Splink alone with the same model | ≤ 1.3 |"
        f" {worked:.2f} by the processors' time, {ratio:.2f} by the clock ({seconds[0]:.1f} s against {seconds[1]:.1f} s),"
        f" {runs[0]['rss_mib']:,} MiB |",
        f"| one new person against {live['people']:,} in the register | under 150 ms | median {live['median_ms']:.0f} ms,"
        f" worst {live['worst_ms']:.0f} ms; the first after the register has grown {live['first_ms']:.0f} ms;"
        f" {live['found']} of {live['asked']} found |",
    ]  # fmt: skip


def _histories(told: dict[str, Any]) -> list[str]:
    happened, arrived, compared = told["happened"], told["arrived"], told["compared"]
    return [
        f"| {HISTORIES:,} random histories ({happened['news']:,} events) in random order of arrival, against the same in"
        f" order of happening: what each was given, month by month | the same ledger |"
        f" {compared['differences']} histories differ ({compared['months']:,} months with money;"
        f" {max(happened['seconds'], arrived['seconds']):.0f} s, both orders side by side) |"
    ]  # fmt: skip


if __name__ == "__main__":
    main()
