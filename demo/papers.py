"""What an office holds about a person beside the benefit: identity numbers, who collects, where the bank pays."""

from random import Random

from demo.lives import HALF_YEAR
from demo.months import of_day
from demo.names import Sex, name
from demo.people import Account, Collector, Person

BANKS = (
    ("Agribank", "Chi nhánh huyện Phù Cừ", 13),
    ("LienVietPostBank", "Phòng giao dịch Phù Cừ", 12),
    ("Vietcombank", "Chi nhánh Hưng Yên", 10),
    ("BIDV", "Chi nhánh Hưng Yên", 14),
)
RELATIONS: tuple[tuple[str, Sex], ...] = (
    ("Con trai", "male"), ("Con gái", "female"), ("Con dâu", "female"), ("Cháu nội", "male"), ("Cháu ngoại", "female"),
)  # fmt: skip


def papers(rng: Random, one: Person) -> None:
    """Numbers, collector, account and carer of one person; all invented."""
    since = one.awards[0].first
    young = one.birth.age(since) < 14
    give_numbers(rng, one, late=since >= HALF_YEAR.stop, known=changes_later(one))
    paid_by_bank = not young and rng.random() < (
        0.1 if since < HALF_YEAR.stop else 0.3 + (since - HALF_YEAR.stop) / 160
    )
    if paid_by_bank:
        bank, branch, digits = rng.choice(BANKS)
        one.account = Account(bank, branch, _digits(rng, digits), bare(one.name).upper())
    helped = one.draws_group("K6.ĐBN") or young or one.birth.age(since) >= 60 and rng.random() < 0.28
    if helped and not paid_by_bank:
        one.collector = collector(rng, one, young)


def changes_later(one: Person) -> bool:
    """Whether something is decided about the person after June 2021: then the office has some number."""
    days = [day for given in one.awards for day in (given.decided, given.ended_on) if day]
    return any(of_day(day) >= HALF_YEAR.stop for day in days)


def give_numbers(rng: Random, one: Person, late: bool, known: bool) -> None:
    """Twelve digits, the old nine, both or none yet; people who came after June 2021 have the new card."""
    kind = rng.choices(("new", "old", "both", "none"), (98, 0, 2, 0) if late else (58, 30, 4, 0 if known else 7))[0]
    if one.birth.year > 2004 and kind != "none":
        kind = "new"
    if kind in ("new", "both"):
        one.identity = identity(rng, one.sex, one.birth.year)
    if kind in ("old", "both"):
        one.old_number = "14" + _digits(rng, 7)


def identity(rng: Random, sex: Sex, born: int) -> str:
    """A number as article 13 of decree 137/2015 shapes it: birthplace, century and sex, year, six digits."""
    place = rng.choice(("033",) * 18 + ("034", "030"))
    century = (born // 100 - 19) * 2 + (sex == "female")
    return f"{place}{century}{born % 100:02d}{rng.randint(0, 999_999):06d}"


def collector(rng: Random, one: Person, young: bool) -> Collector:
    family = one.name.split()[0]
    if young or one.birth.year > 1975:
        relation, sex = rng.choice((("Mẹ", "female"), ("Mẹ", "female"), ("Bố", "male"), ("Bà", "female")))
        born = one.birth.year - (52 if relation == "Bà" else 27)
    else:
        relation, sex = rng.choice(RELATIONS)
        born = one.birth.year + (52 if relation.startswith("Cháu") else 28)
    family = family if relation in ("Con trai", "Con gái", "Bố", "Cháu nội") else None  # type: ignore[assignment]
    return Collector(name(rng, sex, born, family), relation, identity(rng, sex, born))  # type: ignore[arg-type]


def bare(text: str) -> str:
    """Letters without their marks, as banks write the holder of an account and old keyboards everything."""
    return text.translate(UNMARKED)


MARKED = {
    "a": "àáảãạăằắẳẵặâầấẩẫậ", "e": "èéẻẽẹêềếểễệ", "i": "ìíỉĩị", "o": "òóỏõọôồốổỗộơờớởỡợ",
    "u": "ùúủũụưừứửữự", "y": "ỳýỷỹỵ", "d": "đ",
}  # fmt: skip

UNMARKED = str.maketrans(
    {letter: plain for plain, marked in MARKED.items() for letter in marked}
    | {letter.upper(): plain.upper() for plain, marked in MARKED.items() for letter in marked}
)


def _digits(rng: Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))
