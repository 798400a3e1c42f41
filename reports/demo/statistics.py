"""What the planner has to know of rows that the same transaction wrote."""

from django.db import connection

from accounts.models import User
from certification.models import (
    Application,
    ApplicationProduct,
    Certificate,
    Mandate,
    Material,
    StatusChange,
)
from ikm.models import Business

_GROWN = (
    Business,
    User,
    Application,
    ApplicationProduct,
    Material,
    StatusChange,
    Mandate,
    Certificate,
)


def tell_the_planner() -> None:
    """Counts the rows of the tables that grew.

    Else a join of many of them is planned as for empty tables, and may take minutes.
    """
    with connection.cursor() as cursor:
        for model in _GROWN:
            cursor.execute(f"ANALYZE {model._meta.db_table}")
