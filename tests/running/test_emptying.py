"""What a test that committed leaves behind."""

import pytest
from django.contrib.auth.models import Group

from portal.kernel.models import AuditEvent, Rule
from portal.members.models import User
from tests import emptying
from tests.people import make_person


@pytest.mark.django_db(transaction=True)
def test_the_next_test_finds_the_seeds_and_nothing_else():
    rules, groups = set(Rule.objects.values_list("pk", flat=True)), Group.objects.count()
    make_person(None, "somebody", "某人", "citizen")
    Rule.objects.first().delete()
    Group.objects.create(name="a group of no role")
    emptying.empty()
    assert (User.objects.count(), AuditEvent.objects.count(), Group.objects.count()) == (0, 0, groups)
    assert set(Rule.objects.values_list("pk", flat=True)) == rules
