"""A head's page in five plain lines, to be sent in WhatsApp."""

from halalportal.lib.formats import number
from reports.selectors.overview import Overview, Row

LIMIT = 700
_LONGEST_NAME = 40
_WORST = 2


def whatsapp_lines(page: Overview) -> str:
    """Sentence, three numbers with their time, forecast, the two furthest behind, top obstacle.

    At most 700 signs: the range of the forecast goes first.
    """
    text = "\n".join(_lines(page, page.forecast))
    if len(text) <= LIMIT:
        return text
    return "\n".join(_lines(page, page.forecast.partition(" (")[0]))[:LIMIT]


def _lines(page: Overview, forecast: str) -> tuple[str, ...]:
    summary = page.summary
    name = f"{summary.name}, {page.place}" if page.place else summary.name
    return (
        f"{name}: {page.headline}",
        f"Kuota {number(summary.quota)}, terpakai {number(summary.used)}, "
        f"terbit {number(summary.issued)} ({page.stamp}).",
        forecast or "Perkiraan belum bisa dihitung karena tenggat belum ditetapkan.",
        _worst(page.regions or page.organisations),
        _obstacle(page),
    )


def _worst(rows: tuple[Row, ...]) -> str:
    if not rows:
        return "Kuota belum dibagi."
    found = [
        f"{row.label[:_LONGEST_NAME]} {number(row.used)}/{number(row.quota)}"
        for row in rows[:_WORST]
    ]
    return f"Paling tertinggal: {', '.join(found)}."


def _obstacle(page: Overview) -> str:
    if not page.obstacles:
        return "Tidak ada kendala yang dicatat."
    top = page.obstacles[0]
    return f"Kendala terbanyak: {top.label} {number(top.count)} ({top.trend})."
