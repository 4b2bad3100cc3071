"""Objections: who may say what about which data, how they are answered, and how they end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from aggregation import services
from aggregation.models import Objection
from aggregation.selectors import answered_in_time, notices_for, overdue_objections
from portal.kernel import clock
from portal.kernel.errors import Conflict, NotPermitted
from portal.kernel.models import AuditEvent
from portal.store.query import Filter, Restriction
from tests.objections import ANSWER, settle
from tests.people import make_person

pytestmark = pytest.mark.django_db


def test_an_objection_names_a_row_that_exists(raised):
    assert (raised.state, raised.row, raised.data_version) == ("raised", "监测点编号 P002", 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"row_key": {"监测点编号": "P999"}}, "没有这一行数据"),
        ({"row_key": {"区县": "南明区"}}, "主键信息项"),
        ({"row_key": {"监测点编号": "P002", "区县": "南明区"}}, "主键信息项"),
        ({"item": "不存在的信息项"}, "不存在的信息项"),
        ({"kind": "boring"}, "boring"),
        ({"text": ""}, "text"),
    ],
)
def test_what_does_not_exist_cannot_be_objected_to(raise_as_citizen, changes, sentence):
    with pytest.raises(ValidationError, match=sentence):
        raise_as_citizen(**changes)
    assert not Objection.objects.exists()


def test_the_same_objection_twice_is_one_too_many(raise_as_citizen, raised):
    with pytest.raises(ValidationError, match="正在办理"):
        raise_as_citizen()


def test_the_provider_corrects_instead_of_objecting(raise_as_citizen, officer):
    with pytest.raises(NotPermitted):
        raise_as_citizen(actor=officer)


def test_shared_data_is_objected_to_by_whoever_was_granted_it(entry_of_water, raise_as_consumer):
    assert raise_as_consumer().organization.name == "贵阳市卫生健康局"


def test_without_a_grant_nobody_can_ask_which_rows_there_are(entry_of_water, district_officer):
    claim = {"kind": "error", "text": "有误", "row_key": {"监测点编号": "P002"}}
    with pytest.raises(NotPermitted):
        services.raise_objection(entry_of_water, channel="sharing", actor=district_officer, **claim)


def test_an_objection_to_data_that_is_not_open_is_refused(water_quality, raise_as_citizen):
    from opening.services import suspend_dataset
    from tests.open_data import PORTAL

    suspend_dataset(water_quality, actor=PORTAL, reason="核查")
    with pytest.raises(Conflict):
        raise_as_citizen()


def test_the_upheld_one_is_closed_by_the_batch_that_corrects_the_data(upheld, officer, correct):
    with pytest.raises(ValidationError, match="请先入库"):
        services.close_objection(upheld, actor=officer)
    batch = correct(upheld)
    closed = services.close_objection(upheld, actor=officer, batch=batch)
    assert (closed.state, closed.outcome, closed.batch, closed.due_on) == ("closed", "upheld", batch, None)


def test_a_batch_from_before_the_answer_corrects_nothing(verifying, officer, correct):
    batch = correct(verifying)
    upheld = services.uphold_objection(verifying, actor=officer, answer=ANSWER)
    with pytest.raises(ValidationError, match="认定属实之后"):
        services.close_objection(upheld, actor=officer, batch=batch)


def test_data_taken_away_needs_no_batch_but_words(upheld, officer):
    services.take_offline(upheld.mounted, actor=officer)
    with pytest.raises(ValidationError):
        services.close_objection(upheld, actor=officer)
    closed = services.close_objection(upheld, actor=officer, correction="资源已下线")
    assert closed.state == "closed"


def test_the_dismissed_one_closes_by_itself(verifying, cdo):
    services.dismiss_objection(verifying, actor=cdo, answer="与检测报告一致。")
    settle()
    verifying.refresh_from_db()
    assert (verifying.state, verifying.outcome, verifying.working_days) == ("closed", "dismissed", 0)


def test_the_redirected_one_says_where_to_turn(raised, authority_reviewer):
    with pytest.raises(ValidationError):
        services.redirect_objection(raised, actor=authority_reviewer, answer="属行政行为", remedy="")
    fields = {"answer": "数据来自行政许可。", "remedy": "向原许可机关申请更正登记"}
    services.redirect_objection(raised, actor=authority_reviewer, **fields)
    settle()
    raised.refresh_from_db()
    assert (raised.state, raised.remedy) == ("closed", "向原许可机关申请更正登记")


def test_an_answer_without_reasons_is_none(verifying, cdo):
    with pytest.raises(ValidationError, match="理由"):
        services.dismiss_objection(verifying, actor=cdo, answer=" ")


def test_accepting_flags_and_closing_unflags(raised, entry_of_water, authority_reviewer, officer, correct):
    assert notices_for(entry_of_water) == []
    services.accept_objection(raised, actor=authority_reviewer)
    assert [notice.place for notice in notices_for(entry_of_water)] == ["监测点编号 P002 · 余氯"]
    services.verify_objection(raised, actor=officer)
    services.uphold_objection(raised, actor=officer, answer=ANSWER)
    services.close_objection(raised, actor=officer, batch=correct(raised))
    assert notices_for(entry_of_water) == []


def test_a_leak_is_told_without_pointing_at_it(raise_as_citizen, entry_of_water, authority_reviewer):
    services.accept_objection(raise_as_citizen(kind="leak"), actor=authority_reviewer)
    (notice,) = notices_for(entry_of_water)
    assert (notice.row, notice.item, notice.kind) == ({}, "", "leak")


@pytest.mark.parametrize(
    ("columns", "area", "told"),
    [
        (None, "南明区", 1),
        (None, "云岩区", 0),
        ({"监测点编号", "区县"}, "南明区", 0),
        ({"监测点编号", "区县", "余氯"}, "南明区", 1),
    ],
)
def test_a_reader_is_told_of_no_row_and_item_beyond_the_own(accepted, entry_of_water, columns, area, told):
    rows = (Filter("区县", "within", (area,)),)
    limits = Restriction(columns=frozenset(columns) if columns else None, filters=rows)
    assert len(notices_for(entry_of_water, limits)) == told


def test_what_is_late_surfaces_for_the_unit_the_city_and_the_authority(
    accepted, authority_reviewer, city, inspector
):
    with clock.set_to(clock.now() + timedelta(days=30)):
        late = [overdue_objections(unit) for unit in (city.water, None, city.health)]
        assert [len(found) for found in late] == [1, 1, 0]
        assert Objection.objects.waiting_for(authority_reviewer, clock.today()).count() == 1
    assert Objection.objects.waiting_for(authority_reviewer, clock.today()).count() == 0


def test_the_share_in_time_is_known_for_any_day(verifying, cdo, city):
    today = clock.today()
    services.dismiss_objection(verifying, actor=cdo, answer="与检测报告一致。")
    days = [today - timedelta(days=1), today]
    assert answered_in_time(city.water, days) == [(0, 0), (1, 1)]
    assert answered_in_time(city.health, days) == [(0, 0), (0, 0)]


def test_contact_stays_out_of_the_trail(raised):
    event = AuditEvent.objects.get(action="aggregation.objection.raise")
    assert "13800000000" not in str(event.changes)


@pytest.mark.parametrize("role", ["citizen", "data_officer"])
def test_whoever_has_nothing_to_do_with_it_does_not_learn_that_it_exists(raised, city, role):
    unit = None if role == "citizen" else city.district_health
    stranger = make_person(unit, "stranger", "路人", role)
    assert not Objection.objects.visible_to(stranger).exists()
