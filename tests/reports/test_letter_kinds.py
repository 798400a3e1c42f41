"""The kinds of letters: what they offer, and the shared template of each."""

import pytest

from reports.enums import LetterKind
from reports.letter_kinds.kinds import KINDS
from reports.letter_kinds.placeholders import ALL
from reports.letter_kinds.texts import fill, missing_in, unknown_in, used_in
from reports.models import LetterTemplate


def test_every_kind_of_the_domain_is_there_and_goes_to_somebody() -> None:
    assert set(KINDS) == set(LetterKind.values)
    assert all(kind.groups for kind in KINDS.values())


def test_no_placeholder_is_defined_for_nothing() -> None:
    offered = {code for kind in KINDS.values() for code in kind.codes}
    assert offered == {each.code for each in ALL}
    assert all(each.example and each.label for each in ALL)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", LetterKind.values)
def test_each_kind_has_one_shared_template_with_placeholders_it_offers(kind: str) -> None:
    template = LetterTemplate.objects.get(organisation=None, kind=kind)
    texts = (template.subject, template.body, template.attachment, template.copies)
    assert unknown_in(KINDS[kind], *texts) == []
    filled = [fill(text, KINDS[kind].examples) for text in texts]
    assert not any("{" in text or "}" in text for text in filled)
    assert bool(template.attachment) == bool(KINDS[kind].columns)
    assert template.source


@pytest.mark.django_db
def test_the_words_for_the_door_say_that_it_is_official_free_and_no_tax() -> None:
    """What owners fear most (domain.md §5.4): the letter says it in so many words."""
    body = LetterTemplate.objects.get(organisation=None, kind=LetterKind.INTRODUCTION).body
    assert "program resmi" in body
    assert "tidak dipungut biaya" in body
    assert "bukan pendataan pajak" in body


def test_a_value_is_not_read_as_a_template() -> None:
    """Who is called {nama} stays so: nothing in a value is filled in again."""
    values = {"nama": "{lembaga}", "lembaga": "LP3H"}
    assert fill("Yth. {nama} dari {lembaga}", values) == "Yth. {lembaga} dari LP3H"


def test_placeholders_are_named_once_in_their_order() -> None:
    assert used_in("{b} {a}", "{a} { bukan ini } {c}") == ["b", "a", "c"]
    assert missing_in(["{b} {a}"], {"b": "ada", "a": ""}) == ["a"]
    kind = KINDS[LetterKind.RECEIPT]
    assert unknown_in(kind, "{nama} {nik} {0}") == ["nik", "0"]
    with pytest.raises(KeyError):
        fill("{tidak_ada}", {})
