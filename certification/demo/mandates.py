"""The mandates under which companions and offices filed: by code, or by a drawn paper."""

from datetime import timedelta
from functools import lru_cache
from io import BytesIO

from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from certification.demo.plan import Case
from certification.enums import MandateProof, MandateTask
from certification.models import Mandate, Programme
from certification.selectors.mandates import LONGEST_DAYS, Helper, Terms, words_for
from certification.services import mandate_papers
from halalportal.lib.uploads import JPEG, Cleaned

_SIZE = (620, 877)
_PAPER, _INK, _PEN = "#fdfcf7", "#2b2f33", "#274a8a"


def write(programme: Programme, cases: list[Case]) -> list[Mandate | None]:
    """One mandate for each case that somebody else filed, in the order of the cases."""
    made = [_mandate(programme, case) if _is_helped(case) else None for case in cases]
    Mandate.objects.bulk_create(mandate for mandate in made if mandate)
    return made


def _is_helped(case: Case) -> bool:
    return case.filed_by != case.business.owner


def _mandate(programme: Programme, case: Case) -> Mandate:
    given_on = timezone.localdate(case.filed_at)
    ends_on = max(given_on, min(programme.ends_on, given_on + timedelta(days=LONGEST_DAYS)))
    is_companion = case.filed_by == case.companion
    helper = (
        Helper(case.filed_by, None, case.organisation)
        if is_companion
        else Helper(None, case.business.regency, None)
    )
    terms = Terms(case.business, helper, tuple(MandateTask.values), ends_on)
    words = words_for(terms, given_on)
    mandate = Mandate(
        business=case.business,
        holder=case.filed_by,
        region=helper.region,
        organisation=helper.organisation,
        scope=list(terms.tasks),
        wording=words.wording,
        text=words.text,
        text_sha256=words.sha256,
        proof=MandateProof.CODE if case.business.owner_id else MandateProof.PAPER,
        given_on=given_on,
        ends_on=ends_on,
        recorded_by=case.filed_by,
        recorded_at=case.filed_at,
    )
    if mandate.proof == MandateProof.PAPER:
        _give_paper(mandate)
    return mandate


def _give_paper(mandate: Mandate) -> None:
    """All papers of the demo are the same drawn sheet, kept once."""
    name, sha256 = _sheet()
    if not default_storage.exists(name):
        _sheet.cache_clear()
        name, sha256 = _sheet()
    mandate.paper.name, mandate.paper_sha256 = name, sha256


@lru_cache(maxsize=1)
def _sheet() -> tuple[str, str]:
    """Name and hash of the sealed sheet."""
    kept = Mandate()
    mandate_papers.keep(kept, Cleaned(_picture(), JPEG))
    return str(kept.paper.name), kept.paper_sha256


def _picture() -> bytes:
    """A sheet of paper with a signature, saying that it is an example."""
    image = Image.new("RGB", _SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    draw.text((310, 80), "Surat kuasa", fill=_INK, font=ImageFont.load_default(40), anchor="mm")
    draw.text((310, 130), "lembar contoh", fill=_INK, font=ImageFont.load_default(22), anchor="mm")
    for top in range(190, 600, 26):
        draw.rectangle((60, top, 560 - (top * 7) % 90, top + 7), fill="#c9cbd0")
    draw.line([(90, 720), (140, 680), (170, 745), (220, 690), (300, 715)], fill=_PEN, width=4)
    draw.ellipse((420, 670, 490, 770), outline=_PEN, width=5)
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()
