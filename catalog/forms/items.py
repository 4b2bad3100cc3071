"""Items of an entry: one row each, several rows at once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.store.choices import CheckKind

from ..choices import DataType
from ..models import DataItem
from .fields import SeenField, WordsField

#: More than a table may have columns is refused by the store; this many fit on one page.
MOST_ITEMS = 500
SPARE_ROWS = 3
RULES = ("pattern", "minimum", "maximum", "allowed", "check")
#: Questions that most rows leave open, shown on demand.
MORE = ("name_en", "measure_unit", "description", "description_en", *RULES)


class TokenForm(forms.Form):
    """The hidden token of the items page."""

    unless_changed_since = SeenField()


class ItemForm(forms.Form):
    """One item with its rules."""

    name = forms.CharField(label=gettext_lazy("Item name"), max_length=100)
    name_en = forms.CharField(label=gettext_lazy("English name"), max_length=150, required=False)
    data_type = forms.ChoiceField(label=gettext_lazy("Data type"), choices=DataType, initial=DataType.TEXT)
    length = forms.IntegerField(label=gettext_lazy("Length"), min_value=0, required=False)
    decimals = forms.IntegerField(
        label=gettext_lazy("Decimal places"), min_value=0, max_value=20, required=False
    )
    measure_unit = forms.CharField(label=gettext_lazy("Unit of measure"), max_length=30, required=False)
    required = forms.BooleanField(label=gettext_lazy("Required"), required=False)
    key = forms.BooleanField(label=gettext_lazy("Part of the key"), required=False)
    searchable = forms.BooleanField(label=gettext_lazy("Searchable"), required=False)
    personal = forms.BooleanField(label=gettext_lazy("Personal information"), required=False)
    description = forms.CharField(label=gettext_lazy("Description"), max_length=300, required=False)
    description_en = forms.CharField(
        label=gettext_lazy("English description"), max_length=300, required=False
    )
    pattern = forms.CharField(label=gettext_lazy("Form (regular expression)"), max_length=200, required=False)
    minimum = forms.DecimalField(label=gettext_lazy("At least"), required=False)
    maximum = forms.DecimalField(label=gettext_lazy("At most"), required=False)
    allowed = WordsField(label=gettext_lazy("Allowed values, with commas"), word_length=200, help_text="")
    check = forms.ChoiceField(
        label=gettext_lazy("Check digit"), choices=[("", "—"), *CheckKind.choices], required=False
    )

    def clean_name(self) -> str:
        """The name as it stands in files: without blanks around it."""
        return str(self.cleaned_data["name"]).strip()

    def clean(self) -> dict[str, Any]:
        """A key is always required; what the store could not hold is refused in its row."""
        values = super().clean() or self.cleaned_data
        if self.errors:
            return values
        low, high = values.get("minimum"), values.get("maximum")
        if low is not None and high is not None and low > high:
            raise ValidationError(_("The smallest value is above the largest."))
        values["required"] = values["required"] or values["key"]
        DataItem(**item_of(values)).clean()
        return values

    @property
    def shows_more(self) -> bool:
        """Whether one of the questions shown on demand has an error, so that they are shown open."""
        return any(name in self.errors for name in MORE)

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The questions that are shown on demand."""
        return [self[name] for name in MORE]


class BaseItemFormSet(BaseFormSet):
    """The rows of one entry. When they come back all count alike: whatever was left empty is left out."""

    def initial_form_count(self) -> int:
        """Rows that were there: for drawing only."""
        return 0 if self.is_bound else super().initial_form_count()

    def clean(self) -> None:
        """Every name once."""
        seen: dict[str, ItemForm] = {}
        for form in self.forms:
            name = form.cleaned_data.get("name") if form.is_valid() else None
            if not name or self._should_delete_form(form):
                continue
            if name in seen:
                form.add_error("name", _("Another row has this name."))
            seen[name] = form

    def typed(self) -> list[dict[str, Any]]:
        """The rows that hold something and are not to be deleted, as typed, to be shown again."""
        rows = [
            {
                name: field.widget.value_from_datadict(form.data, {}, form.add_prefix(name))
                for name, field in form.fields.items()
            }
            for form in self.forms
            if form.has_changed()
        ]
        return [row for row in rows if not row["DELETE"]]

    def items(self) -> list[dict[str, Any]]:
        """The rows that stay, in their order, as ``set_items`` takes them."""
        return [item_of(form.cleaned_data) for form in self.ordered_forms if form.cleaned_data.get("name")]


ItemFormSet = formset_factory(
    ItemForm,
    formset=BaseItemFormSet,
    extra=SPARE_ROWS,
    can_delete=True,
    can_order=True,
    max_num=MOST_ITEMS,
    absolute_max=MOST_ITEMS + 50,
)


def item_of(values: dict[str, Any]) -> dict[str, Any]:
    """A row's answers as columns of ``DataItem``: rules gathered, empty numbers zero."""
    columns = {name: value for name, value in values.items() if name not in (*RULES, "ORDER", "DELETE")}
    rules = {name: _plain(values[name]) for name in RULES if values.get(name) not in (None, "", [])}
    numbers = {name: values.get(name) or 0 for name in ("length", "decimals")}
    return columns | numbers | {"rules": rules}


def initial_of(item: DataItem) -> dict[str, Any]:
    """An item as its row shows it."""
    names = [name for name in ItemForm.base_fields if name not in RULES]
    values = {name: getattr(item, name) for name in names}
    blank = {name: values[name] or None for name in ("length", "decimals")}
    return values | blank | {name: item.rules.get(name) for name in RULES}


def _plain(value: Any) -> Any:
    """A number as JSON holds it: whole where it is whole."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
