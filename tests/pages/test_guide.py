"""The guide on the site: found, rendered, opened from every page, with the way back; and its files agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from ansinh.pages import guide
from ansinh.pages.guide import finding, pages
from ansinh.pages.guide.rendering import html_of

HERE = Path(guide.__file__).parent
WALKS = Path(__file__).parent / "browser"
PICTURE = re.compile(r"\]\(hinh/([\w-]+)\.png\)")


def routes(found: URLResolver, before: str = "") -> list[list[str]]:
    """Every address of the site as parts, ``*`` where a number or a word stands."""
    made: list[list[str]] = []
    for one in found.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            made += [pages._parts(route), *routes(one, route)]
        elif isinstance(one, URLPattern):
            made.append(["*" if "<" in part else part for part in pages._parts(route)])
    return made


def test_every_file_is_on_the_first_page_once_and_every_link_there_is_a_file() -> None:
    listed = pages.LISTED.findall(pages.contents().text)
    assert sorted(listed) == sorted(path.stem for path in HERE.glob("*.md") if path.stem != pages.FIRST)


@pytest.mark.parametrize("page", pages.pages().values(), ids=lambda page: page.slug)
def test_a_page_explains_addresses_that_exist(page: pages.Page) -> None:
    known = routes(get_resolver())
    assert [one for one in page.opens if not any(pages.fit(pages._parts(one), route) for route in known)] == []


def test_no_two_pages_explain_one_address() -> None:
    said = [one for page in pages.pages().values() for one in page.opens]
    assert sorted(said) == sorted(set(said))


@pytest.mark.parametrize("who", ["lan", "minh", "hoa", "admin"])
def test_every_entry_of_the_navigation_has_its_page(signed_in, who: str) -> None:
    tabs = signed_in(who).get("/").content.decode().split('<nav class="tabs"')[1].split("</nav>")[0]
    entries = re.findall(r'href="([^"]+)"', tabs)
    assert entries
    without = [one for one in entries if pages.page_for(one) is None]
    assert without == [], "name these addresses in `opens:` of a page (docs/how-to/add-a-page-of-the-guide.md)"


@pytest.mark.parametrize(
    ("path", "slug"),
    [("/", "ngay-dau-tien"), ("/nguoi/7/", "tim-nguoi-vi-sao"), ("/nguoi/7/mat/", "chet-thoi-chuyen"),
     ("/nguoi/7/khoan-phai-tra/", "nghi-trung-thu-hoi"), ("/ho-ngheo/dot/3/", "ra-soat-ho-ngheo"),
     ("/ho-ngheo/nhu-cau/", "ho-can-gi"), ("/ho/3/", "ho-can-gi"), ("/accounts/login/", "ngay-dau-tien")],
)  # fmt: skip
def test_the_longest_prefix_says_which_page_explains_an_address(path: str, slug: str) -> None:
    found = pages.page_for(path)
    assert found is not None and found.slug == slug
    assert pages.page_for("/khong-co-viec-nay/") is None


def test_every_picture_named_is_there_and_no_other() -> None:
    named = [name for path in HERE.glob("*.md") for name in PICTURE.findall(path.read_text("utf-8"))]
    assert sorted(named) == sorted(path.stem for path in (HERE / "hinh").glob("*.png"))
    assert all(path.stat().st_size < 120_000 for path in (HERE / "hinh").glob("*.png"))


def test_every_page_with_words_of_the_screen_is_walked_and_ends_with_a_check() -> None:
    walked = {
        slug
        for path in WALKS.glob("test_guide*.py")
        for slug in re.findall(r'follow\("([\w-]+)"\)', path.read_text("utf-8"))
    }
    pressed = {slug for slug, page in pages.pages().items() if "**" in page.text or PICTURE.search(page.text)}
    assert walked == pressed
    assert [slug for slug in pressed if "## Làm đúng chưa?" not in pages.pages()[slug].text] == []


@pytest.mark.parametrize("page", [pages.contents(), *pages.pages().values()], ids=lambda page: page.slug)
def test_links_between_pages_and_to_headings_lead_somewhere(client: Client, page: pages.Page) -> None:
    for target, part in re.findall(r'href="/tro-giup/([\w-]+)/(?:#([\w-]+))?"', html_of(page)):
        assert target in pages.pages()
        assert not part or f'id="{part}"' in html_of(pages.pages()[target])


@pytest.mark.parametrize("words", ["truy lĩnh", "truy linh", "TRUY LINH"])
def test_words_are_found_with_and_without_tone_marks(words: str) -> None:
    found = finding.search(words)
    assert found and any(one.part.page.slug == "cac-chu-thuong-gap" for one in found)
    assert all("truy l" in " ".join((one.part.heading, *one.part.lines)).lower() for one in found)


def test_a_word_of_the_glossary_is_found_with_its_meaning() -> None:
    lines = [line for one in finding.search("chot ky") for line in one.lines]
    assert "chốt kỳ: khoá tháng ấy; điều biết sau thành dòng của tháng đang mở" in lines


def test_nothing_is_found_of_words_nobody_wrote() -> None:
    assert finding.search("xyzzy") == [] and finding.search("  ") == []


def test_anybody_reads_the_guide_and_its_pictures(client: Client, db) -> None:
    told = client.get("/tro-giup/").content.decode()
    assert "Ngày đầu tiên" in told and 'href="/tro-giup/ngay-dau-tien/"' in told
    page = client.get("/tro-giup/ngay-dau-tien/").content.decode()
    address = re.search(r'src="(/tro-giup/hinh/[\w-]+\.png\?\w{8})" alt="[^"]+" width="\d+" height="\d+"', page)
    assert address
    picture = client.get(address[1])
    assert picture.headers["Content-Type"] == "image/png" and picture.content.startswith(b"\x89PNG")
    for path in ("/tro-giup/khong-co/", "/tro-giup/hinh/khong-co.png", "/tro-giup/README/"):
        assert client.get(path).status_code == 404


def test_the_way_back_is_kept_from_page_to_page(signed_in) -> None:
    lan = signed_in("lan")
    opened = re.search(r'class="help" href="([^"]+)"', lan.get("/ho-so/?loc=mine&han=qua").content.decode())
    assert opened and opened[1].startswith("/tro-giup/nhan-ho-so/?tu=")
    page = lan.get(opened[1]).content.decode()
    assert 'href="/ho-so/?loc=mine&amp;han=qua">← Về trang đang làm' in page
    assert re.search(r'href="/tro-giup/[\w-]+/\?tu=/ho-so/', page)


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "/tro-giup/"]
)
def test_the_way_back_leads_to_this_site_alone(client: Client, db, back: str) -> None:
    assert "Về trang đang làm" not in client.get("/tro-giup/nhan-ho-so/", {"tu": back}).content.decode()


def test_what_is_typed_into_the_search_stays_text(client: Client, db) -> None:
    page = client.get("/tro-giup/", {"q": "<script>x</script>", "tu": '/ho-so/?a="><script>y'}).content.decode()
    assert "<script>x" not in page and "<script>y" not in page


def test_html_in_a_page_stays_text() -> None:
    made = pages.Page(
        "x", "x", (), '# x\n\n<script>a</script> [b](javascript:alert(1)) ![c"><script>](hinh/dang-nhap.png)\n'
    )
    assert "<script>" not in html_of(made) and "javascript:" not in html_of(made).replace("(javascript:", "")


def test_a_refused_form_keeps_its_way_back(signed_in, anh) -> None:
    path = f"/nguoi/{anh.pk}/sua/"
    answer = signed_in("lan").post(path, {"full_name": ""}, headers={"referer": f"http://testserver{path}?a=1"})
    assert f'class="help" href="/tro-giup/tim-nguoi-vi-sao/?tu={path}%3Fa%3D1"' in answer.content.decode()


def test_whoever_must_change_a_password_still_reads_the_guide(signed_in, office) -> None:
    office.lan.password_is_given = True
    office.lan.save()
    lan = signed_in("lan")
    assert lan.get("/ho-so/").status_code == 302 and lan.get("/tro-giup/ngay-dau-tien/").status_code == 200


def test_an_english_reader_is_told_the_guide_is_vietnamese(client: Client, db) -> None:
    client.cookies["django_language"] = "en"
    page = client.get("/tro-giup/nhan-ho-so/").content.decode()
    assert "Help" in page and '<article class="card guide" lang="vi">' in page and "in Vietnamese only" in page
