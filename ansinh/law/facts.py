"""The situation of one person in one month, as the law asks it: no names, no dates of birth, no rows.

Two people with equal facts are in one situation and are ruled once. A condition that ends inside the month is
given as it stood before it ended and named in `ended`; a bar that starts inside the month is given and named in
`began` (open readings R1 and R5). What each field means stands in its own metadata, in Vietnamese and English.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

Born = Literal["day", "month", "year"]
Household = Literal["other", "average", "near_poor", "poor"]
Disability = Literal["none", "mild", "severe", "extreme"]
Orphan = Literal["none", "a", "b", "c", "d", "dd", "e", "g", "h", "i", "k", "l"]
Marital = Literal["not_stated", "unmarried", "married", "widowed", "spouse_missing", "divorced"]
Pension = Literal["none", "retirement", "social_insurance", "accident", "survivor"]
Merit = Literal["none", "own", "survivor"]

KINDS: frozenset[str] = frozenset(
    ["allowance", "single_parent", "care", "care_mother", "funeral", "emergency", "facility"]
)


def _fact(default: Any, vi: str, en: str, least: int | None = None, most: int | None = None) -> Any:
    metadata = {"vi": vi, "en": en, "least": least, "most": most}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Facts:
    """One person's situation in one month. Money in whole đồng; ages in full years; counts of persons."""

    age: int = field(
        metadata={
            "vi": "Tuổi tròn năm đạt được tính đến ngày cuối cùng của tháng.",
            "en": "Full years of age reached by the last day of the month.",
            "least": 0,
            "most": 150,
        }
    )
    birthday_month: bool = _fact(
        False,
        "Tháng này là tháng sinh nhật: đạt đủ số tuổi ghi ở “age” trong chính tháng này.",
        "The person reaches the stated age in this very month.",
    )
    born: Born = _fact(
        "day",
        "Ngày sinh biết đến đâu. Chỉ biết năm sinh: tính tuổi như sinh ngày 01/01 năm ấy.",
        "How exactly the birth is known. Known to the year: count the age as if born on 1 January.",
    )
    household: Household = _fact(
        "other",
        "Hộ của người này theo chuẩn nghèo đang áp dụng.",
        "The household's class under the poverty line in force.",
    )
    hard_area: bool = _fact(
        False,
        "Sống ở xã, thôn đặc biệt khó khăn thuộc vùng đồng bào dân tộc thiểu số và miền núi.",
        "Lives in an especially hard commune or village of the ethnic-minority and mountain areas.",
    )
    disability: Disability = _fact(
        "none",
        "Mức độ khuyết tật theo giấy xác nhận còn giá trị (không có giấy: none).",
        "Degree of disability by a valid certificate (no certificate: none).",
    )
    orphan: Orphan = _fact(
        "none",
        "Trẻ em không có nguồn nuôi dưỡng: điểm của Điều 5 khoản 1 (a bị bỏ rơi; b mồ côi cả cha mẹ; c một chết, "
        "một mất tích; d một chết, một ở cơ sở; dd [điểm đ] một chết, một ở tù hoặc biện pháp bắt buộc; e cả hai "
        "mất tích; g cả hai ở cơ sở; h cả hai ở tù; i mất tích + cơ sở; k mất tích + tù; l cơ sở + tù).",
        "Child without a source of support: the point of Article 5 clause 1 (a abandoned; b both parents dead; c one "
        "dead, one missing; d one dead, one in a facility; dd [đ] one dead, one in prison or compulsory measures; e "
        "both missing; g both in facilities; h both in prison; i missing + facility; k missing + prison; l facility "
        "+ prison).",
    )
    studying: bool = _fact(
        False,
        "Đang học văn hóa, học nghề, trung cấp, cao đẳng, đại học văn bằng thứ nhất.",
        "In school, vocational training, college or a first degree.",
    )
    was_k1_at_16: bool = _fact(
        False,
        "Đang hưởng trợ cấp khoản 1 Điều 5 khi đủ 16 tuổi và từ đó không đứt quãng.",
        "Was drawing the clause 1 allowance on reaching 16, without a break since.",
    )
    k2_since_136: bool = _fact(
        False,
        "Đã hưởng khoản 2 theo NĐ 136/2013 đến tháng 6/2021 và không đứt quãng từ đó.",
        "Drew clause 2 under decree 136/2013 in June 2021, without a break since.",
    )
    hiv: bool = _fact(False, "Nhiễm HIV/AIDS.", "Lives with HIV/AIDS.")
    unable_to_work: bool = _fact(
        False,
        "Không còn khả năng lao động (chỉ hỏi với người nhiễm HIV theo NĐ 136/2013, trước 07/2021).",
        "No longer able to work (asked only of adults with HIV under decree 136/2013, before July 2021).",
    )
    marital: Marital = _fact(
        "not_stated",
        "Tình trạng hôn nhân (người đơn thân: chưa có chồng/vợ, chồng/vợ chết hoặc mất tích theo pháp luật).",
        "Marital status (a single parent is unmarried, or the spouse is dead or legally missing).",
    )
    children_raised: int = _fact(
        0,
        "Số con đang nuôi dưới 16 tuổi, hoặc từ 16 đến 22 tuổi đang học (kể cả con tròn tuổi trong tháng này).",
        "Children being raised who are under 16, or 16 to 22 and studying (one reaching the age this month counts).",
        0,
        30,
    )
    children_under_36_months: int = _fact(
        0,
        "Số con dưới 36 tháng tuổi đang nuôi (kể cả con tròn 36 tháng trong tháng này).",
        "Children under 36 months being raised (one reaching 36 months this month counts).",
        0,
        10,
    )
    pregnant: bool = _fact(False, "Đang mang thai.", "Is pregnant.")
    spouse_draws_c3_c4: bool = _fact(
        False,
        "Vợ hoặc chồng đã hưởng kinh phí chăm sóc do mang thai, nuôi con dưới 36 tháng.",
        "The spouse already draws the care money for pregnancy or a child under 36 months.",
    )
    no_supporter: bool = _fact(
        False,
        "Không có người có nghĩa vụ và quyền phụng dưỡng, hoặc người đó cũng đang hưởng trợ cấp xã hội.",
        "Nobody is obliged to support this person, or that person draws a social allowance too.",
    )
    qualifies_for_facility: bool = _fact(
        False,
        "Không có điều kiện sống ở cộng đồng, đủ điều kiện vào cơ sở trợ giúp xã hội.",
        "Cannot live in the community and qualifies for a social assistance facility.",
    )
    facility: bool = _fact(
        False,
        "Đang được nuôi dưỡng trong cơ sở trợ giúp xã hội.",
        "Lives in and is kept by a social assistance facility.",
    )
    taken_in: bool = _fact(
        False,
        "Được hộ gia đình, cá nhân khác nhận chăm sóc, nuôi dưỡng tại cộng đồng.",
        "Taken in and cared for by another household or individual in the community.",
    )
    cared_at_home: bool = _fact(
        False,
        "Hộ gia đình mình trực tiếp chăm sóc (hỏi với người khuyết tật đặc biệt nặng).",
        "Directly cared for by the person's own household (asked of extreme disability).",
    )
    pension: Pension = _fact(
        "none",
        "Lương hưu hoặc trợ cấp bảo hiểm xã hội hằng tháng: retirement lương hưu; social_insurance mất sức, cán bộ "
        "xã…; accident tai nạn lao động, bệnh nghề nghiệp; survivor tuất.",
        "Pension or monthly social insurance benefit: retirement; social_insurance (loss of capacity, commune cadre); "
        "accident (work accident or disease); survivor (tuất).",
    )
    pension_amount: int | None = _fact(
        None,
        "Mức lương hưu, trợ cấp BHXH một tháng (đồng); bỏ trống khi không biết.",
        "Monthly amount of that pension or benefit (đồng); null when not known.",
        0,
        1_000_000_000,
    )
    merit: Merit = _fact(
        "none",
        "Trợ cấp ưu đãi người có công hằng tháng: own của bản thân; survivor của thân nhân.",
        "Monthly merit allowance: own, or survivor (as a relative).",
    )
    merit_attendant: bool = _fact(
        False,
        "Đã có trợ cấp người phục vụ theo pháp luật ưu đãi người có công.",
        "A merit attendant's allowance is already paid for this person.",
    )
    stable_income: bool = _fact(
        False,
        "Có thu nhập ổn định hằng tháng như tiền lương, tiền công (hỏi với người nhiễm HIV).",
        "Has a stable monthly income such as a wage (asked of people with HIV).",
    )
    other_allowance: bool = _fact(
        False,
        "Đang hưởng trợ cấp xã hội hằng tháng khác ngoài các khoản của phần mềm này (không kể trợ cấp đơn thân nuôi con).",
        "Draws another monthly social allowance paid elsewhere (the single parent's allowance does not count).",
    )
    prison: bool = _fact(
        False,
        "Đang chấp hành án phạt tù hoặc quyết định của cơ quan có thẩm quyền.",
        "Serving a prison sentence or a decision of a competent body.",
    )
    detained: bool = _fact(
        False, "Đang bị tạm giam từ 01 tháng trở lên.", "Held in detention for a month or more."
    )
    died: bool = _fact(False, "Chết trong tháng này.", "Died in this month.")
    child_of_single_parent: bool = _fact(
        False,
        "Là con của người đơn thân đang hưởng trợ cấp nuôi con (hỏi khi xét mai táng phí).",
        "Is a child of a single parent drawing the allowance (asked for the funeral grant).",
    )
    applied: bool = _fact(
        False,
        "Đã có hồ sơ đề nghị trợ cấp hưu trí xã hội, đủ điều kiện, chết khi chưa có quyết định.",
        "Had applied for the social pension and qualified, but died before the decision.",
    )
    other_funeral_grant: int = _fact(
        0,
        "Mai táng phí được hưởng theo văn bản khác (đồng; 0 khi không có).",
        "Funeral money due under another instrument (đồng; 0 for none).",
        0,
        1_000_000_000,
    )
    emergency: frozenset[str] = _fact(
        frozenset(),
        "Trợ giúp khẩn cấp của tháng này: hunger thiếu đói; injured bị thương nặng; death hộ có người chết, mất tích; "
        "burial_by_others người khác đứng ra mai táng; house_lost nhà sập, trôi, cháy; relocation di dời khẩn cấp; "
        "house_damaged nhà hư hỏng nặng; child_alone trẻ em mất cả cha mẹ không còn người thân; temporary_care chăm "
        "sóc tạm thời tại cộng đồng.",
        "Emergency aids of this month: hunger; injured (badly); death (a member dead or missing); burial_by_others; "
        "house_lost (collapsed, washed away, burnt); relocation (urgent, by decision); house_damaged (badly); "
        "child_alone (both parents lost, no relatives); temporary_care (in the community).",
    )
    household_size: int = _fact(
        1, "Số khẩu được hỗ trợ gạo.", "Persons of the household who are given rice.", 1, 50
    )
    emergency_days: int = _fact(
        0,
        "Số ngày được chăm sóc tạm thời trong tháng này.",
        "Days of temporary care in this month.",
        0,
        31,
    )
    burial_cost: int = _fact(
        0,
        "Chi phí mai táng thực tế do người khác đứng ra (đồng).",
        "Actual cost of a burial organised by others (đồng).",
        0,
        1_000_000_000,
    )
    began: frozenset[str] = _fact(
        frozenset(),
        "Những điều cản trở bắt đầu ngay trong tháng này (tháng trước vẫn hưởng): pension, merit, stable_income, "
        "other_allowance, prison, facility.",
        "Bars that start in this very month (the month before was due): pension, merit, stable_income, "
        "other_allowance, prison, facility.",
    )
    ended: frozenset[str] = _fact(
        frozenset(),
        "Tên những điều kiện kết thúc trong tháng này mà giá trị trước khi kết thúc đang được ghi (ví dụ household, "
        "studying, orphan, children_raised).",
        "Names of conditions that end in this month and are stated as before they ended (for instance household, "
        "studying, orphan, children_raised).",
    )
    claims: frozenset[str] = _fact(
        KINDS,
        "Những loại chế độ người này đang giữ quyết định hoặc đang đề nghị; bỏ trống: tất cả. allowance trợ cấp hằng "
        "tháng và hưu trí xã hội; single_parent đơn thân nuôi con; care kinh phí chăm sóc người này; care_mother "
        "mang thai, nuôi con dưới 36 tháng; funeral mai táng; emergency khẩn cấp; facility nuôi dưỡng trong cơ sở.",
        "Kinds of benefit held or asked for; left out: all. allowance (monthly allowance and social pension); "
        "single_parent; care (money for caring for this person); care_mother (pregnant or with children under 36 "
        "months); funeral; emergency; facility (kept in a facility).",
    )
