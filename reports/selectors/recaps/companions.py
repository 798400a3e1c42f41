"""LP3H and their companions: what they were given, did in time, and brought to a certificate."""

from collections import defaultdict
from collections.abc import Iterable

from accounts.models import Organisation, User
from certification.enums import Status
from reports.selectors.recaps.question import SENT, Question
from reports.selectors.recaps.shape import Column, Kind, Recap, Row, Share, Table, with_total
from reports.selectors.recaps.trail import Work, work_by_companion

WORK = (
    Column(key="assigned", label="Pengajuan", width=11),
    Column(key="verified", label="Verifikasi", width=11),
    Column(key="in_time_share", label="% tepat waktu", kind=Kind.SHARE, width=12),
    Column(key="issued", label="Terbit", width=9),
    Column(key="returned_share", label="% dikembalikan", kind=Kind.SHARE, width=14),
)
LP3H_COLUMNS = (
    Column(key="lp3h", label="LP3H", kind=Kind.TEXT, width=36),
    Column(key="quota", label="Kuota", width=9),
    Column(key="companions", label="Pendamping", width=12),
    Column(key="active", label="Aktif", width=9),
    *WORK,
    Column(key="used_share", label="% serap", kind=Kind.SHARE, width=9),
)
COMPANION_COLUMNS = (
    Column(key="companion", label="Pendamping", kind=Kind.TEXT, width=28),
    Column(key="lp3h", label="LP3H", kind=Kind.TEXT, width=36),
    Column(key="activity", label="Keadaan", kind=Kind.TEXT, width=12),
    *WORK,
)
NOTES = (
    "Tepat waktu: diverifikasi dalam batas hari kerja sejak diterima (10 hari kerja menurut aturan "
    "saat ini). Yang lewat batas dan belum diverifikasi dihitung terlambat.",
    "Aktif: mengerjakan pengajuan dalam 28 hari terakhir. Dikembalikan: pernah diminta perbaikan.",
)
TWICE = "Pendamping yang kasusnya memakai kuota dua LP3H dihitung pada keduanya."
PRESENT = "Pendamping dan LP3H tiap pengajuan"
NO_LP3H = "Tanpa LP3H"


def lp3h(question: Question) -> Table:
    """One row an LP3H that has places or cases, by name."""
    groups: dict[int | None, list[tuple[int | None, Work]]] = defaultdict(list)
    by_places = question.scope.is_regional
    for (organisation, companion), work in work_by_companion(question, by_places=by_places).items():
        groups[organisation].append((companion, work))
    quotas, used = _places(question)
    names = _names({*groups, *quotas})
    rows = [
        _lp3h_row(question, pk, names[pk], groups[pk], (quotas.get(pk, 0), used.get(pk, 0)))
        for pk in sorted(names, key=lambda pk: (pk is None, names[pk]))
    ]
    notes = (*NOTES, TWICE, *question.since_note(PRESENT))
    return with_total(LP3H_COLUMNS, rows, notes=notes)


def companions(question: Question) -> Table:
    """One row a companion with a case, by LP3H and name."""
    found = work_by_companion(question)
    people = dict(User.objects.filter(pk__in={c for _, c in found if c}).values_list("pk", "name"))
    names = _names({organisation for organisation, _ in found})
    rows = [
        Row(
            (
                people.get(companion or 0, "Tanpa pendamping"),
                names[organisation],
                None if companion is None else "Aktif" if work.active else "Tidak aktif",
                *_work(work),
            )
        )
        for (organisation, companion), work in found.items()
    ]
    rows.sort(key=lambda row: (str(row.values[1]), str(row.values[0])))
    return with_total(COMPANION_COLUMNS, rows, notes=(*NOTES, *question.since_note(PRESENT)))


def _work(work: Work) -> tuple[int | Share, ...]:
    return (
        work.assigned,
        work.verified,
        Share(work.in_time, work.due),
        work.issued,
        Share(work.returned, work.assigned),
    )


def _lp3h_row(
    question: Question,
    pk: int | None,
    name: str,
    group: list[tuple[int | None, Work]],
    places: tuple[int, int],
) -> Row:
    quota, used = places
    values = (
        *(name, quota),
        sum(companion is not None for companion, _ in group),
        sum(work.active for _, work in group),
        *_work(_sum(work for _, work in group)),
        Share(used, quota),
    )
    if pk is None:
        return Row(values)
    lists = {"assigned": SENT, "issued": (Status.ISSUED,)}
    return Row(values, {k: question.list_url(*statuses, lp3h=pk) for k, statuses in lists.items()})


def _sum(works: Iterable[Work]) -> Work:
    total = Work()
    for work in works:
        for name in Work.__slots__:
            setattr(total, name, getattr(total, name) + getattr(work, name))
    return total


def _places(question: Question) -> tuple[dict[int | None, int], dict[int | None, int]]:
    """Quota and used places of each LP3H; None: places that no LP3H has."""
    quotas: dict[int | None, int] = defaultdict(int)
    used: dict[int | None, int] = defaultdict(int)
    for node in question.places():
        quotas[node.organisation_id] += node.granted - node.delegated
        used[node.organisation_id] += node.used
    return quotas, used


def _names(pks: set[int | None]) -> dict[int | None, str]:
    found = Organisation.objects.filter(pk__in={pk for pk in pks if pk}).order_by("name")
    names: dict[int | None, str] = {each.pk: each.short_name or each.name for each in found}
    return names | ({None: NO_LP3H} if None in pks else {})


RECAPS = (
    Recap(
        code="lp3h",
        title="Kerja LP3H",
        sentence="Pengajuan tiap LP3H, yang diverifikasi tepat waktu, dan yang sudah terbit.",
        query=lp3h,
    ),
    Recap(
        code="pendamping",
        title="Kerja pendamping",
        sentence="Pengajuan tiap pendamping, ketepatan waktunya, dan siapa yang tidak aktif.",
        query=companions,
    ),
)
