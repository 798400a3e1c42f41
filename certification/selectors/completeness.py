"""The six parts of an application and what is still missing in each."""

from collections.abc import Callable
from dataclasses import dataclass

from certification.eligibility.facts import SHORTEST_PROCESS
from certification.enums import MaterialClass, Track, UploadKind
from certification.models import Application
from certification.rules import open_parts
from certification.selectors.dictionary import Dictionary
from certification.selectors.eligibility import judged_on, verdict_of
from certification.steps import PART_TITLES, STEP_OF_CONDITION, STEPS, Step


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to mend, with the part and, where it is one page, the step where that is done."""

    part: str
    text: str
    step: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part as the task list shows it. `is_open` tells whether its answers may change now."""

    code: str
    title: str
    gaps: tuple[Gap, ...]
    is_started: bool
    is_open: bool = True
    count: int | None = None

    @property
    def is_done(self) -> bool:
        return not self.gaps

    @property
    def status(self) -> str:
        if not self.is_open:
            return "Tidak dibuka"
        if self.is_done:
            return "Selesai"
        return "Sedang diisi" if self.is_started else "Belum diisi"

    @property
    def tone(self) -> str:
        """How loud the status is, in the words of the component."""
        if not self.is_open:
            return "quiet"
        if self.is_done:
            return "done"
        return "waiting" if self.is_started else "todo"


def parts_of(application: Application) -> list[Part]:
    """The six parts in order, with what each still needs."""
    gaps = gaps_of(application)
    opened = open_parts(application)
    counts = {
        "products": len(application.products.all()),
        "materials": len(application.materials.all()),
    }
    parts = []
    for code, title in PART_TITLES.items():
        own = tuple(gap for gap in gaps if gap.part == code)
        parts.append(
            Part(
                code=code,
                title=title,
                gaps=own,
                is_started=_STARTED[code](application),
                # What lacks something may always be completed: a return never leads to a dead end.
                is_open=code in opened or bool(own),
                count=counts.get(code),
            )
        )
    return parts


def gaps_of(application: Application) -> list[Gap]:
    """Everything that stands in the way of sending, in the order of the parts and their pages."""
    gaps = [gap for is_there, gap in _always(application) if not is_there]
    if application.track == Track.REGULAR:
        gaps += [gap for is_there, gap in _regular(application) if not is_there]
    else:
        gaps += _eligibility(application)
    return sorted(gaps, key=_place)


def is_filled(application: Application) -> bool:
    """Whether all six parts hold their answers, whatever the rules of the day say of these.

    No query when business, products, materials and uploads are at hand: for counting many.
    """
    return all(is_there for is_there, _ in (*_always(application), *_regular(application)))


def has_gaps(application: Application, part: str) -> bool:
    """Whether the part lacks something."""
    return any(gap.part == part for gap in gaps_of(application))


def steps_of_part(application: Application, part: str) -> list[Step]:
    """The pages of a part that this application is asked."""
    return [step for step in STEPS.get(part, ()) if step.slug != "daging" or _has_meat(application)]


def _place(gap: Gap) -> tuple[int, int]:
    slugs = [step.slug for step in STEPS.get(gap.part, ())]
    place = slugs.index(gap.step) if gap.step in slugs else len(slugs)
    return list(PART_TITLES).index(gap.part), place


Checked = tuple[bool, Gap]


def _always(application: Application) -> list[Checked]:
    """What every application needs beside the rules of self declare: who, where, what, whereto."""
    business = application.business
    return [
        (bool(business.address), Gap("business", "Tulis alamat tempat produksi.", "alamat")),
        (bool(business.phone), Gap("business", "Tulis nomor HP pemilik usaha.", "alamat")),
        (bool(application.product_type), Gap("products", "Tulis apa produknya.", "jenis")),
        (
            bool(application.marketing_area),
            Gap("products", "Pilih sampai mana produk dijual.", "jenis"),
        ),
    ]


def _regular(application: Application) -> list[Checked]:
    """An answer in each part: all that the regular track asks, whose answers a body judges."""
    kinds = {upload.kind for upload in application.uploads.all()}
    return [
        (
            bool(application.business.nib),
            Gap("business", "Tulis NIB. Belum punya? Petugas membantu membuatnya.", "nib"),
        ),
        (
            bool(application.supervisor_name),
            Gap("people", "Tulis nama penyelia halal.", "penyelia"),
        ),
        (
            bool(len(application.products.all())),
            Gap("products", "Tulis paling sedikit satu nama produk.", "nama"),
        ),
        (
            bool(len(application.materials.all())),
            Gap("materials", "Tulis semua bahan, juga minyak, air, dan penyedap."),
        ),
        (
            len(application.process) >= SHORTEST_PROCESS,
            Gap("process", "Ceritakan cara membuat produk sampai mengemas.", "cara"),
        ),
        (UploadKind.PRODUCT in kinds, Gap("photos", "Kirim foto produk di dalam kemasan.")),
    ]


def _eligibility(application: Application) -> list[Gap]:
    """What the rules of the day find, each sentence once."""
    found = (
        Gap(finding.part, why, STEP_OF_CONDITION.get(finding.condition, ""))
        for finding in verdict_of(application).blocking
        for why in finding.why
        if finding.part
    )
    return list(dict.fromkeys(found))


def _has_meat(application: Application) -> bool:
    """Whether a material comes from a slaughtered animal, also one that the dictionary learnt."""
    materials = application.materials.all()
    if any(material.is_slaughtered for material in materials):
        return True
    unknown = [m.name for m in materials if m.material_class in ("", MaterialClass.UNKNOWN)]
    if not unknown:
        return False
    dictionary = Dictionary(judged_on(application))
    found = (dictionary.find(name) for name in unknown)
    return any(entry.is_slaughtered for entry in found if entry)


_STARTED: dict[str, Callable[[Application], bool]] = {
    "business": lambda application: bool(application.business.nib or application.business.address),
    "people": lambda application: bool(application.supervisor_name),
    "products": lambda application: bool(
        application.product_type or len(application.products.all())
    ),
    "materials": lambda application: bool(len(application.materials.all())),
    "process": lambda application: bool(application.process),
    "photos": lambda application: bool(len(application.uploads.all())),
}
