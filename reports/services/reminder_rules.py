"""Setting what a programme says otherwise than the reminder rules of the portal."""

from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from certification.models import Programme
from certification.rules import can_manage_programme
from halalportal.audit.services import record
from reports.channels.wa_me import LONGEST_BODY
from reports.models import ProgrammeReminderRule, ReminderRule
from reports.reminder_words import PLACEHOLDERS, example_of
from reports.texts import clean_text, names_in, one_line


class ReminderRuleError(Exception):
    """The rule can't be so; its text says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """When a rule speaks and what it says."""

    offset_days: int
    day_basis: str
    subject: str
    body: str
    is_active: bool


@transaction.atomic
def set_rule(*, programme: Programme, rule: ReminderRule, wording: Wording, by: User) -> None:
    """Gives the programme its own rule; one that says what the portal says is kept nowhere.

    Raises:
        ReminderRuleError: an unknown placeholder, no link, or too long.
    """
    _refuse_stranger(programme, rule, by)
    cleaned = {
        **asdict(wording),
        "subject": one_line(wording.subject),
        "body": clean_text(wording.body),
    }
    _refuse_bad_words(rule, cleaned["subject"], cleaned["body"])
    own = ProgrammeReminderRule.objects.filter(programme=programme, rule=rule)
    if all(getattr(rule, name) == value for name, value in cleaned.items()):
        own.delete()
    else:
        own.update_or_create(programme=programme, rule=rule, defaults=cleaned)
    record(
        action="programme.reminder_rule_set",
        subject=programme,
        by=by,
        rule=rule.pk,
        offset_days=wording.offset_days,
        day_basis=wording.day_basis,
        is_active=wording.is_active,
        title=cleaned["subject"],
        text=cleaned["body"],
    )


@transaction.atomic
def follow_portal(*, programme: Programme, rule: ReminderRule, by: User) -> None:
    """Takes the programme's own rule away: what the portal says holds again."""
    _refuse_stranger(programme, rule, by)
    ProgrammeReminderRule.objects.filter(programme=programme, rule=rule).delete()
    record(action="programme.reminder_rule_dropped", subject=programme, by=by, rule=rule.pk)


def _refuse_stranger(programme: Programme, rule: ReminderRule, by: User) -> None:
    if not can_manage_programme(by, programme) or rule.pk not in PLACEHOLDERS:
        raise PermissionDenied
    Programme.objects.select_for_update().get(pk=programme.pk)


def _refuse_bad_words(rule: ReminderRule, subject: str, body: str) -> None:
    known = PLACEHOLDERS[rule.pk]
    for name in names_in(subject) + names_in(body):
        if name not in known:
            names = ", ".join(f"{{{each}}}" for each in known)
            raise ReminderRuleError(f"{{{name}}} tidak dikenal. Yang bisa dipakai: {names}.")
    if names_in(body).count("tautan") != 1 or body.count("{tautan}") != 1:
        raise ReminderRuleError("Tulis {tautan} tepat satu kali di teks.")
    if "://" in body or "www." in body.lower():
        raise ReminderRuleError("Hapus tautan lain. Pakai {tautan} saja.")
    length = len(example_of(body))
    if length > LONGEST_BODY and body != rule.body:
        raise ReminderRuleError(
            f"Teksnya {length} huruf dengan contoh isian. Persingkat sampai {LONGEST_BODY} huruf."
        )
