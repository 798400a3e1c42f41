"""A backup can be restored, says so, and refuses what is no backup."""

import tarfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of one person and one upload."""
    make_user(name="Orang Cadangan")
    default_storage.save("impor/daftar.csv", ContentFile(b"nama;hp"))
    path = tmp_path / "portal.backup"
    call_command("backup", str(path), verbosity=0)
    return path


def test_rows_and_files_come_back(backup: Path) -> None:
    User.objects.update(name="Orang Berubah")
    User.objects.create_user(name="Orang Baru", email="baru@contoh.id")
    default_storage.delete("impor/daftar.csv")
    call_command("restore", str(backup), "--force", verbosity=0)
    assert list(User.objects.values_list("name", flat=True)) == ["Orang Cadangan"]
    with default_storage.open("impor/daftar.csv") as file:
        assert file.read() == b"nama;hp"


def test_data_is_not_replaced_by_accident(backup: Path) -> None:
    with pytest.raises(CommandError, match="--force"):
        call_command("restore", str(backup), verbosity=0)
    assert User.objects.count() == 1


def test_the_file_is_for_its_owner_only(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600


def test_what_is_no_backup_changes_nothing(tmp_path: Path) -> None:
    make_user(name="Tetap Ada")
    damaged = tmp_path / "rusak.backup"
    damaged.write_bytes(b"bukan cadangan")
    with pytest.raises(CommandError, match="no backup"):
        call_command("restore", str(damaged), "--force", verbosity=0)
    assert User.objects.get().name == "Tetap Ada"


def test_missing_rows_are_noticed(backup: Path, tmp_path: Path) -> None:
    with tarfile.open(backup) as archive:
        archive.extractall(tmp_path / "open", filter="data")
    manifest = tmp_path / "open" / "manifest.json"
    text = manifest.read_text().replace('"accounts_user": 1', '"accounts_user": 2')
    manifest.write_text(text)
    with tarfile.open(backup, "w") as archive:
        for name in ("manifest.json", "database.dump", "files"):
            archive.add(tmp_path / "open" / name, name)
    with pytest.raises(CommandError, match="accounts_user"):
        call_command("restore", str(backup), "--force", verbosity=0)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="can't be written"):
        call_command("backup", str(tmp_path / "tidak-ada" / "x.backup"), verbosity=0)
