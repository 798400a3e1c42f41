"""The jenis produk of SiHalal's list, sorted by how well they go with an application's words."""

import re

from django.utils import timezone

from certification.models import Application, ProductClass

Choice = tuple[str, str]
_SHORTEST_WORD = 3


def classes_for(application: Application) -> tuple[list[Choice], list[Choice]]:
    """The classes that share a word with the products, and the others; two queries."""
    classes = list(ProductClass.objects.valid_on(timezone.localdate()))
    wanted = _words(application.product_type)
    for product in application.products.all():
        wanted |= _words(product.name)
    hits = {row.pk: len(wanted & _words(f"{row.name} {row.examples}")) for row in classes}
    likely = sorted((row for row in classes if hits[row.pk]), key=lambda row: -hits[row.pk])
    others = [row for row in classes if not hits[row.pk]]
    return [_choice(row) for row in likely], [_choice(row) for row in others]


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) >= _SHORTEST_WORD}


def _choice(row: ProductClass) -> Choice:
    return row.pk, f"{row.name}: {row.examples}" if row.examples else row.name
