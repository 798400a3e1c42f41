"""The portal's server with the lock of its ledger switched off, for a negative control."""

from halalportal.wsgi import application

# isort: split
# Models can be read only after the application was made.
from certification.services import quota
from tests.certification import unlocked

__all__ = ["application"]

setattr(quota, "hold", unlocked.hold)  # noqa: B010 - not exported for others
