"""The lifecycles of a catalog entry (compile → sign → review → publish) and of a responsibility list."""

from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow

from . import policies
from .choices import EntryState as S
from .choices import ListState as L
from .models import CatalogEntry, ResponsibilityList

ENTRY = Workflow(
    CatalogEntry,
    Transition(
        name="submit",
        sources=(S.DRAFT, S.RETURNED, S.REVISING),
        target=S.SUBMITTED,
        label=_("Submit for signature"),
        permission="catalog.compile_entry",
        provision="2.1",
        guard=policies.is_provider,
    ),
    Transition(
        name="take_back",
        sources=(S.SUBMITTED,),
        target=S.DRAFT,
        label=_("Take back"),
        permission="catalog.compile_entry",
        provision="2.1",
        guard=policies.is_provider,
    ),
    Transition(
        name="sign",
        sources=(S.SUBMITTED,),
        target=S.SIGNED,
        label=_("Sign"),
        permission="catalog.sign_entry",
        provision="1.5",
        guard=policies.is_provider,
    ),
    Transition(
        name="decline",
        sources=(S.SUBMITTED,),
        target=S.RETURNED,
        label=_("Send back without signing"),
        permission="catalog.sign_entry",
        provision="1.5",
        guard=policies.is_provider,
    ),
    Transition(
        name="return",
        sources=(S.SIGNED, S.APPROVED),
        target=S.RETURNED,
        label=_("Return for revision"),
        permission="catalog.review_entry",
        provision="2.1",
        guard=policies.is_reviewing_authority,
    ),
    Transition(
        name="approve",
        sources=(S.SIGNED,),
        target=S.APPROVED,
        label=_("Approve"),
        permission="catalog.review_entry",
        provision="2.1",
        guard=policies.is_reviewing_authority,
    ),
    Transition(
        name="publish",
        sources=(S.APPROVED,),
        target=S.PUBLISHED,
        label=_("Publish"),
        permission="catalog.review_entry",
        provision="2.1",
        guard=policies.is_reviewing_authority,
    ),
    Transition(
        name="revise",
        sources=(S.PUBLISHED,),
        target=S.REVISING,
        label=_("Revise"),
        permission="catalog.compile_entry",
        provision="2.4",
        guard=policies.is_provider,
    ),
    Transition(
        name="withdraw",
        sources=(S.PUBLISHED, S.REVISING, S.RETURNED, S.DRAFT),
        target=S.WITHDRAWN,
        label=_("Withdraw from the catalog"),
        permission="catalog.review_entry",
        provision="2.4",
        guard=policies.may_withdraw,
    ),
)

RESPONSIBILITY = Workflow(
    ResponsibilityList,
    Transition(
        name="publish",
        sources=(L.DRAFT,),
        target=L.PUBLISHED,
        label=_("Publish the list"),
        permission="catalog.publish_list",
        provision="2.2",
        guard=policies.may_publish_list,
        emphasis="primary",
    ),
    Transition(
        name="supersede",
        sources=(L.PUBLISHED,),
        target=L.SUPERSEDED,
        label=_("Superseded by the next version"),
        permission="catalog.supersede_list",
        provision="2.2",
    ),
)
