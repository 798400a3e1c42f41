"""The villages that the sample file names."""

import pytest

from regions.models import Region
from tests.factories import BATU_TIMBAU, make_region

HIMBA_LESTARI = "64.08.17.2005"
SANGATTA_UTARA = "64.08.04.2001"
AIR_HITAM = "64.72.03.1006"


@pytest.fixture
def villages(db: None) -> dict[str, Region]:
    """Five villages of Kutai Timur and one of Samarinda, with all regions above them."""
    codes = [BATU_TIMBAU, HIMBA_LESTARI, SANGATTA_UTARA, "64.08.04.2011", "64.08.04.2012"]
    return {code: make_region(code) for code in [*codes, AIR_HITAM]}
