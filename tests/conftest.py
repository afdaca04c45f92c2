"""What every test stands on: a migrated database of the test's own, the units of Phù Cừ, and a small cast.

The server is DATABASE_URL's, or the embedded one, started at the first test that asks for rows; tests of the law
and of reckoning start none. Row-level security shows nothing until a branch is entered: a test of
rows takes the fixture ``register`` (the whole register) or enters a user's branch by ``permit.acting``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, settings

from tests.cast import Office, PhuCu, hire, settle

os.environ["ANSINH_DEMO"] = "1"
os.environ.setdefault("ANSINH_SECRET_KEY", "only-for-tests")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in the test's thread.

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")  # tests assert no times, however busy the machine

KEPT = ("django_migrations", "django_content_type", "auth_permission")
"""Tables whose rows the migrations made; everything else is emptied after a test that commits."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Tests side by side share one server, started here before they begin; each has a database of its own."""
    from ansinh.jobs import database

    database.ensure()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """A running server, told to Django before it makes the test database."""
    from django.db import connections

    from ansinh.jobs import database
    from ansinh.settings import _database

    entry = _database(database.ensure())
    connections.settings["default"].update(entry)
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Passwords of the cast are hashed quickly: a slow hash is Django's to prove, not ours."""
    from django.test.utils import override_settings

    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def _emptied_after_commits() -> Iterator[None]:
    """Tests that commit are cleaned up after; Django's own flush is refused by the trail's triggers."""
    from django.test import TransactionTestCase

    before = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda case: empty()
    yield
    TransactionTestCase._fixture_teardown = before


def empty() -> None:
    """Every row a test committed, and every month's partition it made, is gone; the promises stay."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select inhrelid::regclass::text from pg_inherits where inhparent = 'payroll_line'::regclass")
        for (partition,) in cursor.fetchall():
            cursor.execute(f"drop table {partition}")
        cursor.execute("select quote_ident(tablename) from pg_tables where schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall() if name not in KEPT]
        cursor.execute("select distinct tgrelid::regclass::text from pg_trigger where tgtype & 32 > 0")  # on truncate
        guarded = [name for (name,) in cursor.fetchall()]
        for table in guarded:
            cursor.execute(f"alter table {table} disable trigger user")
        cursor.execute(f"truncate {', '.join(tables)} restart identity")
        for table in guarded:
            cursor.execute(f"alter table {table} enable trigger user")


@pytest.fixture
def register(db: None) -> Iterator[None]:
    """The whole register, for tests that are not about who sees what."""
    from ansinh.acts import permit

    with permit.everywhere("tests"):
        yield


@pytest.fixture
def phu_cu(register: None) -> PhuCu:
    """The demo's district: communes of 2021 and of today, inside the whole register."""
    return settle()


@pytest.fixture
def office(phu_cu: PhuCu) -> Office:
    """Lan prepares, Minh approves, Hoà looks on, the administrator gives out places."""
    return hire(phu_cu)


@pytest.fixture
def database_url(db: None) -> str:
    """The URL of the test's own database, for a test that starts ``ansinh`` as a program of its own."""
    from django.db import connection

    entry = connection.settings_dict
    query = urlencode({"host": entry["HOST"]} | ({"port": entry["PORT"]} if entry["PORT"] else {}))
    password = f":{quote(entry['PASSWORD'], safe='')}" if entry["PASSWORD"] else ""
    return f"postgresql://{quote(entry['USER'])}{password}@/{quote(entry['NAME'])}?{query}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that ask for rows, so that they can be run again on another server.

    A walk in the browser asks of the server what the tests of the pages ask, a replay of many months what shorter ones
    ask: each is run once.
    """
    for item in items:
        asked = getattr(item, "fixturenames", ())
        once = "browser" in asked or item.get_closest_marker("replay")
        if (item.get_closest_marker("django_db") or "db" in asked) and not once:
            item.add_marker(pytest.mark.database)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A test that was skipped was not run: the whole run says so by failing."""
    if _skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if count := _skipped(terminalreporter.config):
        terminalreporter.write_line(f"{count} tests were skipped: here that is a failure.", red=True)


def _skipped(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", [])) if reporter else 0
