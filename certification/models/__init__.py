"""Programmes with their quota ledger, and applications from draft to certificate."""

from certification.models.admission import AdmissionRule
from certification.models.application import Application, StatusChange
from certification.models.calendar import HolidayDecree, OfficeDay
from certification.models.costs import Payment, UnitCost
from certification.models.nomination import Nomination, NominationCall, NominationRequest
from certification.models.numbers import NumberSequence
from certification.models.obstacles import Incident, Obstacle, ObstacleCause
from certification.models.parts import ApplicationProduct, Material, Photo
from certification.models.programme import Programme, Target
from certification.models.proposals import AssignmentProposal, ProposedAssignment
from certification.models.quota import Allocation, Movement
from certification.models.reference import ReturnReason, StopReason
from certification.models.replacement import Offer, Replacement
from certification.models.results import Certificate, Verification
from certification.models.selection import Candidate, Criterion, Mark, SelectionRound
from certification.models.top_up import TopUpRequest

__all__ = [
    "AdmissionRule",
    "Allocation",
    "Application",
    "ApplicationProduct",
    "AssignmentProposal",
    "Candidate",
    "Certificate",
    "Criterion",
    "HolidayDecree",
    "Incident",
    "Mark",
    "Material",
    "Movement",
    "Nomination",
    "NominationCall",
    "NominationRequest",
    "NumberSequence",
    "Obstacle",
    "ObstacleCause",
    "Offer",
    "OfficeDay",
    "Payment",
    "Photo",
    "Programme",
    "ProposedAssignment",
    "Replacement",
    "ReturnReason",
    "SelectionRound",
    "StatusChange",
    "StopReason",
    "Target",
    "TopUpRequest",
    "UnitCost",
    "Verification",
]
