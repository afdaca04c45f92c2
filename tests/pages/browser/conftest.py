"""A real Chromium at the site: one browser for all tests, a fresh reader for each, every request watched."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from scripts.browser import ARGUMENTS, find
from tests.cast import Office, PhuCu

if TYPE_CHECKING:
    from ansinh.record.models.places import Unit
    from ansinh.record.models.users import User
    from tests.pages.browser.guide_walk import Walk

WIDE, PHONE = (1366, 768), (390, 844)
THREE, TWO = datetime.date(2021, 11, 1), datetime.date(2026, 3, 2)
"""A day under the three tiers, and one under the two."""

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    assert path, "no Chromium: see scripts/browser.py"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()


def press(page: Page, what: str | Locator) -> None:
    """What leads to another page is pressed; that page is there whole before anything is read from it."""
    with page.expect_navigation():
        if isinstance(what, str):
            page.click(what)
        else:
            what.click()


@dataclass
class Reader:
    """One reader at one browser page; what went wrong is kept in ``troubles``."""

    page: Page
    base: str
    troubles: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        answer = self.page.goto(self.base + path)
        if answer is None or answer.status >= 400:
            self.troubles.append(f"{path}: {answer.status if answer else 'no answer'}")
        return self.page

    def sign_in(self, who: str) -> Page:
        self.go("/accounts/login/")
        self.page.fill("#id_login", who)
        self.page.fill("#id_password", "an-sinh-tests")
        self.page.click("main button[type=submit]")
        self.page.wait_for_url(self.base + "/")
        return self.page

    def sign_out(self) -> None:
        self.page.click(".menu > summary")
        self.page.click("form[action='/accounts/logout/'] button")
        self.page.wait_for_url("**/accounts/login/")

    def examine(self, path: str) -> None:
        """axe-core finds nothing, and nothing is wider than the screen, on an office screen and on a phone."""
        for size in (WIDE, PHONE):
            self.page.set_viewport_size({"width": size[0], "height": size[1]})
            self.go(path)
            if (over := self.page.evaluate(OVERFLOW)) > 0:
                self.troubles.append(f"{path}: {over} px wider than {size[0]}")
            for found in Axe().run(self.page).response["violations"]:
                self.troubles.append(f"{path} at {size[0]}: {found['id']} {found['nodes'][0]['html'][:120]}")


@pytest.fixture
def reader(browser: Browser, live_server, office: Office) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
    one = Reader(context.new_page(), live_server.url)
    host = urlsplit(live_server.url).netloc

    def asked(request) -> None:  # type: ignore[no-untyped-def]
        if request.url.startswith("http") and urlsplit(request.url).netloc != host:
            one.troubles.append(f"asked another host: {request.url}")

    one.page.on("request", asked)
    one.page.on("console", lambda said: one.troubles.append(said.text) if said.type == "error" else None)
    yield one
    context.close()
    assert one.troubles == []


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> dict[str, datetime.date]:
    """The office's day, which the test moves on."""
    clock = {"day": THREE}
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: clock["day"])
    return clock


@pytest.fixture
def chair(browser: Browser, reader: Reader) -> Iterator[Page]:
    """Minh, who signs, at a browser of his own."""
    context = browser.new_context()
    one = Reader(context.new_page(), reader.base)
    yield one.sign_in("minh")
    context.close()


@pytest.fixture
def commune(today: dict[str, datetime.date], office: Office, phu_cu: PhuCu) -> Unit:
    """Quang Hưng in March 2026: Lan works and Minh signs for this commune alone."""
    today["day"] = TWO
    unit = phu_cu.today["Quang Hưng"]
    for user in (office.lan, office.minh, office.hoa):
        user.places.set([unit])
    return unit


@pytest.fixture
def above(commune: Unit) -> User:
    """Thảo, an officer of the province above the commune."""
    from ansinh.record.models.places import Unit
    from ansinh.record.models.users import Role, User

    one = User.objects.create_user("thao", password="an-sinh-tests", role=Role.OFFICER)
    one.last_name, one.first_name = "Đỗ Thị", "Thảo"
    one.save()
    one.places.set(Unit.objects.filter(level="province", valid_to=None))
    return one


@pytest.fixture
def follow(browser: Browser, live_server, office: Office, commune: Unit) -> Iterator[Callable[[str], Walk]]:
    """A page of the guide is followed step by step; at the end its words were seen and its pictures taken."""
    from tests.pages.browser.guide_walk import Walk

    walks: list[Walk] = []

    def begin(slug: str) -> Walk:
        walks.append(Walk(slug, browser, live_server.url))
        return walks[-1]

    yield begin
    for walk in walks:
        for one in walk.readers.values():
            one.page.context.close()
