"""How much a first visit of a page transfers, and how much its audience may be asked for."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import brotli
from playwright.sync_api import Page


@dataclass(frozen=True)
class Budget:
    """The most that a first visit may transfer, compressed, and how much of it in scripts."""

    total: int
    scripts: int


KB = 1024
PUBLIC = Budget(45 * KB, 6 * KB)
STAFF = Budget(120 * KB, 35 * KB)
HEAD = Budget(80 * KB, 0)
LOADED = "performance.getEntriesByType('resource').map((entry) => entry.name)"
Weights = dict[str, int]


def weighs_too_much(page: Page, budget: Budget, weights: Weights) -> list[str]:
    """Whether a first visit transfers more than the budget of the audience."""
    # Photos are what the page is about; they are small by themselves and load when looked at.
    urls = {url for url in page.evaluate(LOADED) if "/berkas/" not in urlsplit(url).path}
    scripts = sum(weight(page, url, weights) for url in urls if url.endswith(".js"))
    total = len(brotli.compress(page.content().encode(), quality=5))
    total += sum(weight(page, url, weights) for url in urls)
    found = []
    if total > budget.total:
        found.append(f"transfers {total} bytes, {budget.total} allowed")
    if scripts > budget.scripts:
        found.append(f"has {scripts} bytes of scripts, {budget.scripts} allowed")
    return found


def weight(page: Page, url: str, weights: Weights) -> int:
    """The size of a file as the server compresses it once for all."""
    if url not in weights:
        weights[url] = len(brotli.compress(page.request.get(url).body()))
    return weights[url]
