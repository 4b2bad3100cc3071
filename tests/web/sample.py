"""Pages and a REST view set over the sample's petitions, declared as chapters declare theirs."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import include, path
from rest_framework import mixins, serializers
from rest_framework.routers import SimpleRouter

from portal.kernel import audit
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict
from portal.urls import handler403, handler404, handler500
from portal.urls import urlpatterns as portal_urls
from portal.web.api import ActionsMixin, ActorViewSet, move
from portal.web.doors import (
    Button,
    Check,
    Column,
    DecisionView,
    Empty,
    Fact,
    FactGroup,
    MoveView,
    PublicMixin,
    RecordDetailView,
    RecordFormView,
    RecordListView,
    StaffMixin,
)
from tests.kernel.sample.models import Petition, State
from tests.kernel.sample.workflows import WORKFLOW

__all__ = ["handler403", "handler404", "handler500"]


def submit_petition(petition: Petition, *, actor: Actor) -> Petition:
    """Hand it in."""
    with WORKFLOW.fire("submit", petition, actor=actor) as locked:
        pass
    return locked


def reject_petition(petition: Petition, *, reason: str, actor: Actor) -> Petition:
    """Refuse it with a reason."""
    with WORKFLOW.fire("reject", petition, actor=actor, note=reason) as locked:
        locked.reason = reason
    return locked


def create_petition(*, actor: Actor, **fields: Any) -> Petition:
    """Write it down."""
    petition = Petition(**fields)
    if petition.title == "busy":
        raise Conflict("有人正在编辑。")
    audit.write("sample.petition.create", petition, actor=actor)
    return petition


class Filter(django_filters.FilterSet):
    """By state and number."""

    state = django_filters.ChoiceFilter(label="状态", choices=State.choices)
    number = django_filters.RangeFilter(label="编号")

    class Meta:
        model = Petition
        fields = ()


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="理由", required=False, widget=forms.Textarea, max_length=200)


class PetitionForm(forms.Form):
    """What it asks for."""

    groups = (("内容", ("title",)),)
    title = forms.CharField(label="标题", max_length=50, help_text="一句话")
    number = forms.IntegerField(label="编号", required=False, initial=0)


class Everything:
    """Petitions are public, and have no address of their own."""

    model = Petition
    lookup_field = "title"

    def get_queryset(self) -> QuerySet[Petition]:
        """All but the hidden one."""
        return Petition.objects.exclude(title="hidden")

    def get_success_url(self, outcome: Petition) -> str:
        """Back to the list."""
        return "/sample/"

    def get_parents(self) -> list[Any]:
        """No breadcrumb."""
        return []


class PetitionList(PublicMixin, Everything, RecordListView):
    """All petitions."""

    title = "申请"
    filterset_class = Filter
    search_fields = ("title",)
    ordering = ("title",)
    columns = (
        Column("title", "标题", sort="title", card="title"),
        Column("number", "编号", kind="number", sort="number"),
        Column("state", "状态", kind="badge"),
    )
    empty = Empty("还没有申请", "申请说明要什么。", Button("提出申请", url="/sample/new/"))


class PetitionDetail(StaffMixin, Everything, RecordDetailView):
    """One petition."""

    workflow = WORKFLOW
    url_prefix = "sample:petition"
    groups = (FactGroup("内容", (Fact("title", "标题"), Fact("number", "编号", kind="number"))),)
    panel_slot = "sample.petition"


class PetitionCreate(StaffMixin, Everything, RecordFormView):
    """A new petition."""

    title = "提出申请"
    form_class = PetitionForm
    done = "已保存。"

    def perform(self, form: forms.Form) -> Petition:
        """Write it down."""
        return create_petition(actor=self.actor, **form.cleaned_data)


class PetitionReviewed(PetitionCreate):
    """The same with a page to check the answers."""

    review = True


class Move(StaffMixin, Everything, MoveView):
    """What the moves share."""

    workflow = WORKFLOW

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Without a way back: petitions have no page."""
        self.record.get_absolute_url = lambda: "/sample/"
        return super().get_context_data(**kwargs)


class PetitionSubmit(Move):
    """Hand in."""

    move = "submit"
    service = submit_petition


class PetitionReject(Move):
    """Refuse."""

    move = "reject"
    form_class = ReasonForm
    service = reject_petition

    def checks(self) -> list[Check]:
        """One of each kind."""
        return [Check("有标题", passed=True), Check("有编号", passed=False, reason="编号为零")]


class PetitionDecide(StaffMixin, Everything, DecisionView):
    """Both decisions on one page."""

    workflow = WORKFLOW
    url_prefix = "sample:petition"
    moves = {"reject": ReasonForm, "approve": forms.Form}


class PetitionSerializer(ActionsMixin, serializers.ModelSerializer):
    """A petition for programs."""

    class Meta:
        model = Petition
        fields = ("title", "number", "state", "actions")


class ReasonInput(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(allow_blank=True, max_length=20)


class PetitionViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Petitions for programs."""

    serializer_class = PetitionSerializer
    workflow = WORKFLOW
    lookup_field = "title"
    lookup_value_converter = "str"

    def get_queryset(self) -> QuerySet[Petition]:
        """All but the hidden one."""
        return Petition.objects.exclude(title="hidden").order_by("title")

    @move()
    def submit(self, record: Petition, fields: dict[str, Any]) -> Petition:
        """Hand in."""
        return submit_petition(record, actor=self.actor, **fields)

    @move(ReasonInput)
    def reject(self, record: Petition, fields: dict[str, Any]) -> Petition:
        """Refuse."""
        return reject_petition(record, actor=self.actor, **fields)


router = SimpleRouter(use_regex_path=False)
router.register("petitions", PetitionViewSet, basename="sample-petition")

pages = [
    path("", PetitionList.as_view(), name="petition-list"),
    path("new/", PetitionCreate.as_view(), name="petition-create"),
    path("new/reviewed/", PetitionReviewed.as_view(), name="petition-reviewed"),
    path("<str:title>/", PetitionDetail.as_view(), name="petition-detail"),
    path("<str:title>/submit/", PetitionSubmit.as_view(), name="petition-submit"),
    path("<str:title>/reject/", PetitionReject.as_view(), name="petition-reject"),
    path("<str:title>/approve/", PetitionReject.as_view(), name="petition-approve"),
    path("<str:title>/decide/", PetitionDecide.as_view(), name="petition-decide"),
]
urlpatterns = [
    path("sample/", include((pages, "sample"))),
    path("api/v1/", include(router.urls)),
    *portal_urls,
]
