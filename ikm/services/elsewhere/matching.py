"""Which entry of a list is which business: equal numbers are certain, likeness is unsure."""

from django.db import connection, transaction
from django.db.models import Count

from ikm.enums import ImportStatus, MatchState
from ikm.models import HeldCertificate, OtherEntry, OtherList
from ikm.services.duplicates.likeness import match_entries

# Equal NIB, NIK or certificate number, also of a record that was merged into another since.
_EXACT = """
WITH same AS (
    SELECT e.id AS entry, coalesce(b.merged_into_id, b.id) AS business, 'NIB sama' AS evidence
    FROM ikm_otherentry e JOIN ikm_business b ON b.nib = e.nib
    WHERE e.source_list_id = %(list_id)s AND e.state = 'none' AND e.nib <> ''
    UNION
    SELECT e.id, coalesce(b.merged_into_id, b.id), 'NIK sama'
    FROM ikm_otherentry e JOIN ikm_business b ON b.nik_index = e.nik_index
    WHERE e.source_list_id = %(list_id)s AND e.state = 'none' AND e.nik_index <> ''
    UNION
    SELECT e.id, h.business_id, 'nomor sertifikat sama'
    FROM ikm_otherentry e JOIN ikm_heldcertificate h ON h.number = e.certificate_number
    WHERE e.source_list_id = %(list_id)s AND e.state = 'none' AND e.certificate_number <> ''
), found AS (
    SELECT entry, min(business) AS business, count(DISTINCT business) AS businesses,
           jsonb_agg(DISTINCT evidence) AS evidence
    FROM same JOIN ikm_business b ON b.id = same.business
    WHERE b.regency_id = %(code)s OR b.regency_id LIKE %(inside)s
    GROUP BY entry
)
UPDATE ikm_otherentry e
SET business_id = found.business,
    state = CASE WHEN found.businesses = 1 THEN 'certain' ELSE 'unsure' END,
    score = CASE WHEN found.businesses = 1 THEN 1 ELSE 0.9 END,
    evidence = CASE WHEN found.businesses = 1 THEN found.evidence
               ELSE found.evidence || '["nomornya ada pada dua usaha"]'::jsonb END
FROM found WHERE found.entry = e.id
"""
_ALIKE = """
UPDATE ikm_otherentry e
SET business_id = best.b, state = 'unsure', score = best.score, evidence = best.evidence
FROM (SELECT DISTINCT ON (a) a, b, score, evidence FROM alike_match ORDER BY a, score DESC, b) best
WHERE best.a = -e.id
"""
_HOLD = """
INSERT INTO ikm_heldcertificate
    (business_id, number, issued_on, source, entry_id, recorded_by_id)
SELECT e.business_id, e.certificate_number, e.issued_on, l.source, e.id, e.decided_by_id
FROM ikm_otherentry e JOIN ikm_otherlist l ON l.id = e.source_list_id
WHERE e.source_list_id = %(list_id)s AND e.state IN ('certain', 'confirmed')
  AND e.business_id IS NOT NULL AND e.certificate_number <> ''
ON CONFLICT (business_id, number) DO NOTHING
"""


@transaction.atomic
def store_and_match(*, other_list: OtherList, entries: list[OtherEntry]) -> OtherList:
    """Keeps a list's entries, unless it has some already, and matches what nothing was found for.

    Decided entries stay as they are. Safe to run twice.
    """
    found = OtherList.objects.select_for_update().get(pk=other_list.pk)
    if not found.entries.exists():
        OtherEntry.objects.bulk_create(entries, batch_size=1_000)
    scope = {"code": found.region_id, "inside": f"{found.region_id}.%"}
    params: dict[str, str | int] = {**scope, "list_id": found.pk}
    with connection.cursor() as cursor:
        cursor.execute(_EXACT, params)
        match_entries(found.pk, found.region_id)
        cursor.execute(_ALIKE)
    hold_certificates(found.pk)
    found.status = ImportStatus.APPLIED
    found.save(update_fields=["status"])
    count_states(found.pk)
    found.refresh_from_db()
    return found


def hold_certificates(list_id: int) -> None:
    """Gives each matched business the certificate that the list names; once is enough."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, {"list_id": list_id})


def release_certificate(entry: OtherEntry) -> None:
    """Takes back the certificate that came from this entry, unless another one names it too."""
    held = HeldCertificate.objects.filter(entry=entry, business=entry.business_id)
    for certificate in held:
        certificate.delete()
        others = OtherEntry.objects.filter(
            business=entry.business_id,
            certificate_number=certificate.number,
            state__in=[MatchState.CERTAIN, MatchState.CONFIRMED],
        ).exclude(pk=entry.pk)
        for list_id in others.values_list("source_list_id", flat=True).distinct():
            hold_certificates(list_id)


def count_states(list_id: int) -> None:
    """Keeps how many entries of a list are in which state."""
    rows = OtherEntry.objects.filter(source_list_id=list_id).order_by()
    counts = dict(rows.values_list("state").annotate(Count("pk")))
    OtherList.objects.filter(pk=list_id).update(counts=counts)


def reject(*, other_list: OtherList, message: str) -> None:
    """A list that can't be read says why."""
    other_list.status, other_list.message = ImportStatus.REJECTED, message
    other_list.save(update_fields=["status", "message"])
