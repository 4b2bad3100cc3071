"""Chapter 9 of the measure: supplementary provisions."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from aggregation.rules import MOUNT_DAYS
from aggregation.selectors import late_mounts
from catalog import services as catalog
from portal.duties import services
from portal.kernel import clock, rules
from portal.kernel.working_days import add_working_days
from portal.members.models import Organization
from tests.people import make_draft, publish

pytestmark = pytest.mark.django_db

FILED = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
KEY = "catalog.review_days"


@pytest.mark.provision("9.1")
class TestTakingEffect:
    """Rules are versions in force from a day; a record is judged by the one in force when it was filed."""

    @pytest.fixture
    def longer_from_next_week(self, authority_reviewer):
        with clock.set_to(FILED):
            return services.set_rule(
                KEY,
                value=5,
                effective_from=FILED.date() + timedelta(days=7),
                source="修订后的办法",
                reason="审核时限放宽",
                actor=authority_reviewer,
            )

    def sign(self, officer, cdo, moment):
        with clock.set_to(moment):
            entry = make_draft(officer, name=f"水质监测信息{moment:%m%d}")
            catalog.submit_entry(entry, actor=officer)
            return catalog.sign_entry(entry, actor=cdo)

    def test_a_record_is_judged_by_the_rule_in_force_when_it_was_filed(
        self, longer_from_next_week, officer, cdo
    ):
        before = self.sign(officer, cdo, FILED)
        after = self.sign(officer, cdo, FILED + timedelta(days=7))
        before.refresh_from_db()
        assert before.due_on == add_working_days(FILED.date(), 2).day
        assert after.due_on == add_working_days(FILED.date() + timedelta(days=7), 5).day

    def test_a_rule_never_changes_what_was_filed_before_it(self, authority_reviewer):
        with pytest.raises(ValidationError):
            services.set_rule(
                KEY,
                value=5,
                effective_from=clock.today(),
                source="修订后的办法",
                reason="追溯",
                actor=authority_reviewer,
            )

    def test_every_rule_cites_a_provision_and_a_source(self):
        assert all(rule.provision and rule.source for rule in rules.declarations().values())

    def test_the_measure_stands_beside_the_documents_that_it_replaces(self, authority_reviewer):
        fields = {"kind": "government_rule", "issuer": "贵阳市人民政府", "source": "政府公报"}
        measure = services.register_document(
            title="贵阳市贵安新区公共数据管理办法",
            standing="in_force",
            effective_on=date(2026, 1, 1),
            relation="本办法",
            actor=authority_reviewer,
            **fields,
        )
        services.register_document(
            title="贵阳市政府数据资源管理办法",
            standing="superseded",
            replaced_by=measure,
            relation="2018年的办法",
            transition="施行前提出的事项，按提出时的规定办理。",
            actor=authority_reviewer,
            **fields,
        )
        page = Client().get(reverse("duties:document-list"), {"standing": "superseded"}).content.decode()
        assert "贵阳市政府数据资源管理办法" in page
        assert "已被取代" in page


@pytest.mark.provision("9.1")
class TestEveryRecordByItsOwnRule:
    """Where many records are judged at once, each is judged by the rule of its own day."""

    def test_what_was_published_before_a_shorter_limit_keeps_its_own(
        self, officer, cdo, authority_reviewer, city
    ):
        people = {"officer": officer, "cdo": cdo, "reviewer": authority_reviewer}
        later, units = FILED + timedelta(days=7), Organization.objects.filter(pk=city.water.pk)
        with clock.set_to(FILED):
            publish(make_draft(officer, name="水质监测信息"), **people)
            words = {"source": "修订后的办法", "reason": "挂接时限缩短", "actor": authority_reviewer}
            services.set_rule(MOUNT_DAYS, value=1, effective_from=later.date(), **words)
        with clock.set_to(later):
            publish(make_draft(officer, name="管网监测信息"), **people)
        late = late_mounts(units, FILED.date() + timedelta(days=365))
        allowed = rules.declarations()[MOUNT_DAYS].default
        assert [mount.due_on for mount in late] == [
            add_working_days(FILED.date(), allowed).day,
            add_working_days(later.date(), 1).day,
        ]
