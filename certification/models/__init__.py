"""Programmes with their quota ledger, and applications from draft to certificate."""

from certification.models.admission import AdmissionRule
from certification.models.application import Application, StatusChange
from certification.models.calendar import HolidayDecree, OfficeDay
from certification.models.certificates import (
    AftercareRule,
    Certificate,
    CertificateProduct,
    ChangeReport,
    Surveillance,
)
from certification.models.costs import Payment, UnitCost
from certification.models.drafts import AnswerDraft, CopyTick
from certification.models.eligibility import (
    EligibilityDecision,
    EligibilityRule,
    MaterialEntry,
    NameReview,
    NameWord,
    ProductClass,
    RuleSet,
    SelfDeclareClass,
)
from certification.models.handovers import Handover, HandoverItem
from certification.models.mandates import Mandate, MandateCode, MandateWording
from certification.models.mirror import MirrorBatch, MirrorRow
from certification.models.national import NationalEvent, NationalStatus, ServiceLevel, StatusText
from certification.models.nomination import Nomination, NominationCall, NominationRequest
from certification.models.numbers import NumberSequence
from certification.models.obstacles import Incident, Obstacle, ObstacleCause
from certification.models.parts import ApplicationProduct, Material, Upload
from certification.models.programme import Programme, Target
from certification.models.proposals import AssignmentProposal, ProposedAssignment
from certification.models.quota import Allocation, Movement
from certification.models.reference import ReturnReason, StopReason
from certification.models.regular import RegularCase
from certification.models.replacement import Offer, Replacement
from certification.models.returns import ReturnItem, ThirdReturn
from certification.models.selection import Candidate, Criterion, Mark, SelectionRound
from certification.models.tallies import AllocationClosing, StatusClosing, StatusDelta
from certification.models.top_up import TopUpRequest
from certification.models.verification import (
    ChecklistAnswer,
    ChecklistItem,
    MaterialFinding,
    Verification,
)

__all__ = [
    "AdmissionRule",
    "AftercareRule",
    "Allocation",
    "AllocationClosing",
    "AnswerDraft",
    "Application",
    "ApplicationProduct",
    "AssignmentProposal",
    "Candidate",
    "Certificate",
    "CertificateProduct",
    "ChangeReport",
    "ChecklistAnswer",
    "ChecklistItem",
    "CopyTick",
    "Criterion",
    "EligibilityDecision",
    "EligibilityRule",
    "Handover",
    "HandoverItem",
    "HolidayDecree",
    "Incident",
    "Mandate",
    "MandateCode",
    "MandateWording",
    "Mark",
    "Material",
    "MaterialEntry",
    "MaterialFinding",
    "MirrorBatch",
    "MirrorRow",
    "Movement",
    "NameReview",
    "NameWord",
    "NationalEvent",
    "NationalStatus",
    "Nomination",
    "NominationCall",
    "NominationRequest",
    "NumberSequence",
    "Obstacle",
    "ObstacleCause",
    "Offer",
    "OfficeDay",
    "Payment",
    "ProductClass",
    "Programme",
    "ProposedAssignment",
    "RegularCase",
    "Replacement",
    "ReturnItem",
    "ReturnReason",
    "RuleSet",
    "SelectionRound",
    "SelfDeclareClass",
    "ServiceLevel",
    "StatusChange",
    "StatusClosing",
    "StatusDelta",
    "StatusText",
    "StopReason",
    "Surveillance",
    "Target",
    "ThirdReturn",
    "TopUpRequest",
    "UnitCost",
    "Upload",
    "Verification",
]
