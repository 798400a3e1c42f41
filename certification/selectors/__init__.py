"""Reads that join and aggregate; they return frozen dataclasses."""

from certification.selectors.summary import ProgrammeSummary, programme_summary

__all__ = ["ProgrammeSummary", "programme_summary"]
