"""Whose imports may be looked at: one's own, a colleague's of the same branch, and nobody else's."""

import pytest

from ansinh.record.models.tasks import Import
from tests.cast import Office, PhuCu


@pytest.fixture
def kept(office: Office, anh) -> Import:
    return Import.objects.create(
        name="tam-da.xlsx", digest="x", format="office", by=office.lan, corrections=b"PK",
        counts={"landed": 1, "landed with remarks": 0, "held": 2, "not a person": 3},
        differences=[{"person": anh.pk, "name": anh.full_name, "sheet": "Tam Đa", "row": 4, "group": "K5c",
                      "month": 24257, "stated": 180000, "law": 270000, "reason": "Sổ ghi ít hơn luật."}],
    )  # fmt: skip


def test_what_became_of_a_workbook_is_told_with_its_rows_to_correct(signed_in, kept: Import, anh) -> None:
    client = signed_in("lan")
    shown = client.get(f"/nhap-so/{kept.pk}/").content.decode()
    assert "giữ lại chờ sửa" in shown and "Sổ ghi ít hơn luật." in shown and f'href="/nguoi/{anh.pk}/"' in shown
    assert client.get(f"/nhap-so/{kept.pk}/sua/").content == b"PK"
    assert "2 dòng giữ lại chờ sửa, tam-da.xlsx" in client.get("/").content.decode()


def test_the_page_of_imports_lists_what_was_imported_with_its_differences(signed_in, kept: Import) -> None:
    shown = signed_in("lan").get("/nhap-so/")
    assert shown.status_code == 200
    assert "tam-da.xlsx" in shown.content.decode()


@pytest.mark.parametrize("by_command_line", [False, True])
def test_an_officer_of_another_commune_does_not_see_it(
    signed_in, office: Office, phu_cu: PhuCu, kept: Import, by_command_line: bool
) -> None:
    from ansinh.record.models.users import User

    if by_command_line:
        Import.objects.update(by=None)
    other = User.objects.create_user("thu", password="an-sinh-tests", role="officer")
    other.places.add(phu_cu.communes["Đình Cao"])
    client = signed_in("lan")
    client.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(f"/nhap-so/{kept.pk}/").status_code == 404
    assert client.get(f"/nhap-so/{kept.pk}/sua/").status_code == 404
