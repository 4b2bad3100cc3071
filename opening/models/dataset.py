"""What the public sees: snapshots of published entries, and the words by which they are found."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from aggregation.choices import ObjectionKind, Outcome
from aggregation.selectors import Notice
from catalog.choices import Grade, Provenance, Theme, UpdateCycle
from portal.kernel import clock
from portal.kernel.checks import implies, state_is_known
from portal.store.models import StoreTable
from portal.store.query import Restriction

from ..choices import DatasetState, Freshness
from ..querysets import AnswerQuerySet, DatasetQuerySet


class PublicDataset(models.Model):
    """What the public may read of one published entry (provision 5.1).

    A snapshot without references to units or to the catalog, so that it can be carried to another network;
    ``opening.services.refresh_dataset`` writes it anew whenever the entry or its data changes. ``held_at``
    says since when its resource is stopped: whatever the state, nobody reads it meanwhile.
    """

    #: Counted as people read, not decided by anyone: no part of the audit trail.
    unaudited = ("views", "downloads", "api_calls")

    code = models.CharField(_("Resource code"), max_length=20, unique=True)
    slug = models.SlugField(_("Name in addresses"), max_length=20, unique=True)
    title = models.CharField(_("Title"), max_length=100)
    title_en = models.CharField(_("English title"), max_length=150, blank=True)
    abstract = models.TextField(_("Abstract"))
    abstract_en = models.TextField(_("English abstract"), blank=True)
    provider = models.CharField(_("Provider"), max_length=100)
    provider_en = models.CharField(_("English name of the provider"), max_length=150, blank=True)
    provider_key = models.CharField(_("Credit code of the provider"), max_length=18)
    themes = ArrayField(models.CharField(max_length=30), verbose_name=_("Themes"), default=list, blank=True)
    keywords = ArrayField(
        models.CharField(max_length=30), verbose_name=_("Keywords"), default=list, blank=True
    )
    keywords_en = ArrayField(
        models.CharField(max_length=40), verbose_name=_("English keywords"), default=list, blank=True
    )
    update_cycle = models.CharField(_("Update cycle"), max_length=20, choices=UpdateCycle)
    format_type = models.CharField(_("File format"), max_length=20)
    grade = models.CharField(_("Grade"), max_length=2, choices=Grade)
    provenance = models.CharField(_("Provenance"), max_length=20, choices=Provenance)
    source = models.TextField(_("Source of the data"), blank=True)
    source_en = models.TextField(_("Source of the data (English)"), blank=True)
    source_url = models.URLField(_("Address of the source"), max_length=300, blank=True)
    items = models.JSONField(_("Data items"), default=list)
    profile = models.JSONField(_("Profile of the data"), default=dict, blank=True)
    licence = models.TextField(_("Terms of use"))
    licence_en = models.TextField(_("Terms of use (English)"))
    first_published = models.DateTimeField(_("First published"))
    last_updated = models.DateTimeField(_("Last updated"))
    fresh_until = models.DateField(_("Up to date until"), null=True, blank=True)
    entry_version = models.PositiveIntegerField(_("Version of the description"))
    data_version = models.PositiveIntegerField(_("Data version"))
    rows = models.BigIntegerField(_("Rows"))
    revision = models.PositiveIntegerField(_("Times refreshed"), default=0)
    table = models.ForeignKey(StoreTable, models.PROTECT, related_name="+", verbose_name=_("Stored table"))
    notices = models.JSONField(_("Contested parts"), default=list, blank=True)
    state = models.CharField(_("State"), max_length=20, choices=DatasetState, default=DatasetState.OPEN)
    held_at = models.DateTimeField(_("Stopped since"), null=True, blank=True)
    views = models.BigIntegerField(_("Page views"), default=0)
    downloads = models.BigIntegerField(_("Downloads"), default=0)
    api_calls = models.BigIntegerField(_("API calls"), default=0)

    objects = DatasetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Open dataset")
        ordering = ("-last_updated", "code")
        permissions = [
            ("publish_dataset", "Bring datasets to the public portal and take them off it"),
            ("suspend_dataset", "Suspend open datasets and restore them"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(DatasetState),
            state_is_known(UpdateCycle, "update_cycle"),
            state_is_known(Provenance, "provenance"),
            state_is_known(Grade, "grade"),
            implies(
                "opening_open_dataset_is_l1",
                ~Q(state=DatasetState.WITHDRAWN),
                Q(grade=Grade.L1),
                _("Only data of grade L1 is opened without conditions."),
            ),
            implies(
                "opening_open_dataset_has_data",
                ~Q(state=DatasetState.WITHDRAWN),
                Q(data_version__gt=0),
                _("A dataset without data is not shown to the public."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-last_updated"], name="opening_dataset_newest"),
            GinIndex(fields=["themes"], name="opening_dataset_themes"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The dataset's public page."""
        return reverse("opening:dataset-detail", args=[self.slug])

    @property
    def standing(self) -> str:
        """The state as readers meet it: stopped with its resource, whatever else it is."""
        return "held" if self.held_at and self.state != DatasetState.WITHDRAWN else self.state

    def get_standing_display(self) -> str:
        """The standing in words."""
        return str(_("Stopped for data security") if self.standing == "held" else self.get_state_display())

    def in_language(self, field: str) -> Any:
        """A field in the reader's language, Chinese where there is no English."""
        english = getattr(self, f"{field}_en") if get_language() == "en" else ""
        return english or getattr(self, field)

    @property
    def name(self) -> str:
        """The title in the reader's language."""
        return self.in_language("title")

    @property
    def summary(self) -> str:
        """The abstract in the reader's language."""
        return self.in_language("abstract")

    @property
    def provider_name(self) -> str:
        """The provider in the reader's language."""
        return self.in_language("provider")

    @property
    def tags(self) -> list[str]:
        """The keywords in the reader's language."""
        return self.in_language("keywords")

    @property
    def theme_labels(self) -> list[str]:
        """The themes in words."""
        return [str(Theme(theme).label) for theme in self.themes if theme in Theme.values]

    @property
    def theme_links(self) -> list[tuple[str, str]]:
        """Each known theme with its words."""
        return list(zip((t for t in self.themes if t in Theme.values), self.theme_labels, strict=True))

    @property
    def is_generated(self) -> bool:
        """Whether the rows were made up for the demonstration, which every page and file must say."""
        return self.provenance == Provenance.GENERATED

    @property
    def freshness(self) -> Freshness:
        """The data's age today against the declared cycle."""
        if self.fresh_until is None:
            return Freshness.NO_CYCLE
        return Freshness.FRESH if clock.today() <= self.fresh_until else Freshness.LATE

    @property
    def item_names(self) -> list[str]:
        """The items that the public may read, in order."""
        return [item["title"] for item in self.items]

    @property
    def key_names(self) -> list[str]:
        """The items that name a row together, if the public may read them all."""
        return [item["title"] for item in self.items if item["key"]]

    @property
    def restriction(self) -> Restriction:
        """What any reader may see of the table: the published items, of a version that is not held back."""
        return Restriction(columns=frozenset(self.item_names), careful=True)

    @property
    def contested(self) -> list[Notice]:
        """What of the data is contested and being verified."""
        return [Notice.from_json(stored) for stored in self.notices]


class SearchDocument(models.Model):
    """The words by which a dataset is found: tokens with their weights, and the plain text for substrings."""

    dataset = models.OneToOneField(
        PublicDataset,
        models.CASCADE,
        primary_key=True,
        related_name="document",
        verbose_name=_("Open dataset"),
    )
    vector = SearchVectorField(_("Tokens"))
    text = models.TextField(_("Text"))

    class Meta:
        verbose_name = verbose_name_plural = _("Search document")
        default_permissions = ()
        indexes = [
            GinIndex(fields=["vector"], name="opening_document_vector"),
            GinIndex(fields=["text"], opclasses=["gin_trgm_ops"], name="opening_document_text"),
        ]

    def __str__(self) -> str:
        return self.dataset.title


class ObjectionAnswer(models.Model):
    """What everybody may read of an objection to open data that was answered and closed (provision 5.3).

    A snapshot without the objector, the row, and the objector's words, which may name persons.
    """

    number = models.CharField(_("Number"), max_length=20, unique=True)
    dataset = models.ForeignKey(
        PublicDataset, models.PROTECT, related_name="answers", verbose_name=_("Open dataset")
    )
    kind = models.CharField(_("What is wrong"), max_length=20, choices=ObjectionKind)
    item = models.CharField(_("Item"), max_length=100, blank=True)
    outcome = models.CharField(_("What was found"), max_length=12, choices=Outcome)
    answer = models.TextField(_("Answer with reasons"))
    remedy = models.CharField(_("Where to turn instead"), max_length=300, blank=True)
    raised_on = models.DateField(_("Raised on"))
    answered_on = models.DateField(_("Answered on"))
    working_days = models.PositiveIntegerField(_("Working days to the answer"))
    in_time = models.BooleanField(_("Answered in time"), default=True)
    corrected_version = models.PositiveIntegerField(_("Corrected in data version"), null=True, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Answer to an objection")
        ordering = ("-answered_on", "-number")
        default_permissions = ()
        constraints = [
            state_is_known(ObjectionKind, "kind"),
            state_is_known(Outcome, "outcome"),
            models.CheckConstraint(
                name="opening_published_answer_gives_reasons",
                condition=~Q(answer="") & ~Q(outcome=Outcome.PENDING),
                violation_error_message=_("A published answer says what was found and why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.dataset}"

    def get_absolute_url(self) -> str:
        """Its place in the public list."""
        return f"{reverse('opening:answer-list')}#{self.number}"

    @property
    def title(self) -> str:
        """What it was about, in words."""
        return " · ".join(filter(None, (str(self.get_kind_display()), self.item)))
