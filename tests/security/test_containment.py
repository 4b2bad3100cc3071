"""While an incident is contained its data leaves by no exit: old or new, by a page or by a program."""

from __future__ import annotations

import pytest
from django.urls import reverse

from aggregation.models import ResourceHold
from aggregation.selectors import Held
from authorization import selectors as operation_selectors
from authorization import services as authorization
from opening import selectors as opening_selectors
from opening import services as opening
from opening.models import PublicDataset
from portal.kernel import jobs
from portal.kernel.errors import NotPermitted
from portal.kernel.models import AuditEvent
from security import selectors, services
from sharing import services as sharing
from sharing.models import Grant, GrantUse, ReturnRun
from sharing.services import carrying
from sharing.tasks import PLANNER
from tests.open_data import PORTAL, SAMPLES, load
from tests.sharing.conftest import terms

from .conftest import told

pytestmark = pytest.mark.django_db
STOPPED = "因数据安全处置，该数据自"


@pytest.fixture
def contain(officer, owner):
    """Contain an incident with the data of an entry."""

    def contain(entry, **options):
        incident = services.report_incident(actor=officer, entry=entry, **told())
        return services.contain_incident(incident, actor=owner, containment="停止提供", **options)

    return contain


@pytest.fixture
def loaded(published, officer):
    """An entry whose data everybody may read."""
    load(published, SAMPLES, officer)
    return published


@pytest.fixture
def resolve(owner):
    def resolve(incident):
        return services.resolve_incident(incident, actor=owner, cause="误配", measures="已改正")

    return resolve


class TestTheHold:
    def test_it_names_its_cause_and_who_placed_and_lifted_it(self, contain, resolve, published, owner):
        incident = contain(published)
        resolve(incident)
        hold = ResourceHold.objects.caused_by(incident).get()
        assert (hold.entry, hold.placed_by, hold.lifted_by) == (published, owner.user, owner.user)

    def test_placing_and_lifting_are_on_record_without_the_title(self, contain, resolve, published):
        resolve(contain(published))
        events = AuditEvent.objects.filter(action__startswith="aggregation.resourcehold.").order_by("pk")
        assert [event.action.rpartition(".")[2] for event in events] == ["place", "lift"]
        assert not any(told()["title"] in event.target_label for event in events)

    def test_an_incident_without_data_stops_none(self, officer, owner):
        incident = services.report_incident(actor=officer, **told())
        services.contain_incident(incident, actor=owner, containment="断网")
        assert not ResourceHold.objects.exists()

    def test_the_end_of_one_incident_does_not_end_the_hold_of_another(
        self, contain, resolve, granted, other_unit_officer
    ):
        first, second = contain(granted.entry), contain(granted.entry)
        resolve(first)
        with pytest.raises(Held):
            sharing.read_page(granted, actor=other_unit_officer)
        resolve(second)
        assert sharing.read_page(granted, actor=other_unit_officer).rows


class TestSharing:
    def test_a_grant_that_was_not_named_gives_nothing_either(
        self, contain, resolve, granted, other_unit_officer
    ):
        incident = contain(granted.entry)
        with pytest.raises(Held):
            sharing.read_page(granted, actor=other_unit_officer)
        assert GrantUse.objects.get().outcome == "refused"
        resolve(incident)
        assert sharing.read_page(granted, actor=other_unit_officer).rows

    def test_a_download_under_way_breaks_off(self, contain, granted, other_unit_officer):
        pieces = sharing.stream_rows(granted, actor=other_unit_officer)
        contain(granted.entry)
        with pytest.raises(Held):
            list(pieces)
        assert GrantUse.objects.get().outcome == "stopped"

    def test_a_named_grant_waits_for_the_data_authority_afterwards(
        self, contain, resolve, granted, authority_reviewer
    ):
        incident = contain(granted.entry, grants=[granted])
        with pytest.raises(Held):
            sharing.resume_grant(granted, actor=authority_reviewer, reason="整改完成")
        resolve(incident)
        granted.refresh_from_db()
        assert granted.state == "suspended"
        assert sharing.resume_grant(granted, actor=authority_reviewer, reason="整改完成").state == "active"

    def test_who_may_not_resume_is_told_so_and_no_more(self, contain, granted, other_unit_officer):
        contain(granted.entry, grants=[granted])
        with pytest.raises(NotPermitted):
            sharing.resume_grant(granted, actor=other_unit_officer, reason="急用")

    def test_nothing_new_is_granted_at_either_door(self, door, contain, checked, cdo):
        contain(checked.entry)
        answer = door.send("sharing:request", "approve", checked, actor=cdo, items=["区县"])
        assert (answer.status_code, STOPPED in door.says(answer)) == (409, True)
        assert not Grant.objects.exists()

    def test_what_is_granted_by_the_check_alone_is_not_granted(self, contain, endorsed, authority_reviewer):
        request = endorsed("unconditional")
        contain(request.entry)
        with pytest.raises(Held):
            sharing.check_request(request, actor=authority_reviewer)
        request.refresh_from_db()
        assert request.state == "endorsed"

    def test_one_may_ask_meanwhile_and_is_told(self, contain, shared, other_unit_officer, client):
        entry = shared()
        contain(entry)
        client.force_login(other_unit_officer.user, backend="portal.members.backends.RoleBackend")
        page = client.get(reverse("sharing:request-create", args=[entry.public_id]))
        assert (page.status_code, STOPPED in page.content.decode()) == (200, True)
        assert sharing.create_request(entry, actor=other_unit_officer, **terms()).state == "draft"

    def test_what_is_on_its_way_is_endorsed_and_checked(self, contain, endorsed, authority_reviewer):
        request = endorsed()
        contain(request.entry)
        assert sharing.check_request(request, actor=authority_reviewer).state == "checked"


class TestReturning:
    def test_no_run_is_planned_at_either_door(self, door, contain, placed, accepted_needs, officer):
        contain(placed)
        page = reverse("sharing:run-create", args=[placed.public_id])
        address = {"page": page, "api": "/api/v1/sharing-return-runs/"}[door.kind]
        kind = {"content_type": "application/json"} if door.kind == "api" else {}
        answer = door.client(officer).post(address, {"entry": placed.resource_code}, **kind)
        assert (answer.status_code, STOPPED in door.says(answer)) == (409, True)
        assert not ReturnRun.objects.exists()

    def test_the_schedule_passes_it_by(self, contain, resolve, placed, accepted_needs):
        incident = contain(placed)
        assert sharing.plan_due_runs(actor=PLANNER) == 0
        resolve(incident)
        assert sharing.plan_due_runs(actor=PLANNER) == 1

    def test_a_planned_run_sends_nothing_and_says_why(self, contain, planned_run):
        contain(planned_run.entry)
        jobs.run_inline(planned_run.job)
        planned_run.refresh_from_db()
        assert (planned_run.state, planned_run.parcels.count()) == ("failed", 0)
        assert STOPPED in planned_run.message

    def test_a_run_that_was_cut_when_the_data_was_stopped_sends_nothing(
        self, contain, planned_run, monkeypatch
    ):
        kept = carrying._keep
        monkeypatch.setattr(carrying, "_keep", lambda run, *a, **k: (kept(run, *a, **k), _once(contain, run)))
        jobs.run_inline(planned_run.job)
        planned_run.refresh_from_db()
        assert planned_run.state == "failed"
        assert not planned_run.parcels.exclude(state="cut").exists()

    def test_a_parcel_that_was_sent_cannot_be_fetched(self, door, contain, resolve, parcel, receiver_officer):
        incident = contain(parcel.run.entry)
        name = {"page": "sharing:parcel-file", "api": "sharing-parcel-file"}[door.kind]
        address, client = reverse(name, args=[parcel.public_id]), door.client(receiver_officer)
        assert client.get(address).status_code == 409
        resolve(incident)
        assert client.get(address).status_code == 200

    def test_what_did_not_match_is_not_sent_again(self, door, contain, unmatched, officer):
        contain(unmatched.run.entry)
        assert door.send("sharing:parcel", "resend", unmatched, actor=officer).status_code == 409

    def test_fetching_under_way_breaks_off(self, contain, parcel, receiver_officer):
        pieces = sharing.fetch_parcel(parcel, actor=receiver_officer)
        contain(parcel.run.entry)
        with pytest.raises(Held):
            list(pieces)


class TestOpening:
    def test_the_dataset_is_gone_and_its_page_says_why(self, client, contain, resolve, loaded):
        dataset = opening.refresh_dataset(loaded, actor=PORTAL)
        incident = contain(loaded)
        page = client.get(dataset.get_absolute_url())
        assert (page.status_code, STOPPED in page.content.decode()) == (409, True)
        assert incident.title not in page.content.decode()
        resolve(incident)
        assert client.get(dataset.get_absolute_url()).status_code == 200

    @pytest.mark.parametrize("name", ["dataset-csv", "api-dataset", "api-rows", "api-rows-csv"])
    def test_no_other_address_gives_it(self, client, contain, loaded, name):
        dataset = opening.refresh_dataset(loaded, actor=PORTAL)
        contain(loaded)
        assert client.get(reverse(f"opening:{name}", args=[dataset.slug])).status_code == 409

    def test_no_list_shows_it(self, client, contain, loaded):
        dataset = opening.refresh_dataset(loaded, actor=PORTAL)
        contain(loaded)
        assert dataset.title not in client.get(reverse("opening:dataset-list")).content.decode()
        assert opening_selectors.seen_by_everybody(PORTAL, loaded) is None

    def test_nothing_comes_to_the_portal_until_the_data_may_go_on(self, contain, resolve, loaded):
        incident = contain(loaded)
        assert opening.refresh_dataset(loaded, actor=PORTAL) is None
        resolve(incident)
        jobs.run_inline(jobs.of(loaded).filter(kind="opening.refresh_dataset").first())
        assert PublicDataset.objects.open().count() == 1

    def test_it_is_not_restored_at_either_door(self, door, contain, resolve, loaded, authority_reviewer):
        dataset = opening.refresh_dataset(loaded, actor=PORTAL)
        incident = contain(loaded, suspend_dataset=True)
        page, api = "opening:dataset-restore", "opening-dataset-restore"
        address = reverse({"page": page, "api": api}[door.kind], kwargs={"slug": dataset.slug})
        kind = {"content_type": "application/json"} if door.kind == "api" else {}
        client, words = door.client(authority_reviewer), {"reason": "已核实"}
        assert client.post(address, words, **kind).status_code == 409
        resolve(incident)
        assert client.post(address, words, **kind).status_code == door.done

    def test_confirmed_personal_information_still_suspends_it(self, contain, resolve, loaded, owner):
        dataset = opening.refresh_dataset(loaded, actor=PORTAL)
        incident = contain(loaded)
        assert selectors.open_dataset_of(loaded) == dataset
        opening.suspend_dataset(dataset, actor=PORTAL, reason="含个人信息")
        resolve(incident)
        assert not PublicDataset.objects.open().exists()


class TestOperation:
    def test_it_is_not_registered(self, contain, published, authority_reviewer, officer, city):
        words = {"name": "供水", "name_en": "", "summary": "水质", "lead_department": city.water}
        domain = authorization.create_domain(actor=authority_reviewer, **words)
        contain(published)
        with pytest.raises(Held):
            authorization.register_resource(domain, published, actor=officer, scenarios="水质查询")
        assert published not in operation_selectors.entries_to_register(domain)

    def test_what_is_registered_says_that_it_is_stopped(
        self, client, contain, published, authority_reviewer, officer, city
    ):
        words = {"name": "供水", "name_en": "", "summary": "水质", "lead_department": city.water}
        domain = authorization.create_domain(actor=authority_reviewer, **words)
        authorization.register_resource(domain, published, actor=officer, scenarios="水质查询")
        authorization.publish_domain(domain, actor=authority_reviewer)
        contain(published)
        assert "因数据安全停止提供" in client.get(domain.get_public_url()).content.decode()
        told = client.get("/api/v1/operation-resources/").json()["results"][0]
        assert told["held_since"]


class TestWhatPeopleRead:
    def test_everybody_at_the_entry_reads_the_same_sentence(
        self, client, contain, published, officer, other_unit_officer
    ):
        incident = contain(published)
        for actor, knows in ((officer, True), (other_unit_officer, False)):
            client.force_login(actor.user, backend="portal.members.backends.RoleBackend")
            page = client.get(published.get_absolute_url()).content.decode()
            assert (STOPPED in page, incident.title in page) == (True, knows)

    def test_the_grant_tells_it_at_both_doors(self, door, contain, granted, other_unit_officer):
        contain(granted.entry)
        api = reverse("sharing-grant-detail", args=[granted.public_id])
        address = {"page": granted.get_absolute_url(), "api": api}[door.kind]
        answer = door.client(other_unit_officer).get(address)
        assert STOPPED in door.says(answer) if door.kind == "page" else answer.json()["held_since"]

    def test_whoever_contains_reads_beforehand_what_will_stop(self, client, officer, owner, granted):
        incident = services.report_incident(actor=officer, entry=granted.entry, **told())
        client.force_login(owner.user, backend="portal.members.backends.RoleBackend")
        page = client.get(reverse("security:incident-contain", args=[incident.public_id])).content.decode()
        assert f"{granted.consumer} <span" in page
        assert "该数据未开放" in page

    def test_programs_read_it_too(self, door, officer, owner, granted):
        incident = services.report_incident(actor=officer, entry=granted.entry, **told())
        answer = door.client(owner).get(f"/api/v1/security-incidents/{incident.public_id}/reach/")
        assert answer.json()["grants"] == [str(granted.public_id)]


def _once(contain, run):
    """Contain an incident with the run's data after its first parcel."""
    if not ResourceHold.objects.exists():
        contain(run.entry)
