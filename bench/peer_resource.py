"""The same import with django-import-export: same readers of phones, NIB and NIK, same table.

As it comes: a `ModelResource` of these fields, and what its admin page does with it by default: one
pass as a dry run for the preview, then the file again for the import. (The page would refuse to go
on while a row is wrong; here it goes on without those rows, which spares the peer a third pass.)
Bulk: a single pass by `import_data`, which is less than the page does, with the settings that the
package's handbook advises for speed, and the places put in by code instead of being looked up.
"""

from pathlib import Path
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from import_export import resources
from import_export.instance_loaders import CachedInstanceLoader

from halalportal.lib.identifiers import read_nib, read_nik, read_phone
from halalportal.lib.texts import readable
from ikm.enums import BusinessSource
from ikm.models import Business
from regions.models import Level, Region

_FIELDS = (
    *("name", "owner_name", "nib", "phone", "email", "address", "brand", "kbli_code"),
    *("kbli_version", "source"),
)


class BusinessResource(resources.ModelResource):
    """Cleans each row in `before_import_row`, as the package's handbook tells."""

    class Meta:
        model = Business
        import_id_fields = ("nib",)  # the file's heading NIB is renamed in `before_import`
        fields: tuple[str, ...] = _FIELDS

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        dataset.headers = ["nib" if h == "NIB" else str(h) for h in dataset.headers]
        villages = Region.objects.filter(level=Level.VILLAGE, code__startswith="63.")
        names = villages.values_list("name", "parent__name", "code")
        self.villages = {(name.lower(), district.lower()): code for name, district, code in names}
        self.seen: set[str] = set()

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        problems = []
        for field, heading, read in (
            ("nib", "nib", read_nib),
            ("phone", "No. HP", read_phone),
            ("nik", "NIK", read_nik),
        ):
            found = read(str(row[heading] or ""))
            problems += [found.problem] if found.problem else []
            row[field] = found.value
        row["name"], row["owner_name"] = (
            readable(str(row[h] or "")) for h in ("Nama Usaha", "Nama Pemilik")
        )
        if not row["owner_name"]:
            problems.append("Tulis nama pemilik.")
        if problems:
            raise ValidationError(problems)
        self._place(row)
        row["email"], row["brand"], row["address"] = row["Email"], row["Merek"], row["Alamat"]
        row["kbli_code"], row["kbli_version"] = row["KBLI"], 2020
        row["source"] = BusinessSource.IMPORT

    def _place(self, row: Any) -> None:
        village, district = row["Desa"], row["Kecamatan"]
        if not village:
            parts = str(row["Alamat"]).lower().split(", ")
            village, district = parts[1].removeprefix("desa "), parts[2].removeprefix("kec. ")
        code = self.villages.get((str(village).lower(), str(district).lower()), "")
        row["code"] = code
        row["regency"], row["district"], row["village"] = code[:5], code[:8], code

    def skip_row(self, instance: Any, original: Any, row: Any, *args: Any, **kwargs: Any) -> bool:
        is_twin = row["nib"] in self.seen
        self.seen.add(row["nib"])
        return is_twin

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        instance.seal_nik(row["nik"])
        # By code: a widget for each of the three would ask the database three times a row.
        code = row["code"]
        instance.regency_id, instance.district_id, instance.village_id = code[:5], code[:8], code


class PlainResource(BusinessResource):
    """As it comes: the package looks the places up itself."""

    class Meta(BusinessResource.Meta):
        fields: tuple[str, ...] = (*_FIELDS, "regency", "district", "village")

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        instance.seal_nik(row["nik"])


class BulkResource(BusinessResource):
    class Meta(BusinessResource.Meta):
        use_bulk = True
        use_transactions = True
        batch_size = 1_000
        skip_diff = True
        instance_loader_class = CachedInstanceLoader


def import_in_bulk(path: Path) -> int:
    """Imports the file in one pass; wrong rows are collected with their reasons."""
    return _import(BulkResource(), path)


def import_as_it_comes(path: Path) -> int:
    """A dry run for the preview, then the import."""
    _import(PlainResource(), path, dry_run=True)
    return _import(PlainResource(), path)


def _import(resource: BusinessResource, path: Path, *, dry_run: bool = False) -> int:
    """Returns the businesses there are."""
    dataset = tablib.Dataset().load(path.read_bytes(), format="xlsx")
    result = resource.import_data(dataset, dry_run=dry_run, raise_errors=False)
    if result.base_errors:
        raise result.base_errors[0].error
    return int(Business.objects.count())
