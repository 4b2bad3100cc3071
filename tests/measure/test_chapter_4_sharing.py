"""Chapter 4 of the measure: sharing of data."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from aggregation import services as objecting
from aggregation.selectors import waiting_objections
from portal.kernel import clock
from portal.kernel.errors import Conflict, NotPermitted
from portal.kernel.working_days import add_working_days
from sharing import services
from sharing.models import GrantUse, SharingRequest
from sharing.selectors import contested_parts
from tests.objections import settle
from tests.sharing.conftest import *  # noqa: F403  (the same people and requests)

pytestmark = pytest.mark.django_db


@pytest.mark.provision("4.1")
class TestHowDataIsShared:
    """Unconditional data is granted after the conformity check, conditional data by its provider in time."""

    def test_unconditional_data_is_granted_at_once(self, endorsed, authority_reviewer):
        found = services.check_request(endorsed("unconditional"), actor=authority_reviewer)
        assert (found.state, found.grant.state) == ("approved", "active")

    def test_conditional_data_waits_for_its_provider(self, checked):
        owed = (checked.state, checked.reply_due_on == checked.due_on is not None, hasattr(checked, "grant"))
        assert owed == ("checked", True, False)

    def test_a_request_states_basis_purpose_scenario_items_and_period(self, asked):
        for name in ("legal_basis", "purpose", "scenario", "items"):
            with pytest.raises(ValidationError):
                asked(**{name: [] if name == "items" else ""})

    def test_the_own_leader_endorses_before_anybody_else_sees_it(
        self, handed_in, authority_reviewer, asker_cdo
    ):
        seen = SharingRequest.objects.visible_to(authority_reviewer)
        assert not seen.exists()
        services.endorse_request(handed_in, actor=asker_cdo)
        assert seen.exists()

    def test_the_clock_of_a_returned_request_stands_still_and_goes_on(
        self, sent_back, other_unit_officer, asker_cdo
    ):
        assert (sent_back.state, sent_back.due_on, sent_back.days_left) == ("returned", None, 2)
        with clock.set_to(clock.now() + timedelta(days=30)):
            services.submit_request(sent_back, actor=other_unit_officer)
            again = services.endorse_request(sent_back, actor=asker_cdo)
            assert again.due_on == add_working_days(clock.today(), 2).day

    def test_a_refusal_rests_on_a_basis(self, checked, cdo):
        with pytest.raises(ValidationError):
            services.refuse_request(checked, actor=cdo, opinion="不宜共享", refusal_basis="")

    def test_what_is_published_as_not_shared_cannot_be_asked_for(
        self, officer, cdo, authority_reviewer, asked
    ):
        with pytest.raises(Conflict):
            asked("not_shared", refusal_basis="《中华人民共和国保守国家秘密法》第十三条")


@pytest.mark.provision("4.2")
class TestUseForItsPurposeOnly:
    """A grant binds consumer, items, rows and time; every use is recorded; revocation acts at once."""

    def test_the_consumer_sees_what_was_granted_and_it_is_recorded(self, granted, other_unit_officer):
        page = services.read_page(granted, actor=other_unit_officer)
        assert [column.name for column in page.columns] == ["监测点编号", "区县"]
        assert GrantUse.objects.get().rows == len(page.rows) == 5

    def test_a_grant_is_bound_to_the_purpose_that_was_asked_for(self, granted):
        assert granted.purpose == granted.request.purpose != ""

    def test_an_attempt_beyond_the_grant_is_refused_and_kept(self, granted, other_unit_officer):
        with pytest.raises(ValidationError):
            services.read_page(granted, actor=other_unit_officer, columns=["余氯"])
        assert (GrantUse.objects.get().outcome, GrantUse.objects.get().rows) == ("refused", 0)

    def test_another_unit_gets_nothing_from_it(self, granted, officer):
        with pytest.raises(NotPermitted):
            services.read_page(granted, actor=officer)

    def test_a_revoked_grant_gives_nothing(self, granted, other_unit_officer, cdo):
        services.revoke_grant(granted, actor=cdo, reason="用途不符")
        with pytest.raises(NotPermitted):
            services.read_page(granted, actor=other_unit_officer)

    def test_an_expired_grant_gives_nothing(self, granted, other_unit_officer):
        with clock.set_to(clock.now() + timedelta(days=31)), pytest.raises(NotPermitted):
            services.read_page(granted, actor=other_unit_officer)

    def test_a_suspension_stops_a_download_that_is_under_way(
        self, granted, other_unit_officer, authority_reviewer
    ):
        pieces = services.stream_rows(granted, actor=other_unit_officer)
        next(pieces)
        services.suspend_grant(granted, actor=authority_reviewer, reason="疑似泄露")
        with pytest.raises(NotPermitted):
            next(pieces)
        assert GrantUse.objects.get().outcome == "stopped"


@pytest.mark.provision("4.3")
class TestObjectionsToSharedDataAreHandled:
    """A consumer objects; the data is flagged; the provider answers in time; what is late escalates."""

    def test_a_consumer_objects_to_a_row(self, raise_as_consumer):
        assert raise_as_consumer().row_key == {"监测点编号": "P002"}

    def test_nobody_objects_to_a_row_that_does_not_exist(self, raise_as_consumer):
        with pytest.raises(ValidationError, match="没有这一行数据"):
            raise_as_consumer(row_key={"监测点编号": "P999"})

    def test_every_consumer_is_told_until_it_is_closed(
        self, accepted, granted_water, officer, cdo, entry_of_water
    ):
        assert [notice.number for notice in contested_parts(granted_water)] == [accepted.number]
        objecting.verify_objection(accepted, actor=officer)
        objecting.dismiss_objection(accepted, actor=cdo, answer="与检测报告一致。")
        settle()
        assert contested_parts(granted_water) == []

    def test_the_provider_answers_within_five_working_days(self, accepted):
        assert accepted.answer_due_on == add_working_days(clock.today(), 5).day

    def test_what_is_late_comes_to_the_authority(self, accepted, authority_reviewer):
        with clock.set_to(clock.now() + timedelta(days=30)):
            assert [found.pk for found in waiting_objections(authority_reviewer)] == [accepted.pk]

    def test_another_remedy_is_an_outcome_too(self, raised, authority_reviewer):
        words = {"answer": "数据来自登记。", "remedy": "向登记机关申请变更"}
        objecting.redirect_objection(raised, actor=authority_reviewer, **words)
        settle()
        raised.refresh_from_db()
        assert (raised.outcome, raised.state) == ("redirected", "closed")
