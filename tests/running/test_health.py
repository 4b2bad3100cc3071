"""The readiness answer."""

from unittest.mock import patch

import pytest
from django.db import OperationalError


@pytest.mark.django_db
def test_a_ready_web_answers_with_the_nonce_that_it_was_given(client, settings):
    settings.READINESS_NONCE = "its own"
    response = client.get("/healthz")
    assert (response.status_code, response.json()["nonce"]) == (200, "its own")


def test_a_web_without_its_database_is_not_ready(client):
    with patch("portal.web.health.connection.cursor", side_effect=OperationalError):
        assert client.get("/healthz").status_code == 503
