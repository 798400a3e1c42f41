"""What can stand in the way of a companion's recommendation."""

from collections.abc import Sequence

from certification.errors.base import CertificationError


class VerificationOpenError(CertificationError):
    """Something was not looked at, or is not in order; `titles` names it."""

    def __init__(self, *, open_: Sequence[str], wrong: Sequence[str]) -> None:
        self.titles = [*open_, *wrong]
        sentences = []
        if open_:
            sentences.append(f"Belum diperiksa: {'; '.join(open_)}.")
        if wrong:
            sentences.append(
                f"Belum sesuai: {'; '.join(wrong)}. Minta perbaikan supaya pemilik memperbaikinya."
            )
        super().__init__(" ".join(sentences))


class NotEligibleError(CertificationError):
    """The criteria are not met with what was found; `reasons` are the engine's sentences."""

    def __init__(self, outcome: str, reasons: Sequence[str]) -> None:
        self.reasons = reasons
        super().__init__(
            f"Belum bisa direkomendasikan: {outcome.lower()}. {' '.join(reasons)}".strip()
        )


class CertificateNeededError(CertificationError):
    """The dictionary says that this material is never halal without a certificate."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} wajib bersertifikat halal. Tulis nomor sertifikatnya, atau pilih belum pasti."
        )


class ReasonNeededError(CertificationError):
    """The companion says otherwise than the dictionary of materials."""

    def __init__(self, name: str, opinion: str) -> None:
        super().__init__(
            f"Di kamus bahan, {name} tercatat {opinion.lower()}. Tulis di catatan apa yang Anda "
            "lihat."
        )


class VisitDayError(CertificationError):
    """A visit lies in the past."""

    def __init__(self) -> None:
        super().__init__("Tanggal kunjungan belum tiba. Tulis tanggal yang benar.")
