"""Pages of assessments: the ranking, and each unit's score with the evidence behind every figure."""

from __future__ import annotations

from itertools import groupby
from typing import Any, NamedTuple

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import Message
from portal.web.contributions import Section
from portal.web.doors import (
    Column,
    Empty,
    Fact,
    FactGroup,
    MoveView,
    PageView,
    RecordDetailView,
    RecordFormView,
    RecordListView,
    RecordMixin,
    StaffMixin,
)

from .. import policies, selectors, services
from ..choices import AssessmentState
from ..filters import AssessmentFilter
from ..forms import AssessmentForm
from ..models import Assessment, AssessmentScheme, UnitScore
from ..workflows import ASSESSMENT
from .schemes import SCHEMES

ASSESSMENTS = (("oversight:assessment-list", _("Assessments")),)
AUDIENCE = _("The data authority all scores, each unit its own")


class KindOfUnit(NamedTuple):
    """The units of one kind: those with a place, those to which nothing applies, what applies to some."""

    kind: str
    scores: list[UnitScore]
    unranked: list[UnitScore]
    names: list[str]


def by_kind(scores: list[UnitScore], indicators: list[str]) -> list[KindOfUnit]:
    """The ranking, kind by kind, each with the indicators that apply to one of its units."""
    kinds = [(str(kind), list(found)) for kind, found in groupby(scores, key=UnitScore.get_kind_display)]
    return [
        KindOfUnit(
            kind,
            [score for score in found if score.total is not None],
            [score for score in found if score.total is None],
            [n for n in indicators if any(selectors.value_of(score, n) is not None for score in found)],
        )
        for kind, found in kinds
    ]


HELD = FactGroup(
    _("The assessment"),
    (
        Fact("scheme", _("Assessment scheme")),
        Fact("cut_off_on", _("Cut-off day"), kind="date"),
        Fact("computed_at", _("Computed"), kind="moment"),
        Fact("published_at", _("Published at"), kind="moment"),
    ),
)


class AssessmentListView(StaffMixin, RecordListView):
    """The assessments that the reader may see."""

    model = Assessment
    section = Section.OVERSIGHT
    title = _("Assessments")
    audience = AUDIENCE
    filterset_class = AssessmentFilter
    search_fields = ("name", "scheme__name")
    ordering = ("-cut_off_on", "-pk")
    columns = (
        Column("name", _("Name of the assessment"), sort="name", link=True, card="title"),
        Column("scheme", _("Assessment scheme"), card="fact"),
        Column("cut_off_on", _("Cut-off day"), kind="date", sort="cut_off_on", card="fact"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("published_at", _("Published at"), kind="moment", sort="published_at", card="fact"),
    )
    empty = Empty(_("No assessment yet"), _("The data authority assesses by a scheme in force."))

    def get_queryset(self) -> Any:
        """With the scheme."""
        return super().get_queryset().select_related("scheme")


class AssessmentDetailView(StaffMixin, RecordDetailView):
    """One assessment: the units' places among those of their kind."""

    model = Assessment
    section = Section.OVERSIGHT
    audience = AUDIENCE
    parents = ASSESSMENTS
    workflow = ASSESSMENT
    url_prefix = "oversight:assessment"
    groups = (HELD,)
    template_name = "oversight/assessment_detail.html"

    def get_queryset(self) -> Any:
        """With the scheme."""
        return super().get_queryset().select_related("scheme__authority")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the job, or the ranking by kind of unit."""
        scores = list(self.record.scores.visible_to(self.actor).select_related("organization"))
        weighed = [row["indicator"] for row in self.record.scheme.weights]
        under_way = self.record.state == AssessmentState.PLANNED
        return super().get_context_data(
            job=self.record.job, under_way=under_way, kinds=by_kind(scores, weighed), **kwargs
        )


class AssessmentMovedView(StaffMixin, RecordMixin, PageView):
    """Asked by the assessment's page while it is computed: reload as soon as it has moved on."""

    model = Assessment

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing yet, or the order to reload."""
        headers = {"HX-Refresh": "true"} if self.record.state != AssessmentState.PLANNED else {}
        return HttpResponse(status=200 if headers else 204, headers=headers)


class AssessmentCreateView(StaffMixin, RecordFormView):
    """Assess by a scheme."""

    model = AssessmentScheme
    section = Section.OVERSIGHT
    title = _("Assess by this scheme")
    audience = _("Data authority")
    parents = SCHEMES
    form_class = AssessmentForm
    submit = _("Compute the scores")
    done = _("The assessment was arranged; a worker computes it.")

    def allowed(self) -> bool:
        """The authority whose scheme it is."""
        return policies.may_assess(self.actor) and policies.owns_scheme(self.actor, self.record)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Nothing of the scheme is a default."""
        return {}

    def perform(self, form: AssessmentForm) -> Assessment:
        """Call the service."""
        return services.hold_assessment(self.record, actor=self.actor, **form.cleaned_data)


class AssessmentMoveView(StaffMixin, MoveView):
    """One move of an assessment."""

    model = Assessment
    section = Section.OVERSIGHT
    parents = ASSESSMENTS
    workflow = ASSESSMENT
    groups = (HELD,)
    form_class = Form


class AssessmentRetryView(AssessmentMoveView):
    """Compute a failed assessment once more."""

    move, service = "retry", services.retry_assessment


class AssessmentPublishView(AssessmentMoveView):
    """Let the units see their scores."""

    move, service = "publish", services.publish_assessment
    explanation = _(
        "Then every unit sees its own score with the evidence; the figures do not change any more."
    )


class ScoreDetailView(StaffMixin, RecordDetailView):
    """What one unit scored, figure by figure."""

    model = UnitScore
    section = Section.OVERSIGHT
    audience = AUDIENCE
    parents = ASSESSMENTS
    timeline = False
    template_name = "oversight/score_detail.html"

    def get_queryset(self) -> Any:
        """With unit and assessment."""
        return super().get_queryset().select_related("organization", "assessment__scheme")

    def get_title(self) -> Message:
        """The unit."""
        return str(self.record.organization)

    def get_parents(self) -> list[tuple[Message, str]]:
        """The breadcrumb, with the assessment."""
        assessment = self.record.assessment
        return [*super().get_parents(), (str(assessment), assessment.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the figures in words."""
        figures = [(selectors.name_of(row["indicator"]), row) for row in self.record.figures]
        return super().get_context_data(figures=figures, **kwargs)
