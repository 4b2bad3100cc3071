"""How a word is looked for."""

import pytest
from django.contrib.auth.models import Group

from portal.web.narrowing import holds


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("word", "is_found"), [("水质", True), ("DRINK", True), ("drink", True), ("空气", False)]
)
def test_a_word_is_found_in_capitals_or_not(word, is_found):
    Group.objects.create(name="水质 Drinking water")
    assert Group.objects.filter(holds("name", word)).exists() == is_found


def test_a_word_without_capitals_is_compared_as_it_stands():
    assert holds("name", "水质").children == [("name__contains", "水质")]
    assert holds("name", "PM2.5").children == [("name__icontains", "PM2.5")]
