"""The review of poor and near-poor households: rounds, each commune's review, surveys, meetings, what was decided.

The class of a household is what a signed decision of a commune's chair says (``HouseholdClass``); until then what the
survey gives is a draft and shows as one.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from .people import Household, Person
from .places import Unit
from .users import User


class RoundKind(models.TextChoices):
    """Which review: of the year, from September to December, or within it, from the 15th of a month."""

    YEARLY = "yearly", "Rà soát định kỳ hằng năm"
    MONTHLY = "monthly", "Rà soát thường xuyên"


class ReviewRound(models.Model):
    """One review over a place; ``data_year`` is the year its classes hold for."""

    kind = models.TextField(choices=RoundKind.choices)
    year = models.SmallIntegerField(help_text="năm rà soát")
    month = models.SmallIntegerField(null=True, help_text="tháng, của rà soát thường xuyên")
    data_year = models.SmallIntegerField(help_text="năm dùng kết quả")
    scope = models.ForeignKey(Unit, models.PROTECT, related_name="review_rounds")
    region = models.TextField(help_text="vùng nông thôn của bảng điểm B1")
    begins = models.DateField()
    ends = models.DateField()
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_on = models.DateField()

    class Meta:
        db_table = "poverty_round"
        ordering = ["-begins", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "kind", "year", "month"], name="poverty_round_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="poverty_round_has_days"),
            models.CheckConstraint(
                condition=Q(kind="yearly", month__isnull=True) | Q(kind="monthly", month__range=(1, 12)),
                name="poverty_round_month_of_its_kind",
            ),
        ]


class ReviewStage(models.TextChoices):
    """Where the review of a commune stands, in the words officers know."""

    LISTED = "listed", "Lập danh sách, rà soát"
    SURVEYED = "surveyed", "Đã rà soát, họp thôn"
    POSTED = "posted", "Đang niêm yết"
    ASKED = "asked", "Đã xin ý kiến cấp trên"
    DECIDED = "decided", "Đã công nhận"


REVIEW_STAGES: dict[str, tuple[str, ...]] = {
    ReviewStage.LISTED: (ReviewStage.SURVEYED,),
    ReviewStage.SURVEYED: (ReviewStage.LISTED, ReviewStage.POSTED),
    ReviewStage.POSTED: (ReviewStage.ASKED, ReviewStage.DECIDED),
    ReviewStage.ASKED: (ReviewStage.DECIDED,),
    ReviewStage.DECIDED: (),
}
"""Declared once; the acts and the database's trigger read this table. Back to the list goes who failed a meeting."""


class Review(models.Model):
    """The review of one commune in a round, to the decision that recognises its households."""

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="reviews")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    stage = models.TextField(choices=ReviewStage.choices, default=ReviewStage.LISTED)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    posted_on = models.DateField(null=True)
    asked_on = models.DateField(null=True)
    asked_of = models.TextField(blank=True, help_text="nơi xin ý kiến")
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    number = models.TextField(blank=True, help_text="số quyết định công nhận")

    class Meta:
        db_table = "poverty_review"
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="poverty_one_review_a_commune"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("made_by")), name="poverty_second_person"
            ),
            models.CheckConstraint(
                condition=~Q(stage="decided") | (Q(decided_by__isnull=False, decided_on__isnull=False) & ~Q(number="")),
                name="poverty_decided_by_somebody",
            ),
        ]


class WhyListed(models.TextChoices):
    """Why a household is reviewed."""

    POOR = "poor", "Đang là hộ nghèo"
    NEAR = "near_poor", "Đang là hộ cận nghèo"
    ASKED = "asked", "Có giấy đề nghị"
    ESCAPE = "escape", "Đề nghị công nhận thoát nghèo"
    FOUND = "found", "Thôn, xã đưa vào"


class Klass(models.TextChoices):
    """The class of a household, as the law calls it (law/poverty.py)."""

    POOR = "poor", "Hộ nghèo"
    NEAR = "near_poor", "Hộ cận nghèo"
    AVERAGE = "average", "Hộ có mức sống trung bình"
    NONE = "none", "Hộ không nghèo"


class ReviewCase(models.Model):
    """One household of a review: why it is reviewed, its class before, and, once a survey is accepted, the draft."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="cases")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, related_name="reviewed")
    village = models.TextField()
    why = models.TextField(choices=WhyListed.choices)
    before = models.TextField(choices=Klass.choices, default=Klass.NONE, help_text="hạng khi mở đợt")
    asked_on = models.DateField(null=True, help_text="ngày nhận giấy đề nghị")
    survey = models.ForeignKey("Survey", models.PROTECT, null=True, related_name="+", help_text="phiếu được dùng")
    refusal = models.TextField(blank=True, help_text="vì sao không công nhận")
    certificate = models.TextField(blank=True)

    class Meta:
        db_table = "poverty_case"
        constraints = [models.UniqueConstraint(fields=["review", "household"], name="poverty_case_once")]


class SurveyWay(models.TextChoices):
    """How the answers came."""

    TYPED = "typed", "Nhập tại đây"
    PAPER = "paper", "Phiếu giấy đã ký: điểm và chỉ số"
    WORKBOOK = "workbook", "Bảng tính"
    FIELD = "field", "Biểu mẫu điện tử (ODK, Kobo)"


class Survey(models.Model):
    """One interviewer's form of one household; it is never changed, a better one is another one.

    ``income``: đồng a person a month, actual of twelve months, when it was asked.
    """

    case = models.ForeignKey(ReviewCase, models.CASCADE, related_name="surveys")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    interviewer = models.TextField()
    taken_on = models.DateField()
    way = models.TextField(choices=SurveyWay.choices)
    reference = models.TextField(blank=True, help_text="số phiếu, hoặc mã bản ghi của biểu mẫu điện tử")
    answers = models.JSONField(default=dict)
    members = models.JSONField(default=list, help_text="từng người: hồ sơ, họ tên, năm sinh, quan hệ, điều đã trả lời")
    b1 = models.SmallIntegerField(null=True)
    b1_of_table = models.BooleanField(default=False, help_text="cộng theo bảng điểm; không thì theo phiếu đã ký")
    lacks = ArrayField(models.TextField(), default=list)
    income = models.IntegerField(null=True)
    klass = models.TextField(choices=Klass.choices)
    local = models.TextField(blank=True, help_text="hạng theo chuẩn riêng của tỉnh")
    causes = ArrayField(models.TextField(), default=list)
    marks = ArrayField(models.TextField(), default=list, help_text="dân tộc thiểu số, không khả năng lao động…")
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "poverty_survey"
        ordering = ["taken_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(b1__isnull=True) | Q(b1__gte=0), name="poverty_b1_not_negative"),
            models.CheckConstraint(condition=Q(b1__isnull=False) | Q(income__isnull=False), name="poverty_measured"),
            models.UniqueConstraint(
                fields=["case", "reference"], name="poverty_survey_read_once", condition=~Q(reference="")
            ),
        ]


class VillageMeeting(models.Model):
    """A village's meeting on the draft: who led it, how many came and how many agreed; two minutes are signed."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="meetings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    village = models.TextField()
    held_on = models.DateField()
    chair = models.TextField()
    secretary = models.TextField()
    representative = models.TextField(help_text="đại diện hộ dân ký biên bản")
    present = models.SmallIntegerField()
    agreeing = models.SmallIntegerField()
    said = models.TextField(blank=True, help_text="ý kiến")
    agreed = models.BooleanField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "poverty_meeting"
        ordering = ["held_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(present__gt=0, agreeing__gte=0, agreeing__lte=F("present")), name="poverty_meeting_counts"
            )
        ]


class ReviewComplaint(models.Model):
    """A complaint while the list is posted, the survey taken again, and what was answered."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="complaints")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    case = models.ForeignKey(ReviewCase, models.CASCADE, null=True, related_name="complaints")
    by = models.TextField(help_text="người khiếu nại")
    text = models.TextField()
    received_on = models.DateField()
    due_on = models.DateField()
    survey = models.ForeignKey(Survey, models.PROTECT, null=True, related_name="+", help_text="phiếu phúc tra")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, help_text="ngày niêm yết kết quả phúc tra")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "poverty_complaint"
        ordering = ["received_on", "pk"]


class HouseholdClass(models.Model):
    """What a signed decision says a household is, from a month of a data year until another decision or the year's end.

    ``lacks``, ``causes`` and ``marks`` are as the accepted survey has them; ``members`` are counted that day.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="classes")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="classes")
    data_year = models.SmallIntegerField()
    from_month = models.IntegerField()
    until_month = models.IntegerField(help_text="tháng đầu tiên không còn hạng này")
    klass = models.TextField(choices=Klass.choices)
    local = models.TextField(blank=True)
    b1 = models.SmallIntegerField(null=True)
    income = models.IntegerField(null=True, help_text="đồng một người một tháng, khi đã hỏi")
    lacks = ArrayField(models.TextField(), default=list)
    causes = ArrayField(models.TextField(), default=list)
    marks = ArrayField(models.TextField(), default=list)
    members = models.SmallIntegerField()
    children = models.SmallIntegerField(default=0)
    children_lack = models.JSONField(default=dict, help_text="số trẻ em thiếu: bảo hiểm y tế, dinh dưỡng, đi học")
    ethnicity = models.TextField(blank=True, help_text="dân tộc của chủ hộ")
    came = models.TextField(blank=True, help_text="tái nghèo, phát sinh mới, chuyển đến, tách, nhập")
    left = models.TextField(blank=True, help_text="vì sao không còn: chuyển đi, nhập hộ, mất")
    certificate = models.TextField(blank=True)
    basis = models.TextField(blank=True, help_text="văn bản, khi không do đợt rà soát ở đây quyết định")

    class Meta:
        db_table = "poverty_class"
        constraints = [
            models.UniqueConstraint(  # what another decision of the same month put aside never holds
                fields=["household", "unit", "from_month"],
                name="poverty_class_once",
                condition=Q(until_month__gt=F("from_month")),
            ),
            models.CheckConstraint(condition=Q(until_month__gte=F("from_month")), name="poverty_class_ends_after"),
            models.CheckConstraint(
                condition=Q(review__isnull=False) | ~Q(basis=""), name="poverty_class_has_a_decision"
            ),
            models.CheckConstraint(condition=Q(members__gte=0, children__gte=0), name="poverty_class_counts"),
        ]
        indexes = [models.Index(fields=["unit", "data_year"], name="poverty_class_by_unit")]


class HouseholdCount(models.Model):
    """How many households and people a commune has in a data year, with where the count is from: what rates are of."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="household_counts")
    data_year = models.SmallIntegerField()
    households = models.IntegerField()
    members = models.IntegerField()
    minority = models.IntegerField(default=0, help_text="hộ dân tộc thiểu số")
    source = models.TextField()
    counted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "poverty_count"
        constraints = [
            models.UniqueConstraint(fields=["unit", "data_year"], name="poverty_count_once"),
            models.CheckConstraint(
                condition=Q(households__gte=0, members__gte=0, minority__gte=0, minority__lte=F("households")),
                name="poverty_count_is_some",
            ),
        ]


class Measure(models.TextChoices):
    """Which households a target counts."""

    POOR = "poor", "Hộ nghèo"
    NEAR = "near_poor", "Hộ cận nghèo"
    BOTH = "both", "Hộ nghèo và cận nghèo"


class TargetKind(models.TextChoices):
    """What a target says of the rate."""

    FALL = "fall", "Tỷ lệ giảm trong năm"
    RATE = "rate", "Tỷ lệ cuối năm không quá"


class PovertyTarget(models.Model):
    """What a place is to reach in a year, in hundredths of 1 %: a fall from ``least`` (to ``most``), or a rate."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="poverty_targets")
    year = models.SmallIntegerField()
    measure = models.TextField(choices=Measure.choices)
    kind = models.TextField(choices=TargetKind.choices)
    least = models.SmallIntegerField()
    most = models.SmallIntegerField(null=True)
    paper = models.TextField(help_text="văn bản giao chỉ tiêu")
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "poverty_target"
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "measure", "kind"], name="poverty_target_once"),
            models.CheckConstraint(
                condition=Q(least__range=(0, 10_000)) & (Q(most__isnull=True) | Q(most__range=(F("least"), 10_000))),
                name="poverty_target_is_a_share",
            ),
            models.CheckConstraint(condition=~Q(paper=""), name="poverty_target_has_a_paper"),
        ]


class KeptScores(models.Model):
    """A score table B1 as an office entered it from the annex; used once a second person confirmed it."""

    decree = models.TextField(help_text="văn bản, phụ lục")
    first_year = models.SmallIntegerField(help_text="năm dữ liệu đầu")
    last_year = models.SmallIntegerField()
    groups = models.JSONField(help_text="như law/score_table.py đọc")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "poverty_scores"
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                name="poverty_scores_second_person",
            )
        ]


class OwnStandard(models.Model):
    """A province's own higher poverty standard, for its own money."""

    province = models.ForeignKey(Unit, models.PROTECT, related_name="own_standards")
    first_year = models.SmallIntegerField()
    last_year = models.SmallIntegerField()
    rural = models.IntegerField(help_text="đồng một người một tháng")
    urban = models.IntegerField()
    min_indicators = models.SmallIntegerField()
    basis = models.TextField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "poverty_own_standard"
        constraints = [
            models.UniqueConstraint(fields=["province", "first_year"], name="poverty_own_standard_once"),
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="poverty_own_standard_years"),
        ]


class HouseholdMember(models.Model):
    """Who a survey found in a household: a person of the register; nobody is in two households of one round."""

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="+")
    case = models.ForeignKey(ReviewCase, models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    relation = models.TextField(blank=True)

    class Meta:
        db_table = "poverty_member"
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="poverty_one_household_a_round")]
