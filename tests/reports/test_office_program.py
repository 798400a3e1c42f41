"""The workbooks in LibreOffice: they open, the words are there, and no cell is a formula."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from accounts.models import User
from reports.documents.recaps import answer
from reports.documents.recaps.sheet import xlsx_of
from reports.documents.summary import summary_xlsx
from reports.selectors.overview import overview, province_scope
from reports.selectors.recaps import RECAPS, Question
from tests.reports.story import tell

pytestmark = pytest.mark.django_db
OFFICE = shutil.which("soffice")


@pytest.fixture
def workbooks(province_officer: User, tmp_path: Path) -> list[Path]:
    """Every workbook of a programme whose name would be a formula, were it taken for one."""
    programme = tell(province_officer).programme
    programme.name = "=1+1"
    programme.save()
    scope = province_scope(programme)
    question = Question(programme=programme, scope=scope)
    contents = {code: xlsx_of(answer(recap, question)) for code, recap in RECAPS.items()}
    contents["ringkasan"] = summary_xlsx(overview(programme=programme, scope=scope))
    for code, content in contents.items():
        (tmp_path / f"{code}.xlsx").write_bytes(content)
    return sorted(tmp_path.glob("*.xlsx"))


@pytest.mark.skipif(
    not OFFICE, reason="LibreOffice is missing (apt install libreoffice-calc-nogui)"
)
def test_no_cell_is_a_formula(workbooks: list[Path], tmp_path: Path) -> None:
    folder = tmp_path / "dibuka"
    command = [str(OFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    options = ["--convert-to", "fods", "--outdir", str(folder), *map(str, workbooks)]
    env = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    subprocess.run([*command, *options], env=env, check=True, capture_output=True, timeout=300)
    for workbook in workbooks:
        opened = (folder / f"{workbook.stem}.fods").read_text()
        assert "table:formula" not in opened, workbook.stem
        assert re.search(r">=1\+1", opened), workbook.stem
        assert "Err:" not in opened, workbook.stem
