"""What the description of the REST interface says of the doors without an account is what they answer."""

from __future__ import annotations

import pytest

from catalog import services as catalog_services
from tests.described import described_whole, open_paths

ROWS = "/api/v1/open/datasets/{slug}/rows"
NOBODY = {
    "public_id": "01a209a8-d2fc-7a9f-b215-9e6fbab4b9a6",
    "slug": "999-999999",
    "id": "9.9",
    "key": "x.y",
}
PATHS = described_whole()["paths"]


@pytest.fixture
def promised_in_a_list(water_quality, officer, cdo):
    """The unit's responsibility list is published."""
    return catalog_services.publish_list(catalog_services.draft_list(actor=officer), actor=cdo)


@pytest.mark.django_db
class TestOpenDoors:
    def test_every_list_and_its_first_record_answer_as_described(self, ask_all, promised, promised_in_a_list):
        chapter_six = {path for path in open_paths() if "/operation-" in path and "{" not in path}
        assert ask_all("/api/v1/") == chapter_six | {"/api/v1/open/objections/", "/api/v1/documents/"}

    @pytest.mark.parametrize(
        ("path", "asked", "status"),
        [
            ("/api/v1/open/datasets/", {"page": "x"}, 404),
            (ROWS, {"无此列": "1"}, 422),
            (ROWS, {"limit": "x"}, 422),
            (f"{ROWS}.csv", {"order": "无此列"}, 422),
            ("/api/v1/open/objections/", {"kind": "x"}, 422),
            ("/api/v1/opening-demands/", {"state": "x"}, 422),
        ],
    )
    def test_what_is_refused_is_refused_as_described(self, ask, water_quality, path, asked, status):
        refusal = ask(path, path.replace("{slug}", water_quality.slug), status, **asked)
        assert refusal["status"] == status
        assert refusal["detail"]

    @pytest.mark.parametrize("path", [path for path in open_paths() if "{" in path])
    def test_a_record_that_nobody_knows_is_refused_as_described(self, ask, path):
        ask(path, path.format(**NOBODY), 404)

    def test_whatever_is_not_described_as_open_asks_for_an_account(self, client):
        shut = {path for path in PATHS if "{" not in path and "get" in PATHS[path]} - set(open_paths())
        assert shut
        assert {path: client.get(path).status_code for path in shut} == dict.fromkeys(shut, 403)

    def test_nobody_writes_without_an_account(self, client):
        written = {path for path in PATHS if "post" in PATHS[path] and "{" not in path}
        assert not [path for path in written if {} in PATHS[path]["post"].get("security", ())]
        assert {path: client.post(path).status_code for path in written} == dict.fromkeys(written, 403)
