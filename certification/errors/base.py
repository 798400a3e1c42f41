"""The common parent of all that can stand in the way."""


class CertificationError(Exception):
    """The common parent: a page shows its text to the person."""
