"""Every table says what it is, in words for programmers and for office staff."""

from __future__ import annotations

import pytest
from django.db.models import PROTECT, Field, ForeignKey, Model

from .sources import own_apps

MODELS = [
    pytest.param(model, id=model._meta.label)
    for config in own_apps()
    for model in config.get_models()
    if not model._meta.auto_created
]
#: Deleting what these refer to takes the record along, because it is a part of that: field → of what.
PARTS = {
    "catalog.DataItem.entry": "an item is a part of its entry",
    "opening.SearchDocument.dataset": "derived from the data set",
    "store.StoreColumn.table": "a column is a part of its table",
    "store.TableVersion.table": "a version is a part of its table",
    "store.Reject.version": "a turned-down record is a part of the load",
}
#: Fields whose choices are suggestions, or are held otherwise: field → why.
FREE_CHOICES: dict[str, str] = {}


def named_fields(model: type[Model]) -> list[Field]:
    """The fields that people may come to see."""
    own = model._meta.get_fields()
    return [f for f in own if isinstance(f, Field) and not f.auto_created and not f.primary_key]


@pytest.mark.parametrize("model", MODELS)
def test_every_model_has_a_docstring_of_its_own(model):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")


@pytest.mark.parametrize("model", MODELS)
def test_every_model_is_named_in_chinese(model):
    assert not str(model._meta.verbose_name).isascii()


@pytest.mark.parametrize("model", MODELS)
def test_every_field_that_a_person_may_see_is_named_in_chinese(model):
    if model._meta.app_label == "store":
        return  # pages show its tables in the catalog's words
    assert [f.name for f in named_fields(model) if str(f.verbose_name).isascii()] == []


@pytest.mark.parametrize("model", MODELS)
def test_every_record_can_be_called_by_a_name(model):
    assert any("__str__" in vars(parent) for parent in model.__mro__ if parent not in {Model, object})


@pytest.mark.parametrize("model", MODELS)
def test_every_choice_is_held_by_the_database(model):
    """``choices=`` alone says nothing to PostgreSQL."""
    held = str([getattr(c, "condition", "") for c in model._meta.constraints])
    loose = [f.name for f in named_fields(model) if f.choices and f"'{f.name}__in'" not in held]
    assert [name for name in loose if f"{model._meta.label}.{name}" not in FREE_CHOICES] == []


@pytest.mark.parametrize("model", MODELS)
def test_rights_are_named_by_the_app_alone(model):
    """Django's add, change and delete say nothing about moves."""
    assert model._meta.default_permissions in {(), ("view",)}


@pytest.mark.parametrize("model", MODELS)
def test_what_others_refer_to_cannot_be_deleted(model):
    keys = [f for f in named_fields(model) if isinstance(f, ForeignKey)]
    loose = {f"{model._meta.label}.{f.name}" for f in keys if f.remote_field.on_delete is not PROTECT}
    assert loose <= PARTS.keys()
