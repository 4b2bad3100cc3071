"""Chapter 2 of the measure: the data catalog."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse

from catalog import selectors, services
from catalog.models import CatalogEntry
from portal.kernel.errors import NotPermitted
from portal.kernel.models import AuditEvent
from tests.people import entry_fields, make_draft, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(officer, cdo, authority_reviewer):
    return {"officer": officer, "cdo": cdo, "reviewer": authority_reviewer}


@pytest.mark.provision("2.1")
class TestCatalogsAreCompiledAndPublished:
    """Units compile under set requirements; the data authority reviews and publishes uniformly."""

    def test_a_unit_compiles_an_entry_from_a_file(self, officer, category):
        entry = services.create_entry(actor=officer, **entry_fields())
        file = ContentFile("监测点编号,余氯\nP001,0.45\nP002,0.52\n".encode("gb18030"), name="水质.csv")
        services.propose_items(entry, file, actor=officer)
        assert [(item.name, item.data_type) for item in entry.items.all()] == [
            ("监测点编号", "C"),
            ("余氯", "N"),
        ]

    def test_an_incomplete_entry_is_sent_back_at_once_with_everything_that_is_missing(
        self, officer, category
    ):
        entry = make_draft(officer, items=[], grade="", sharing_type="conditional")
        with pytest.raises(ValidationError) as refusal:
            services.submit_entry(entry, actor=officer)
        assert len(refusal.value.messages) >= 3

    def test_the_authority_returns_an_entry_with_its_opinion_and_publishes_the_corrected_one(
        self, returned, people
    ):
        assert returned.opinion == "请补充摘要中的监测频次。"
        services.edit_entry(returned, actor=people["officer"], abstract="每月一次的监测结果。")
        assert publish(returned, **people).state == "published"

    def test_the_unit_itself_publishes_nothing(self, approved, officer, cdo):
        for actor in (officer, cdo):
            with pytest.raises(NotPermitted):
                services.publish_entry(approved, actor=actor)

    def test_a_published_resource_has_a_code_that_nobody_typed_and_nobody_gets_again(self, withdrawn, people):
        again = publish(make_draft(people["officer"]), **people)
        assert (withdrawn.resource_code, again.resource_code) == ("201002/000001", "201002/000002")

    def test_all_units_find_what_is_published_and_no_drafts(
        self, client, published, officer, other_unit_officer
    ):
        make_draft(officer, name="未完成的目录")
        client.force_login(other_unit_officer.user)
        page = client.get(reverse("catalog:entry-list")).content.decode()
        assert published.name in page
        assert "未完成的目录" not in page

    def test_the_whole_history_is_kept_with_people_and_opinions(self, published):
        events = AuditEvent.objects.filter(target_id=str(published.pk), provision__in=("2.1", "1.5"))
        moves = [event.action.rpartition(".")[2] for event in events.order_by("id")]
        assert [m for m in moves if m not in {"create", "set_items"}] == [
            "submit",
            "sign",
            "approve",
            "publish",
        ]


@pytest.mark.provision("2.3")
class TestWhatIsNotOfferedNeedsALegalBasis:
    """Whatever is not refused by law must be offered; a refusal cites its basis."""

    @pytest.mark.parametrize("refusal", [{"sharing_type": "not_shared"}, {"open_type": "closed"}])
    def test_a_refusal_without_its_basis_does_not_leave_the_desk(self, officer, category, refusal):
        entry = make_draft(officer, **refusal)
        with pytest.raises(ValidationError, match="法律依据"):
            services.submit_entry(entry, actor=officer)

    def test_a_refusal_with_its_basis_does(self, officer, category):
        entry = make_draft(officer, open_type="closed", refusal_basis="《中华人民共和国统计法》第二十五条")
        assert services.submit_entry(entry, actor=officer).state == "submitted"

    def test_the_database_holds_it_too(self, published):
        with pytest.raises(ValidationError, match="政策依据"):
            CatalogEntry(
                **entry_fields(open_type="closed"),
                provider=published.provider,
                compiled_by=published.compiled_by,
                state="submitted",
            ).full_clean(exclude=["changed_at"])

    def test_absence_of_a_refusal_opens_nothing_before_grading(self, officer, category):
        entry = make_draft(officer, grade="")
        with pytest.raises(ValidationError, match="分级"):
            services.submit_entry(entry, actor=officer)

    @pytest.mark.parametrize("fact", [{"grade": "L2"}, {"personal_information": True}])
    def test_sensitive_or_personal_data_is_not_opened_unconditionally(self, officer, category, fact):
        entry = make_draft(officer, open_type="open", **fact)
        with pytest.raises(ValidationError, match="无条件开放"):
            services.submit_entry(entry, actor=officer)


@pytest.mark.provision("2.4")
class TestTheCatalogIsKeptUpToDate:
    """Entries are revised when something changes; every published state stays readable."""

    def test_a_revision_gives_its_reason(self, published, officer):
        with pytest.raises(ValidationError, match="修订原因"):
            services.revise_entry(published, actor=officer, reason="")
        services.revise_entry(published, actor=officer, reason="监测规范更新")
        assert AuditEvent.objects.get(action="catalog.catalogentry.revise").note == "监测规范更新"

    def test_while_an_entry_is_revised_its_published_state_stays_in_force(
        self, revising, officer, other_unit_officer
    ):
        services.edit_entry(revising, actor=officer, update_cycle="weekly")
        assert selectors.published_content(revising)["update_cycle"] == "monthly"
        assert selectors.content_for(other_unit_officer, revising)["update_cycle"] == "monthly"
        assert CatalogEntry.objects.in_force().filter(pk=revising.pk).exists()

    def test_every_published_state_stays_readable(self, revising, people, client):
        services.edit_entry(revising, actor=people["officer"], update_cycle="weekly")
        publish(revising, **people)
        client.force_login(people["officer"].user)
        pages = [reverse("catalog:version-detail", args=[revising.public_id, number]) for number in (1, 2)]
        assert ["每月" in client.get(page).content.decode() for page in pages] == [True, True]
        assert [v.content["update_cycle"] for v in revising.versions.order_by("number")] == [
            "monthly",
            "weekly",
        ]

    def test_a_withdrawn_entry_is_out_of_force_and_its_versions_stay_readable(
        self, withdrawn, officer, client
    ):
        assert not CatalogEntry.objects.in_force().exists()
        client.force_login(officer.user)
        page = reverse("catalog:version-detail", args=[withdrawn.public_id, 1])
        assert client.get(page).status_code == 200

    def test_a_review_that_is_late_surfaces_by_itself(self, signed, authority_reviewer):
        after = signed.due_on.replace(year=signed.due_on.year + 1)
        assert list(CatalogEntry.objects.overdue(after)) == [signed]
        assert not CatalogEntry.objects.overdue(signed.due_on).exists()
