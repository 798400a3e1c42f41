"""What doesn't fit together on the regular track."""

from certification.errors import CertificationError


class RegularOrderError(CertificationError):
    """Something is told before what it stands on; `field` names it."""

    def __init__(self, field: str, text: str) -> None:
        self.field = field
        super().__init__(text)
