"""The companions with open cases, and the villages of these cases."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from accounts.models import CompanionProfile
from certification.models import Application
from halalportal.lib.formats import number
from reports.enums import LetterKind
from reports.letter_kinds.kinds import KINDS
from reports.letter_kinds.parts import Table
from reports.selectors.letter_recipients.parts import Addressee, Source

COLUMNS = KINDS[LetterKind.ASSIGNMENT].columns
UNKNOWN = "Belum tercatat"
JOB = "Pendamping Proses Produk Halal"

type Place = tuple[str, str, str]  # kab/kota, kecamatan, desa


@dataclass(slots=True)
class _Work:
    name: str
    organisation: str
    places: Counter[Place] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        return self.places.total()

    @property
    def regencies(self) -> str:
        return ", ".join(sorted({regency for regency, _, _ in self.places}))


def companions(source: Source) -> list[Addressee]:
    """Each companion with open cases of the programme in the person's sight; two queries."""
    work = _work(_cases(source))
    numbers = dict(
        CompanionProfile.objects.filter(user__in=list(work)).values_list(
            "user_id", "registration_number"
        )
    )
    ordered = sorted(work.items(), key=lambda each: (each[1].name, each[0]))
    return [_addressee(pk, found, numbers.get(pk, "")) for pk, found in ordered]


def _cases(source: Source) -> QuerySet[Application]:
    cases = Application.objects.visible_to(source.user).open().filter(companion__isnull=False)
    if source.programme:
        cases = cases.filter(programme=source.programme)
    if source.organisation:
        cases = cases.filter(organisation=source.organisation)
    if source.region_code:
        cases = cases.filter(regency=source.region_code)
    return cases.filter(companion=source.companion_id) if source.companion_id else cases


def _work(cases: QuerySet[Application]) -> dict[int, _Work]:
    rows = (
        cases.order_by()
        .values_list(
            "companion_id",
            "companion__name",
            "organisation__name",
            "regency__name",
            "business__district__name",
            "business__village__name",
        )
        .annotate(count=Count("business", distinct=True))
    )
    found: dict[int, _Work] = {}
    for pk, name, organisation, regency, district, village, count in rows:
        work = found.setdefault(pk or 0, _Work(name or "", organisation or ""))
        work.places[regency, district or UNKNOWN, village or UNKNOWN] += count
    return found


def _addressee(pk: int, work: _Work, registration: str) -> Addressee:
    return Addressee(
        key=f"c{pk}",
        lines=tuple(filter(None, (f"Sdr. {work.name}", work.organisation))),
        note=f"{number(work.count)} usaha",
        values={
            "nama": work.name,
            "jabatan": JOB,
            "nomor_registrasi": registration or UNKNOWN.lower(),
            "lembaga": work.organisation or UNKNOWN.lower(),
            "wilayah": work.regencies,
            "jumlah": number(work.count),
        },
        table=_table(work),
        companion_id=pk,
    )


def _table(work: _Work) -> Table:
    rows = tuple(
        (str(line), village, district, regency, number(count))
        for line, ((regency, district, village), count) in enumerate(
            sorted(work.places.items()), start=1
        )
    )
    return Table("Desa dan kelurahan tempat tugas", COLUMNS, rows, numeric=(0, 4))
