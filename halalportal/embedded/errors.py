"""The two ways in which starting or running the services ends early."""


class EmbeddedError(Exception):
    """Why the services cannot run, in a plain sentence that says what to do."""


class StopRequestedError(Exception):
    """Somebody pressed Ctrl-C or sent SIGTERM: stop everything, this is not a fault."""
