"""Programmes with their quota ledger, and applications from draft to certificate."""

from certification.models.application import Application, StatusChange
from certification.models.numbers import NumberSequence
from certification.models.parts import ApplicationProduct, Material, Photo
from certification.models.programme import Programme, Target
from certification.models.quota import Allocation, Movement
from certification.models.reference import ReturnReason, StopReason
from certification.models.results import Certificate, Verification

__all__ = [
    "Allocation",
    "Application",
    "ApplicationProduct",
    "Certificate",
    "Material",
    "Movement",
    "NumberSequence",
    "Photo",
    "Programme",
    "ReturnReason",
    "StatusChange",
    "StopReason",
    "Target",
    "Verification",
]
