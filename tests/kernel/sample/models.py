"""The sample's tables."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from portal.kernel.checks import implies, state_is_known


class State(models.TextChoices):
    """Where a petition stands."""

    DRAFT = "draft", "起草"
    SUBMITTED = "submitted", "已提交"
    APPROVED = "approved", "已批准"
    REJECTED = "rejected", "已驳回"


class Petition(models.Model):
    """Somebody asks for something."""

    title = models.CharField("标题", max_length=50, unique=True)
    number = models.IntegerField("编号", default=0)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    reason = models.CharField("理由", max_length=200, blank=True)
    tags = models.JSONField("标签", default=list, blank=True)

    class Meta:
        verbose_name = "申请"
        permissions = [("submit_petition", "Submit"), ("decide_petition", "Decide")]
        default_permissions = ()
        constraints = [
            state_is_known(State),
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(state=State.SUBMITTED),
                name="sample_petition_one_open",
                violation_error_message="已有一件待办。",
            ),
            models.UniqueConstraint(fields=["reason", "number", "state"], name="sample_petition_no_copy"),
            implies(
                "sample_petition_rejection_gives_reason",
                Q(state=State.REJECTED),
                ~Q(reason=""),
                "驳回须说明理由。",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Slice(models.Model):
    """One slice of the work on a petition, and the attempt that did it."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="slices", verbose_name="申请")
    number = models.IntegerField("序号")
    attempt = models.IntegerField("次数")

    class Meta:
        verbose_name = "切片"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.petition} {self.number}"
