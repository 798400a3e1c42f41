"""What a scanner sends, read strictly."""

import datetime
import json
import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from workshops import badges
from workshops.models.attendance import BADGE_LENGTH
from workshops.services.scanning import SentScan


class BadgeForm(forms.Form):
    """A code typed by hand; `anyway` lets somebody in who had no seat."""

    badge = forms.CharField(max_length=40, required=False)
    anyway = forms.BooleanField(required=False)

    def clean_badge(self) -> str:
        badge = badges.typed(self.cleaned_data["badge"])
        if len(badge) != BADGE_LENGTH:
            raise forms.ValidationError(
                f"Kode hadir terdiri dari {BADGE_LENGTH} huruf dan angka. Tulis lagi dari kartunya."
            )
        return badge

    def scan(self) -> SentScan:
        """A scan of now; only after `is_valid`."""
        return SentScan(
            nonce=uuid.uuid4(),
            badge=self.cleaned_data["badge"],
            at=timezone.now(),
            anyway=self.cleaned_data["anyway"],
        )


def sent_scans(body: bytes) -> list[SentScan] | None:
    """The scans in a JSON body `{"scans": [{"nonce", "badge", "at", "anyway"}]}`; None if unclear.

    A time that can't be read becomes the earliest one, which no session has.
    """
    try:
        rows = json.loads(body)["scans"]
        return [_scan(row) for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _scan(row: dict[str, Any]) -> SentScan:
    return SentScan(
        nonce=uuid.UUID(row["nonce"]),
        badge=badges.typed(str(row["badge"]))[:40],
        at=_moment(row.get("at")),
        anyway=row.get("anyway") is True,
    )


def _moment(text: object) -> datetime.datetime:
    try:
        moment = parse_datetime(str(text))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        return datetime.datetime(1970, 1, 2, tzinfo=datetime.UTC)
    return moment
