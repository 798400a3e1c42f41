"""`python -m halalportal.embedded.clean`: forget the data of `make demo`."""

import shutil
import sys
from pathlib import Path

from halalportal.embedded import shelter
from halalportal.embedded.errors import EmbeddedError
from halalportal.embedded.state import StateFolder, locate

_MARK = "kept.json"  # what only a state folder has: DEMO_DIR may point anywhere


def clean(folder: Path) -> str:
    """Remove a state folder and return what was done, in a sentence.

    Raises EmbeddedError while a demo runs in it, and for a folder that is none of ours.
    """
    if not folder.exists() or not any(folder.iterdir()):
        return f"Nothing to clean in {folder}"
    if not (folder / _MARK).exists():
        raise EmbeddedError(f"{folder} does not look like the demo's folder: remove it yourself.")
    state = StateFolder(folder)
    with state.locked():
        for name in ("postgres", "broker"):
            shelter.forget(folder / name)
        shutil.rmtree(folder)
    return f"Removed {folder}"


def main() -> None:
    """Clean the state folder that the environment names."""
    try:
        print(clean(locate()))
    except EmbeddedError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
