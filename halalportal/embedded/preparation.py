"""Makes the tables and loads the data that a new database lacks."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

_DEMO_ADDRESS = "@demo.id"


@dataclass(frozen=True)
class _Load:
    """A command that fills the table of `model`, named as text: this layer imports no app."""

    model: str
    command: str
    announcement: str


_LOADS = (
    _Load("regions.Region", "load_regions", "Loading the regions of Indonesia (only once)…"),
    _Load("accounts.User", "load_demo", "Loading the demo data (only once)…"),
)


def prepare(say: Callable[[str], None], *, with_data: bool = True) -> None:
    """Bring the database up to date: what is there already is left alone."""
    if _has_pending_migrations():
        say("Making the tables…")
        call_command("migrate", interactive=False, verbosity=0)
    for load in _LOADS if with_data else ():
        if not apps.get_model(load.model)._default_manager.exists():
            say(load.announcement)
            call_command(load.command)


def demo_accounts() -> list[str]:
    """Return lines that tell how to sign in, none where the database has no demo accounts."""
    memberships = apps.get_model("accounts.Membership")._default_manager
    found = memberships.select_related("user").order_by("pk")
    found = found.filter(user__email__endswith=_DEMO_ADDRESS)
    roles: dict[str, list[str]] = {}
    for post in found:
        roles.setdefault(str(post.user.email), []).append(post.get_role_display())
    if not roles:
        return []
    password = import_module("accounts.demo").PASSWORD
    lines = [f"  {email:<20}{', '.join(held)}" for email, held in roles.items()]
    return [f"Accounts, each with the password {password}:", *lines]


def _has_pending_migrations() -> bool:
    # A `migrate` that has nothing to do takes seconds.
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
