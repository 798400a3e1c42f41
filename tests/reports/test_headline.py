"""The sentence on the head's page, rule by rule."""

from datetime import date, timedelta
from typing import Any

import pytest

from certification.enums import Light
from certification.selectors.summary import ProgrammeSummary
from certification.selectors.targets import TargetSummary
from reports.headline import forecast, headline, main_target, standing

DUE = date(2025, 5, 31)


def make_target(**fields: Any) -> TargetSummary:
    return TargetSummary(
        **{
            "pk": 1,
            "name": "Seratus hari",
            "region_code": "",
            "place": "",
            "organisation_id": None,
            "quantity": 1000,
            "measure": "used",
            "done": 320,
            "starts_on": date(2025, 2, 20),
            "due_on": DUE,
            "day_basis": "calendar",
            "days_left": 0,
            "overdue_calendar_days": 0,
            "overdue_working_days": 0,
            "pace_needed_per_working_day": None,
            "pace_now_per_working_day": 0.0,
            "forecast_on": None,
            "forecast_from": None,
            "forecast_to": None,
            "range_note": "Laju belum cukup.",
            "is_estimate": False,
            "is_due_estimate": False,
            "light": Light.RED,
            "light_reason": "perlu 12 per hari kerja, laju 3,1",
        }
        | fields
    )


def make_summary(*targets: TargetSummary, **fields: Any) -> ProgrammeSummary:
    return ProgrammeSummary(
        **{
            "slug": "a",
            "name": "A",
            "as_of": date(2025, 6, 4),
            "undistributed": 0,
            "quota": 1000,
            "reserved": 0,
            "used": 320,
            "issued": 58,
            "targets": targets,
            "regions": (),
            "organisations": (),
            "cells": (),
        }
        | fields
    )


def test_the_story_of_kaltim() -> None:
    summary = make_summary(make_target(overdue_calendar_days=4))

    assert str(headline(summary)) == (
        "PERLU PERHATIAN: baru 32% kuota terpakai, tenggat 31 Mei 2025 lewat 4 hari."
    )


@pytest.mark.parametrize(
    ("target", "as_of", "expected"),
    [
        (
            {"overdue_calendar_days": 7},
            DUE + timedelta(days=7),
            "PERLU PERHATIAN: baru 32% kuota terpakai, tenggat 31 Mei 2025 lewat 7 hari.",
        ),
        (
            {"overdue_calendar_days": 8},
            DUE + timedelta(days=8),
            "TERLAMBAT: baru 32% kuota terpakai, tenggat 31 Mei 2025 lewat 8 hari.",
        ),
        ({}, DUE, "PERLU PERHATIAN: baru 32% kuota terpakai, tenggat hari ini."),
        (
            {"days_left": 40},
            DUE - timedelta(days=40),
            "PERLU PERHATIAN: baru 32% kuota terpakai, tersisa 40 hari.",
        ),
        (
            {"days_left": 40, "forecast_on": DUE, "light": Light.YELLOW},
            DUE - timedelta(days=40),
            "PERLU PERHATIAN: baru 32% kuota terpakai, tersisa 40 hari.",
        ),
        (
            {"days_left": 40, "forecast_on": DUE, "light": Light.GREEN},
            DUE - timedelta(days=40),
            "AMAN: 32% kuota terpakai, tersisa 40 hari.",
        ),
        (
            {"days_left": 28, "day_basis": "working", "light": Light.GREEN},
            DUE - timedelta(days=40),
            "AMAN: 32% kuota terpakai, tersisa 28 hari kerja.",
        ),
        (
            {"days_left": 28, "day_basis": "with_cb", "is_due_estimate": True},
            DUE - timedelta(days=40),
            "PERLU PERHATIAN: baru 32% kuota terpakai, tersisa 28 hari kerja (perkiraan).",
        ),
        (
            {"days_left": 87},
            date(2025, 3, 5),
            "AMAN: program baru dimulai, 32% kuota terpakai, tersisa 87 hari.",
        ),
        (
            {"done": 1000, "days_left": 3},
            DUE - timedelta(days=3),
            "AMAN: target 1.000 pengajuan sudah tercapai.",
        ),
    ],
)
def test_each_rule(target: dict[str, Any], as_of: date, expected: str) -> None:
    assert str(headline(make_summary(make_target(**target), as_of=as_of))) == expected


def test_without_quota_or_target_nothing_is_judged() -> None:
    assert headline(make_summary(quota=0, used=0)).tone == "unknown"
    assert str(headline(make_summary())) == (
        "BELUM BISA DINILAI: 32% kuota terpakai, tenggat belum ditetapkan."
    )


def test_the_target_that_counts_is_the_first_unmet_one_of_the_whole_programme() -> None:
    met = make_target(pk=1, done=1000)
    regional = make_target(pk=2, region_code="64.08")
    of_lp3h = make_target(pk=3, organisation_id=9)
    unmet = make_target(pk=4, due_on=date(2025, 12, 1))

    assert main_target(make_summary(met, regional, of_lp3h, unmet)) == unmet
    assert main_target(make_summary(met)) == met
    assert main_target(make_summary(regional)) is None


def test_forecast_in_words() -> None:
    found = {"forecast_on": date(2025, 7, 25), "range_note": "Belum ada rentang."}
    assert forecast(make_target(**found)) == (
        "Dengan laju 4 minggu terakhir, target 1.000 pengajuan tercapai 25 Juli 2025. "
        "Belum ada rentang."
    )
    found |= {"forecast_from": date(2025, 7, 14), "forecast_to": date(2025, 8, 29)}
    assert forecast(make_target(measure="issued", **found)) == (
        "Dengan laju 4 minggu terakhir, target 1.000 sertifikat tercapai 25 Juli 2025 "
        "(8 dari 10 kemungkinan antara 14 Juli 2025 dan 29 Agustus 2025)."
    )
    assert "belum cukup" in forecast(make_target())
    assert "sudah tercapai" in forecast(make_target(done=1000))
    assert forecast(None) == ""


def test_where_the_target_stands_in_words() -> None:
    assert standing(make_target()) == (
        "Target 1.000 pengajuan masuk SiHalal, tenggat 31 Mei 2025: "
        "perlu 12 per hari kerja, laju 3,1."
    )
    assert "1.000 sertifikat terbit" in standing(make_target(measure="issued"))
    assert standing(None) == ""
