"""A KBLI code as people write it: digits, a line of the list, or words of its title."""

from dataclasses import dataclass

from halalportal.lib.identifiers import Identifier, read_kbli
from halalportal.lib.texts import squeeze
from ikm import kbli

LIST_ID = "daftar-kbli"  # of the datalist that suggests lines


@dataclass(frozen=True, slots=True)
class KbliAnswer:
    """`found` is the code or what is wrong with it; `version` is None when the text names none."""

    found: Identifier
    version: int | None = None


def read_answer(text: str, *, version: int) -> KbliAnswer:
    """Reads "10794", "10794 – Industri kerupuk … (KBLI 2020)", or words such as "kue basah".

    Args:
        version: in which the words are looked for.
    """
    text = squeeze(text)
    if not text or kbli.code_in(text):
        return KbliAnswer(read_kbli(kbli.code_in(text)), kbli.version_in(text))
    named = kbli.search(text, version)
    if len(named) == 1:
        return KbliAnswer(Identifier(named[0].code), version)
    if not named:
        problem = f"Tidak ada KBLI {version} dengan kata itu. Tulis 5 angkanya dari dokumen NIB."
    else:
        problem = f"Ada {len(named)} kode yang cocok: {kbli.name_some(named)}. Tulis 5 angkanya."
    return KbliAnswer(Identifier(fault="words", problem=problem))
