"""The lifecycles of inspections, findings, rectification orders, schemes and assessments."""

from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow

from . import policies
from .choices import AssessmentState as A
from .choices import FindingState as F
from .choices import InspectionState as I
from .choices import OrderState as R
from .choices import SchemeState as S
from .models import Assessment, AssessmentScheme, Finding, Inspection, RectificationOrder

INSPECTION = Workflow(
    Inspection,
    Transition(
        name="start",
        sources=(I.PLANNED,),
        target=I.RUNNING,
        label=_("Start the inspection"),
        permission="oversight.run_inspection",
        provision="8.2",
    ),
    Transition(
        name="finish",
        sources=(I.RUNNING,),
        target=I.DONE,
        label=_("Finish the inspection"),
        permission="oversight.run_inspection",
        provision="8.2",
    ),
    Transition(
        name="fail",
        sources=(I.PLANNED, I.RUNNING),
        target=I.FAILED,
        label=_("Note the failure"),
        permission="oversight.run_inspection",
        provision="8.2",
    ),
    Transition(
        name="retry",
        sources=(I.FAILED,),
        target=I.PLANNED,
        label=_("Inspect once more"),
        permission="oversight.hold_inspection",
        provision="8.2",
        guard=policies.may_repeat,
        emphasis="primary",
    ),
)

FINDING = Workflow(
    Finding,
    Transition(
        name="settle",
        sources=(F.OPEN,),
        target=F.SETTLED,
        label=_("No longer found"),
        permission="oversight.settle_finding",
        provision="8.2",
    ),
)

ORDER = Workflow(
    RectificationOrder,
    Transition(
        name="submit",
        sources=(R.ORDERED, R.RETURNED),
        target=R.SUBMITTED,
        label=_("Report the rectification"),
        permission="oversight.answer_order",
        provision="8.2",
        guard=policies.is_ordered_unit,
        emphasis="primary",
    ),
    Transition(
        name="return",
        sources=(R.SUBMITTED,),
        target=R.RETURNED,
        label=_("Return: still found"),
        permission="oversight.recheck_order",
        provision="8.2",
    ),
    Transition(
        name="verify",
        sources=(R.ORDERED, R.SUBMITTED, R.RETURNED),
        target=R.VERIFIED,
        label=_("Confirm by re-check"),
        permission="oversight.recheck_order",
        provision="8.2",
    ),
    Transition(
        name="close",
        sources=(R.VERIFIED,),
        target=R.CLOSED,
        label=_("Close the order"),
        permission="oversight.close_order",
        provision="8.2",
        guard=policies.may_close,
        emphasis="primary",
    ),
)

SCHEME = Workflow(
    AssessmentScheme,
    Transition(
        name="adopt",
        sources=(S.DRAFT,),
        target=S.IN_FORCE,
        label=_("Put in force"),
        permission="oversight.hold_assessment",
        provision="8.3",
        guard=policies.owns_scheme,
        emphasis="primary",
    ),
    Transition(
        name="retire",
        sources=(S.IN_FORCE,),
        target=S.RETIRED,
        label=_("Retire the scheme"),
        permission="oversight.hold_assessment",
        provision="8.3",
        guard=policies.owns_scheme,
    ),
)

ASSESSMENT = Workflow(
    Assessment,
    Transition(
        name="compute",
        sources=(A.PLANNED,),
        target=A.COMPUTED,
        label=_("Compute the scores"),
        permission="oversight.compute_assessment",
        provision="8.3",
    ),
    Transition(
        name="fail",
        sources=(A.PLANNED,),
        target=A.FAILED,
        label=_("Note the failure"),
        permission="oversight.compute_assessment",
        provision="8.3",
    ),
    Transition(
        name="retry",
        sources=(A.FAILED,),
        target=A.PLANNED,
        label=_("Compute once more"),
        permission="oversight.hold_assessment",
        provision="8.3",
        guard=policies.owns_assessment,
        emphasis="primary",
    ),
    Transition(
        name="publish",
        sources=(A.COMPUTED,),
        target=A.PUBLISHED,
        label=_("Publish the scores"),
        permission="oversight.hold_assessment",
        provision="8.3",
        guard=policies.owns_assessment,
        emphasis="primary",
    ),
)
