"""One table from group of recipients to how they are found."""

from collections.abc import Callable

from reports.letter_kinds.parts import Group
from reports.selectors.letter_recipients.companions import companions
from reports.selectors.letter_recipients.invited import invited
from reports.selectors.letter_recipients.owners import of_applications, of_businesses
from reports.selectors.letter_recipients.parts import Addressee, Source
from reports.selectors.letter_recipients.regencies import organisations, regency_offices

FINDERS: dict[Group, Callable[[Source], list[Addressee]]] = {
    Group.REGENCIES: regency_offices,
    Group.COMPANIONS: companions,
    Group.ORGANISATIONS: organisations,
    Group.INVITED: invited,
    Group.APPLICATIONS: of_applications,
    Group.BUSINESSES: of_businesses,
}
# What must be chosen before there is anybody.
NEEDS: dict[Group, str] = {
    Group.REGENCIES: "",
    Group.COMPANIONS: "programme",
    Group.ORGANISATIONS: "programme",
    Group.INVITED: "event",
    Group.APPLICATIONS: "",
    Group.BUSINESSES: "",
}


def recipients_of(group: Group, source: Source) -> list[Addressee]:
    """Everybody of the group in the person's sight; nobody while what it needs isn't chosen."""
    needed = NEEDS[group]
    if needed and getattr(source, needed) is None:
        return []
    return FINDERS[group](source)
