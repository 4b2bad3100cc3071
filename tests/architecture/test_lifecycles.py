"""Every lifecycle: lawful, possible, constrained, reachable through both doors; and its news is heard."""

from __future__ import annotations

import ast
import re

import pytest
from django.contrib.auth.models import Permission

from portal.front.provisions import provisions
from portal.kernel import jobs, rules
from portal.kernel.queues import app, beat_schedule, task_queues
from portal.kernel.workflow import subscriptions

from .routes import pages, viewsets
from .sources import calls, code_files, own_apps, short, workflows

WORKFLOWS = [pytest.param(w, id=label) for label, w in workflows().items()]


@pytest.mark.parametrize("workflow", WORKFLOWS)
class TestEveryLifecycle:
    def test_cites_known_provisions(self, workflow):
        assert {t.provision for t in workflow.transitions.values()} <= set(provisions())

    @pytest.mark.django_db
    def test_asks_for_rights_that_exist(self, workflow):
        kinds = Permission.objects.select_related("content_type")
        known = {f"{p.content_type.app_label}.{p.codename}" for p in kinds}
        assert {t.permission for t in workflow.transitions.values()} <= known

    def test_reaches_every_state_from_the_first(self, workflow):
        reached = {workflow.model._meta.get_field(workflow.field).default}
        assert reached <= workflow.states, "the field's default is the first state"
        for _round in workflow.states:
            reached |= {t.target for t in workflow.transitions.values() if reached & set(t.sources)}
        assert {str(s) for s in workflow.states - reached} == set()

    def test_is_held_by_a_constraint_of_the_database(self, workflow):
        name = f"{workflow.model._meta.app_label}_{workflow.model._meta.model_name}_{workflow.field}_known"
        constraints = {c.name: c for c in workflow.model._meta.constraints}
        assert name in constraints, "state_is_known is missing"
        assert workflow.states <= set(dict(constraints[name].condition.children)[f"{workflow.field}__in"])

    def test_labels_its_moves_in_chinese(self, workflow):
        assert [t.name for t in workflow.transitions.values() if str(t.label).isascii()] == []

    def test_is_open_at_both_doors_or_at_none(self, workflow):
        by_page = {
            view.move for view in pages() if getattr(view, "workflow", None) is workflow and move_of(view)
        }
        by_api = {
            action.url_path.replace("-", "_")
            for viewset in viewsets()
            if getattr(viewset, "workflow", None) is workflow
            for action in viewset.get_extra_actions()
        }
        assert by_page == by_api & set(workflow.transitions)


def move_of(view) -> str:
    """The move that a page makes; none for lists and records."""
    return getattr(view, "move", "")


def test_every_job_that_news_start_is_registered():
    kinds = {kind for followers in subscriptions().values() for kind in followers}
    assert kinds - set(jobs.tasks()) == set()


def test_every_news_that_is_subscribed_to_is_some_moves():
    events = {w.event_name(name) for w in workflows().values() for name in w.transitions}
    assert {e for e in subscriptions() if not e.startswith("sample.")} - events == set()


def test_every_job_that_code_enqueues_is_registered():
    named = {
        (short(path), call.args[0].value)
        for path in code_files()
        for call in calls(path)
        if ast.unparse(call.func).endswith("enqueue") and call.args
        if isinstance(call.args[0], ast.Constant)
    }
    assert {place for place in named if place[1] not in jobs.tasks()} == set()


@pytest.mark.parametrize("task", jobs.tasks().values(), ids=lambda task: task.kind)
def test_every_task_has_a_queue_a_name_and_words(task):
    assert task.queue in {queue.name for queue in task_queues}
    assert re.fullmatch(r"[a-z]+\.[a-z]+(_[a-z]+)*", task.kind)
    assert not str(task.label).isascii()
    assert task.function.__doc__


def test_every_tick_is_a_task_of_celery():
    app.loader.import_default_modules()
    assert {tick["task"] for tick in beat_schedule.values()} <= set(app.tasks)


@pytest.mark.parametrize("rule", rules.declarations().values(), ids=lambda rule: rule.key)
def test_every_rule_cites_a_known_provision_and_a_source(rule):
    assert rule.provision in provisions()
    assert rule.source
    assert not str(rule.label).isascii()


def test_rules_are_declared_under_their_apps_name():
    labels = {config.label for config in own_apps()}
    assert {key for key in rules.declarations() if key.partition(".")[0] not in labels} == set()
