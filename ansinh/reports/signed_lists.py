"""Lists to be signed on paper: what a project handed to each household, who came to a training.

The first has the columns of circular 60/2026/TT-BTC Điều 3 k.3: name, number, address, the thing with its quantity,
specification and maker, its price, the signature.
"""

from __future__ import annotations

from ansinh.record.models.production import ProductionProject
from ansinh.record.models.training import TrainingSession
from ansinh.reports.production import members
from ansinh.world.statistics_form import Form, Row


def handed_over(project: ProductionProject) -> Form:
    """Bảng kê hỗ trợ hộ of a project: a row a thing handed over, their sum first."""
    lines = [(one, each) for one in members(project) for each in one.handed]
    rows = [Row("", "Cộng", ("", "", "", "", "", sum(each.amount for _, each in lines), ""), strong=True)]
    for at, (one, each) in enumerate(lines, 1):
        home = one.member.household
        rows.append(Row(str(at), each.receiver, (
            each.identity, ", ".join(filter(None, (home.village, str(project.unit)))),
            ", ".join(filter(None, (each.what, each.specification))),
            f"{each.quantity.normalize():f} {each.measure}".replace(".", ","), each.price, each.amount, "",
        )))  # fmt: skip
    columns = ("Số định danh", "Địa chỉ", "Tên, quy cách, nhãn hiệu, nơi sản xuất", "Số lượng", "Đơn giá (đồng)",
               "Thành tiền (đồng)", "Ký nhận")  # fmt: skip
    return Form(
        "Bảng kê", "Bảng kê hỗ trợ hộ", f"ỦY BAN NHÂN DÂN {str(project.unit).upper()}",
        f"{project.name}, quyết định {project.number or '……'}", "Họ và tên người nhận", columns,
        tuple(str(at) for at in range(1, len(columns) + 1)), rows,
    )  # fmt: skip


def attendance(session: TrainingSession) -> Form:
    """The list of a training to be signed, everybody in the order of names."""
    rows = []
    trainees = session.trainees.select_related("person__unit").order_by("name", "pk")
    for at, one in enumerate(trainees, 1):
        where = one.office or (f"{one.person.village}, {one.person.unit}".strip(", ") if one.person else "")
        rows.append(Row(str(at), one.name, (where, one.result, "")))
    return Form(
        "Danh sách", "Danh sách người dự", f"ỦY BAN NHÂN DÂN {str(session.unit).upper()}",
        f"{session.title}, {session.first_day:%d/%m/%Y} đến {session.last_day:%d/%m/%Y}, {session.place}",
        "Họ và tên", ("Chức vụ, nơi làm việc, nơi ở", "Kết quả", "Ký tên"), ("1", "2", "3"), rows,
    )  # fmt: skip
