"""Data return: needs, runs cut by jurisdiction, receipts, what does not match, what is late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.kernel import clock, jobs
from portal.kernel.errors import Conflict, NotPermitted
from portal.kernel.identifiers import uuid7
from portal.kernel.models import AuditEvent
from portal.store import cutting
from sharing import policies, selectors, services
from sharing.models import ReturnParcel, ReturnRun
from sharing.tasks import PLANNER
from tests.open_data import load
from tests.returning import MORE, PLACES, receipt_of

pytestmark = pytest.mark.django_db


def test_a_district_files_what_it_needs_and_the_provider_accepts(return_need, cdo, city):
    assert (return_need.receiver, return_need.state) == (city.district_authority, "filed")
    accepted = services.accept_need(return_need, actor=cdo)
    assert (accepted.state, accepted.decided_at is not None) == ("accepted", True)


def test_units_of_the_city_do_not_ask_for_returns(placed, other_unit_officer):
    with pytest.raises(NotPermitted):
        services.file_need(placed, actor=other_unit_officer, purpose="x", reason="y", cycle="monthly")


def test_a_second_need_of_the_same_area_is_refused(return_need, placed, district_officer):
    with pytest.raises(ValidationError, match=r"filed a need|已申报"):
        services.file_need(placed, actor=district_officer, purpose="x", reason="y", cycle="monthly")


def test_a_refusal_gives_reasons(return_need, authority_reviewer):
    with pytest.raises(ValidationError):
        services.refuse_need(return_need, actor=authority_reviewer, opinion="")
    assert services.refuse_need(return_need, actor=authority_reviewer, opinion="已有专线").state == "refused"


def test_every_receiver_gets_its_rows_and_the_counts_add_up(return_run, areas):
    rows = {parcel.receiver.name: parcel.rows for parcel in return_run.parcels.all()}
    assert rows == {"云岩区大数据发展管理局": 2, "花溪区大数据局": 2, "贵安新区大数据局": 2}
    assert (
        return_run.state,
        return_run.rows,
        return_run.strays,
        return_run.shared,
        return_run.unclaimed,
    ) == ("complete", 8, 2, 1, 1)
    assert (
        sum(rows.values()) + return_run.unclaimed == return_run.rows - return_run.strays + return_run.shared
    )


def test_rows_of_no_jurisdiction_are_reported_with_their_codes(return_run):
    assert return_run.stray_codes == {"522301001": 1, "": 1}


def test_a_private_key_is_never_printed_as_an_area_code(return_run, areas):
    parcel = return_run.parcels.get(receiver=areas.guian)
    assert parcel.prefixes == ["520111012", "520403102"]


def test_a_matching_receipt_is_reconciled_and_recorded(parcel, receiver_officer):
    signed = services.sign_parcel(parcel, actor=receiver_officer, **receipt_of(parcel, receiver_officer))
    assert (signed.state, signed.received_by) == ("reconciled", receiver_officer.user)
    actions = AuditEvent.objects.filter(target_id=str(parcel.pk)).values_list("action", flat=True)
    wanted = {"sharing.returnparcel.sign", "sharing.returnparcel.reconcile", "sharing.returnparcel.fetch"}
    assert wanted <= set(actions)


def test_what_does_not_match_is_missing_and_sent_again(parcel, receiver_officer, officer):
    wrong = services.sign_parcel(parcel, actor=receiver_officer, rows=1, digest="0" * 64)
    assert wrong.state == "missing"
    again = services.resend_parcel(wrong, actor=officer)
    assert (again.state, again.sendings, again.is_signed) == ("sent", 2, False)
    right = services.sign_parcel(again, actor=receiver_officer, **receipt_of(again, receiver_officer))
    assert right.state == "reconciled"


def test_a_receipt_needs_a_whole_digest(parcel, receiver_officer):
    with pytest.raises(ValidationError):
        services.sign_parcel(parcel, actor=receiver_officer, rows=2, digest="z" * 64)


def test_a_parcel_cannot_be_delivered_twice(parcel, receiver_officer):
    receipt = receipt_of(parcel, receiver_officer)
    services.sign_parcel(parcel, actor=receiver_officer, **receipt)
    with pytest.raises(Conflict):
        services.sign_parcel(parcel, actor=receiver_officer, **receipt)
    twin = ReturnParcel.objects.get(pk=parcel.pk)
    twin.pk, twin.public_id = None, uuid7()
    with pytest.raises(IntegrityError, match="sharing_one_parcel_per_run"), transaction.atomic():
        ReturnParcel.objects.bulk_create([twin])


def test_the_receiver_counts_for_itself(parcel, receiver_officer, officer):
    assert not policies.knows_counts(receiver_officer, parcel)
    assert policies.knows_counts(officer, parcel)
    signed = services.sign_parcel(parcel, actor=receiver_officer, rows=0, digest="0" * 64)
    assert policies.knows_counts(receiver_officer, signed)


def test_nobody_else_fetches_the_file(parcel, officer, district_officer):
    for actor in (officer, district_officer):
        with pytest.raises(NotPermitted):
            services.fetch_parcel(parcel, actor=actor)


def test_a_newer_version_is_returned_as_its_difference(return_run, placed, officer):
    load_more(placed, officer)
    again = carried(services.plan_run(placed, actor=officer))
    assert (again.version, again.since, again.state) == (2, 1, "complete")
    yunyan = again.parcels.get(receiver__area_code="520103")
    assert (yunyan.rows, yunyan.removed) == (1, 0)


def test_an_unmatched_parcel_makes_the_next_run_whole(return_run, placed, officer, parcel, receiver_officer):
    services.sign_parcel(parcel, actor=receiver_officer, rows=1, digest="0" * 64)
    load_more(placed, officer)
    assert carried(services.plan_run(placed, actor=officer)).since is None


def test_nothing_is_planned_when_nobody_waits(return_run, placed, officer):
    with pytest.raises(Conflict, match=r"Nobody waits|没有"):
        services.plan_run(placed, actor=officer)


def test_one_run_at_a_time(planned_run, placed, officer):
    with pytest.raises(Conflict, match=r"at this moment|正在"):
        services.plan_run(placed, actor=officer)


def test_strangers_do_not_plan(placed, accepted_needs, other_unit_officer):
    with pytest.raises(NotPermitted):
        services.plan_run(placed, actor=other_unit_officer)


def test_the_tick_plans_what_is_due_by_its_cycle(accepted_needs, placed, officer):
    assert services.plan_due_runs(actor=PLANNER) == 1
    assert services.plan_due_runs(actor=PLANNER) == 0
    carried(ReturnRun.objects.get())
    load_more(placed, officer)
    assert services.plan_due_runs(actor=PLANNER) == 0
    with clock.set_to(clock.now() + timedelta(days=28)):
        assert services.plan_due_runs(actor=PLANNER) == 1


def test_a_run_that_fails_sends_nothing_and_can_be_planned_anew(planned_run, placed, officer, monkeypatch):
    def breaks(*_args, **_options):
        raise ValidationError("表已损坏")

    with monkeypatch.context() as patch:
        patch.setattr("portal.store.cutting.cut", breaks)
        jobs.run_inline(planned_run.job)
    planned_run.refresh_from_db()
    assert (planned_run.state, planned_run.message, planned_run.parcels.count()) == ("failed", "表已损坏", 0)
    assert carried(services.plan_run(placed, actor=officer)).state == "complete"


def test_counts_that_do_not_add_up_send_nothing(planned_run, monkeypatch):
    honest = cutting._Sorter._deal

    def loses_a_row(sorter, row, start, parts):
        honest(sorter, row, start, parts if b"P001" not in row else ())

    monkeypatch.setattr("portal.store.cutting._Sorter._deal", loses_a_row)
    jobs.run_inline(planned_run.job)
    planned_run.refresh_from_db()
    assert (planned_run.state, planned_run.parcels.exclude(state="cut").count()) == ("failed", 0)


def test_overdue_is_what_was_not_returned_in_time(accepted_needs, placed, city):
    assert selectors.overdue_needs(city.water) == []
    with clock.set_to(clock.now() + timedelta(days=14)):
        assert [need.entry for need, _due in selectors.overdue_needs(city.water)] == [placed] * 3
        assert selectors.overdue_needs(city.health) == []
        assert selectors.returns_in_time(None, [clock.today()]) == [(0, 3)]


def test_what_is_overdue_is_known_with_two_queries(accepted_needs, city, django_assert_num_queries):
    with clock.set_to(clock.now() + timedelta(days=14)), django_assert_num_queries(2):
        assert len(selectors.overdue_needs(city.water)) == 3


def test_a_return_that_came_late_was_overdue_until_it_came(accepted_needs, placed, officer):
    start, late = clock.today(), clock.now() + timedelta(days=20)
    with clock.set_to(late):
        carried(services.plan_run(placed, actor=officer))
        days = [start, start + timedelta(days=14), late.date()]
        assert selectors.returns_in_time(None, days) == [(0, 0), (0, 3), (0, 3)]


def test_a_parcel_that_nobody_signs_for_is_overdue_for_its_receiver(parcel, city):
    with clock.set_to(clock.now() + timedelta(days=14)):
        assert [p.pk for p in selectors.overdue_parcels(city.district_authority)] == [parcel.pk]
        assert selectors.overdue_parcels(city.authority) == []


def test_returns_in_time_are_counted_for_any_day(return_run, city):
    days = [clock.today() - timedelta(days=1), clock.today()]
    assert selectors.returns_in_time(city.water, days) == [(0, 0), (3, 3)]


def load_more(entry, officer):
    load(entry, [*PLACES, *MORE], officer)


def carried(run):
    jobs.run_inline(run.job)
    run.refresh_from_db()
    return run
