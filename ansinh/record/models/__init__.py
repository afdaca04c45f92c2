"""What the office holds, one file a domain."""

from .activities import (
    Event,
    EventFile,
    Finding,
    FindingStep,
    Inspection,
    JobPlacement,
    SentDocument,
    Team,
    TeamChange,
)
from .assistance import Award, Suspension
from .child_cases import CaseFile, CaseLook, CaseStep, ChildCase, Informant
from .child_friendly import (
    EmulationPlan,
    EmulationProgress,
    EmulationTarget,
    FriendlyEvidence,
    FriendlyFile,
    FriendlyRound,
    FriendlyScore,
)
from .children import Care, CareOffer, CareVisit, Circumstance
from .decisions import Decision, Effect, Series, Template
from .disability import Assessment, Attendance, Certificate, Complaint, Council, Member, Referral, Session, Vote
from .documents import DocumentFile, OfficeDocument
from .dossiers import DayOff, Dossier, File, Limit, Move, Paper
from .funds import Fund, FundFile, FundPlan, FundReceipt, Pledge, Spending
from .household_help import HouseholdHelp
from .insurance import Change, Cover, Sent
from .linkage import Merge, OutsideList, OutsideRow, Pair
from .merit import Slip
from .payroll import Line, Position, Problem, Profile, Result, Ruling, Run, Touch, Voucher
from .people import Account, Collector, Fact, Household, Person, Residence
from .places import LocalFigure, Unit, UnitChange
from .poverty import (
    HouseholdClass,
    HouseholdCount,
    HouseholdMember,
    KeptScores,
    OwnStandard,
    PovertyTarget,
    Review,
    ReviewCase,
    ReviewComplaint,
    ReviewRound,
    Survey,
    VillageMeeting,
)
from .production import HandedOver, ProductionProject, ProductionVisit, ProjectHousehold
from .programme_money import Allocation, MoneyEntry
from .programmes import Item, Programme, Round, Sheet
from .recovery import Ceiling, Debt, Deduction, Plan
from .recovery_books import BookEntry, Posting
from .recovery_papers import Heir, Notice, Receipt, WriteOff
from .reporting import (
    IndicatorPlan,
    NumberBehind,
    Report,
    ReportAnswer,
    ReportAsk,
    ReportedValue,
    ReportNumber,
)
from .results import Remark, ResultFile
from .tasks import Import, ImportRow, Task
from .trail import Entry, Look, Seal
from .training import Trainee, TrainingFile, TrainingSession
from .users import User

__all__ = [
    "Account", "Allocation", "Assessment", "Attendance", "Award", "BookEntry", "Care", "CareOffer", "CareVisit",
    "CaseFile", "CaseLook", "CaseStep", "Ceiling", "Certificate", "Change", "ChildCase", "Circumstance",
    "Collector", "Complaint", "Council", "Cover", "DayOff", "Debt", "Decision", "Deduction", "DocumentFile",
    "Dossier", "Effect", "EmulationPlan", "EmulationProgress", "EmulationTarget", "Entry", "Event", "EventFile",
    "Fact", "File", "Finding", "FindingStep", "FriendlyEvidence", "FriendlyFile", "FriendlyRound",
    "FriendlyScore", "Fund", "FundFile", "FundPlan", "FundReceipt", "HandedOver", "Heir", "Household",
    "HouseholdClass", "HouseholdCount", "HouseholdHelp", "HouseholdMember", "Import", "ImportRow",
    "IndicatorPlan", "Informant", "Inspection", "Item", "JobPlacement", "KeptScores", "Limit", "Line",
    "LocalFigure", "Look", "Member", "Merge", "MoneyEntry", "Move", "Notice", "NumberBehind", "OfficeDocument",
    "OutsideList", "OutsideRow", "OwnStandard", "Pair", "Paper", "Person", "Plan", "Pledge", "Position",
    "Posting", "PovertyTarget", "Problem", "ProductionProject", "ProductionVisit", "Profile", "Programme",
    "ProjectHousehold", "Receipt", "Referral", "Remark", "Report", "ReportAnswer", "ReportAsk", "ReportNumber",
    "ReportedValue", "Residence", "Result", "ResultFile", "Review", "ReviewCase", "ReviewComplaint",
    "ReviewRound", "Round", "Ruling", "Run", "Seal", "Sent", "SentDocument", "Series", "Session", "Sheet",
    "Slip", "Spending", "Survey", "Suspension", "Task", "Team", "TeamChange", "Template", "Touch", "Trainee",
    "TrainingFile", "TrainingSession", "Unit", "UnitChange", "User", "VillageMeeting", "Vote", "Voucher",
    "WriteOff",
]  # fmt: skip
