"""The checks of returns find what is amiss."""

from certification.enums import Status, Track
from certification.invariants import check
from certification.models import Application, ReturnItem, ReturnReason, ThirdReturn
from tests.certification.ways import bring, make_case, make_people, take


def test_each_violation_is_named(db: None) -> None:
    people = make_people()
    application = bring(make_case(people, Track.SELF_DECLARE), Status.IN_SIHALAL, people)
    application = take(application, "bpjph_return", people.officer)
    assert list(check()) == []
    reason = ReturnReason.objects.get(pk="other")
    last = application.status_changes.last()
    first = application.status_changes.first()
    assert first
    assert last
    Application.objects.filter(pk=application.pk).update(returned_count=5, sihalal_number="")
    item = ReturnItem.objects.create(change=first, reason=reason)
    application.status_changes.filter(pk=last.pk).update(return_reason=None)
    third = ThirdReturn.objects.create(
        application=application, reason=reason, transition="return", asked_by=people.officer
    )
    assert set(check()) == {
        f"application {application.pk}: returned_count is 5, 1 steps led back",
        f"return item {item.pk} hangs on a step submit",
        f"status change {first.pk} names something to mend and no reason",
        f"status change {last.pk} names something to mend and no reason",
        f"third return {third.pk} waits while its application is returned_out",
        f"application {application.pk} came back from SiHalal without a number",
    }
