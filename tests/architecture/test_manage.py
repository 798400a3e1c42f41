"""The command line without a database."""

import os
import subprocess
import sys
from pathlib import Path


def test_without_a_database_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    done = subprocess.run(
        [sys.executable, "manage.py", "check_invariants"],
        cwd=Path(__file__).resolve().parents[2],
        env=kept | {"DEMO_DIR": str(tmp_path / "none")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "start `make demo`" in done.stderr
    assert "Traceback" not in done.stderr
