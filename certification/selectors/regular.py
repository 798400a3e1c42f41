"""How far an application on the regular track is, and who acts now."""

import datetime

from certification.enums import Ball, Track
from certification.models import Application, RegularCase
from certification.selectors.clocks import clocks_for
from halalportal.lib.working_days import add_days

AUDIT = "OF60"
# The first that is not there yet says who acts: field, who, what they do.
STAGES = (
    ("inspection_body_id", Ball.BPJPH, "BPJPH menetapkan LPH."),
    ("cost", Ball.LPH, "LPH menetapkan biaya pemeriksaan."),
    ("cost_agreed_on", Ball.OFFICE, "Dinas menyetujui biaya dari LPH."),
    ("paid_on", Ball.PAYER, "Biaya pemeriksaan dibayar. Peserta program tidak membayar."),
    ("audit_from", Ball.LPH, "LPH menjadwalkan audit."),
    ("audit_to", Ball.LPH, "LPH mengaudit tempat usaha."),
    ("fatwa_on", Ball.MUI, "Komisi Fatwa MUI bersidang."),
)
LAST = (Ball.BPJPH, "BPJPH menerbitkan sertifikat.")


def who_acts(application: Application, case: RegularCase | None) -> tuple[str, str]:
    """Who has to act now and on what: as SiHalal has it, else by what is written down."""
    if national := application.national_status:
        # Nobody verifies for BPJPH on this track: what is sent lies with BPJPH itself.
        ball = Ball.BPJPH if national.ball == Ball.COMPANION else Ball(national.ball)
        return ball.label, national.sentence
    for field, ball, text in STAGES:
        if not getattr(case, field, None):
            return ball.label, text
    return LAST[0].label, LAST[1]


def audit_due_on(
    application: Application, audit_from: datetime.date | None
) -> datetime.date | None:
    """The last day of the LPH's working days by law; None before the audit begins."""
    if audit_from is None:
        return None
    clocks = clocks_for([application])
    level = clocks.days_for((Track.REGULAR, "", AUDIT), audit_from)
    calendar = clocks.calendar((application.programme_id, application.regency_id))
    return add_days(audit_from, level.days, calendar) if level else None
