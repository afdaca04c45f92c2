"""A dossier of the district on the page of the commune that goes on with it since 1/7/2025."""

from __future__ import annotations

import pytest
from django.test import Client

from ansinh.acts import dossiers
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.users import Role, User
from tests.acts.test_dossiers import newcomer, taken_in
from tests.acts.test_dossiers_carried_over import FACTS, JULY, JUNE, at_step
from tests.cast import Office, PhuCu

pytestmark = pytest.mark.django_db


def test_the_commune_takes_over_what_lay_at_the_district(
    phu_cu: PhuCu, office: Office, register: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = taken_in(newcomer(phu_cu.communes["Quang Hưng"], born=1959), office, JUNE, group="K5a", facts=FACTS)
    dossier = at_step(dossier, "decide", office)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: JULY)
    chair = User.objects.create_user("chinh", role=Role.APPROVER)
    chair.places.add(phu_cu.today["Quang Hưng"])
    client.force_login(chair)
    assert "1/2025 · Xã Quang Hưng" in client.get("/ho-so/").content.decode()
    page = client.get(f"/ho-so/{dossier.pk}/").content.decode()
    assert "không còn cấp huyện" in page and "Nhận hồ sơ để giải quyết tiếp" in page
    assert (
        "Chủ tịch UBND cấp huyện" not in page
        and "/quyet-dinh/" not in page.split("Các bước")[0].split("Việc bây giờ")[1]
    )
    assert client.post(f"/ho-so/{dossier.pk}/viec/nhan-lai/").status_code == 302
    page = client.get(f"/ho-so/{dossier.pk}/").content.decode()
    assert "chuyển sang cơ quan mới" in page.lower() and "Xem và ký" in page
    (kept,) = Dossier.objects.all()
    assert dossiers.law_of(kept).tiers == 2 and kept.received_on == JUNE
