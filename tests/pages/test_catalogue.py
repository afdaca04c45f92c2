"""The English catalogue is complete: every string of the site has a translation that fits its place."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

PLACE = re.compile(r"%\(\w+\)s")


@pytest.fixture(scope="module")
def catalogue() -> ModuleType:
    path = Path(__file__).parents[2] / "scripts" / "catalogue.py"
    spec = importlib.util.spec_from_file_location("catalogue", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_string_of_the_site_is_in_the_catalogue_and_no_other(catalogue: ModuleType) -> None:
    held, wanted = set(catalogue.read()), catalogue.wanted()
    assert wanted - held == set(), "run scripts/catalogue.py and translate these"
    assert held - wanted == set(), "run scripts/catalogue.py: nobody says these any more"


def test_every_string_is_translated_with_the_same_places_for_values(catalogue: ModuleType) -> None:
    messages = catalogue.read()
    assert [message for message, said in messages.items() if not said.strip()] == []
    assert [m for m, said in messages.items() if sorted(PLACE.findall(m)) != sorted(PLACE.findall(said))] == []


def test_the_compiled_catalogue_is_made_of_the_written_one(catalogue: ModuleType) -> None:
    assert catalogue.PO.with_suffix(".mo").read_bytes() == catalogue.compiled(catalogue.read())


def test_messages_are_found_in_templates_and_modules(catalogue: ModuleType) -> None:
    template = "{% translate 'Một' %} {% blocktranslate with n=x|count %}{{ n }} người{% endblocktranslate %}"
    assert list(catalogue.of_template(template)) == ["Một", "%(n)s người"]
    assert list(catalogue.of_module('_("Hai"); gettext_lazy("Ba"); other("Bốn")')) == ["Hai", "Ba"]


def test_english_readers_get_english_and_others_vietnamese(client, db) -> None:
    assert "Đăng nhập" in client.get("/accounts/login/").content.decode()
    client.cookies["django_language"] = "en"
    page = client.get("/accounts/login/").content.decode()
    assert "Sign in" in page and 'lang="en"' in page


def test_a_browser_set_to_english_still_reads_vietnamese_until_it_chooses(client, db) -> None:
    page = client.get("/accounts/login/", headers={"accept-language": "en-US"}).content.decode()
    assert 'lang="vi"' in page
