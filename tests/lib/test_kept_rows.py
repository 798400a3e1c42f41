"""What a transactional test leaves behind."""

import pytest

from ikm.models import Business
from tests import kept_rows
from tests.factories import make_business


@pytest.mark.django_db(transaction=True)
def test_everything_is_emptied_and_what_migrations_brought_is_back() -> None:
    kept = kept_rows.keep()
    assert {"certification_eligibilityrule", "django_content_type"} <= {
        table.split('"')[1] for table in kept.rows
    }
    make_business()
    kept.restore()
    assert not Business.objects.exists()
    assert in_order(kept_rows.keep()) == in_order(kept)


def in_order(kept: kept_rows.KeptRows) -> dict[str, list[bytes]]:
    return {table: sorted(rows.splitlines()) for table, rows in kept.rows.items()}
