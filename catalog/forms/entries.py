"""An entry's metadata, asked in groups."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ..choices import Grade, Theme
from ..models import CatalogEntry
from .fields import CategoryField, SeenField, WordsField


class EntryForm(forms.ModelForm):
    """The national core metadata and what the measure adds to it (provision 2.1)."""

    groups = (
        (_("What is it?"), ("name", "abstract", "category", "themes", "keywords")),
        (_("Who holds it?"), ("division", "contact", "source_system", "public_service")),
        (_("How sensitive is it?"), ("grade", "personal_information")),
        (_("How do other units get it?"), ("sharing_type", "sharing_condition", "sharing_method")),
        (_("How does the public get it?"), ("open_type", "open_condition", "refusal_basis")),
        (
            _("In which form, and how often is it updated?"),
            ("format_category", "format_type", "update_cycle", "area_item"),
        ),
        (_("Where do the rows come from?"), ("provenance", "source", "source_url")),
        (_("Why is it collected?"), ("collection_basis", "collection_purpose")),
        (
            _("How is it called in English?"),
            ("name_en", "abstract_en", "keywords_en", "source_en"),
        ),
    )
    category = CategoryField(
        label=_("Classification"),
        help_text=_("The resource code is built from it when the entry is published."),
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"),
        choices=Theme,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choice-grid"}),
        help_text=_("Under which the public browses."),
    )
    grade = forms.ChoiceField(
        label=_("Grade"),
        choices=[("", _("Not graded yet")), *Grade.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Only L1 without personal information may be opened unconditionally."),
    )
    source_url = forms.URLField(
        label=_("Address of the source"), max_length=300, required=False, assume_scheme="https"
    )
    keywords = WordsField(label=_("Keywords"))
    keywords_en = WordsField(label=_("English keywords"), word_length=40)

    class Meta:
        model = CatalogEntry
        fields = (
            "name",
            "abstract",
            "category",
            "themes",
            "keywords",
            "division",
            "contact",
            "source_system",
            "public_service",
            "grade",
            "personal_information",
            "sharing_type",
            "sharing_condition",
            "sharing_method",
            "open_type",
            "open_condition",
            "refusal_basis",
            "format_category",
            "format_type",
            "update_cycle",
            "area_item",
            "provenance",
            "source",
            "source_url",
            "collection_basis",
            "collection_purpose",
            "name_en",
            "abstract_en",
            "keywords_en",
            "source_en",
        )
        widgets = (
            {
                "sharing_type": forms.RadioSelect,
                "open_type": forms.RadioSelect,
                "provenance": forms.RadioSelect,
                "abstract": forms.Textarea(attrs={"rows": 4}),
                "abstract_en": forms.Textarea(attrs={"rows": 4}),
            }
            | {
                name: forms.Textarea(attrs={"rows": 2})
                for name in ("sharing_condition", "open_condition", "refusal_basis", "source", "source_en")
            }
            | {name: forms.Textarea(attrs={"rows": 2}) for name in ("collection_basis", "collection_purpose")}
        )
        help_texts = {
            "name": _("At most 50 characters are easy to read; do not repeat your unit's name."),
            "abstract": _("What the rows are about, which area and period they cover, who uses them."),
            "contact": _("Whom other units and the public may ask: name or office, telephone."),
            "public_service": _("For water, power, gas, transit, hospitals, schools."),
            "sharing_condition": _("Needed for conditional sharing: purpose, range, and who may ask."),
            "open_condition": _("Needed for conditional opening."),
            "refusal_basis": _(
                "Law and article, with document number. Needed where something is not shared or not open."
            ),
            "format_type": _("Such as csv, xlsx, json, pdf."),
            "area_item": _(
                "The name of the item by which rows are returned to districts; empty where there is none."
            ),
            "collection_basis": _(
                "The law, regulation or document that lets your unit collect the data, with its article."
            ),
            "collection_purpose": _("The duty or service that the data is collected for."),
            "source": _("The system or publication that the rows were taken from."),
        }


class EntryUpdateForm(EntryForm):
    """The same for an entry that exists: with the token by which a colleague's change is noticed."""

    unless_changed_since = SeenField()
