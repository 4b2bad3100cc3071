"""Tags and filters of every page. ``docs/mechanisms/pages.md`` lists them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.kernel.actor import Actor
from portal.kernel.errors import Message
from portal.kernel.models import Job
from portal.web import charts, contributions, formats, icons, tones
from portal.web.doors import tables
from portal.web.progress import Progress
from portal.web.timelines import timeline_of

register = template.Library()

register.filter("day", formats.day)
register.filter("moment", formats.moment)
register.filter("grouped", formats.grouped)
register.filter("percent", formats.percent)
register.filter("file_size", formats.file_size)
register.filter("duration", formats.duration)
register.filter("yes_no", formats.yes_no)
register.filter("due", tables.due_html)
register.filter("sparkline", charts.sparkline)
register.simple_tag(icons.icon, name="icon")
register.simple_tag(tables.badge, name="tag_badge")


@register.filter
def cell(record: Any, column: tables.Column) -> SafeString | str:
    """A record's value in one column."""
    shown = column.html(record)
    return format_html('<span class="table__none">{}</span>', shown) if shown == formats.NOTHING else shown


@register.filter
def attribute(attributes: dict[str, Any], name: str) -> Any:
    """A widget's attribute whose name a template cannot spell."""
    return attributes.get(name, "")


@register.filter
def as_list(sentence: str) -> list[str]:
    """One sentence as the list of sentences that the refusal page reads."""
    return [sentence] if sentence else []


@register.filter
def unit_name(unit: str) -> str:
    """A job's unit in the reader's language."""
    words = {"rows": _("rows"), "files": _("files"), "bytes": _("bytes"), "records": _("records")}
    return (words | {"checks": _("checks"), "units": _("units")}).get(unit, unit)


@register.simple_tag
def badge(record: Any, name: str = "state") -> SafeString:
    """The badge of a record's state."""
    label = getattr(record, f"get_{name}_display", lambda: getattr(record, name))()
    return tables.badge(label, tones.tone_of(getattr(record, name), record._meta.label_lower))


@register.simple_tag(takes_context=True)
def query_string(context: Context, **changes: Any) -> str:
    """This page's query with some parts replaced, or left out where ``None``."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None and value != "":
            query[name] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def panels(context: Context, slot: str, record: Any = None) -> SafeString:
    """Other chapters' panels on this page."""
    actor = context.get("actor") or Actor.visitor()
    return drawn_panels(context, contributions.draw_panels(slot, actor, record), record)


@register.simple_tag(takes_context=True)
def drawn_panels(context: Context, drawn: Iterable[tuple[str, dict[str, Any]]], record: Any) -> SafeString:
    """Panels whose contexts the view has asked for already."""
    shared = {"actor": context.get("actor") or Actor.visitor(), "record": record}
    pieces = (render_to_string(name, shared | own, context.get("request")) for name, own in drawn)
    return format_html_join("", "{}", ((piece,) for piece in pieces))


@register.inclusion_tag("web/_timeline.html")
def timeline(record: Any) -> dict[str, Any]:
    """The audit events of a record."""
    return {"events": timeline_of(record)}


@register.inclusion_tag("web/_progress.html")
def progress(job: Job, *, still: bool = False) -> dict[str, Any]:
    """How far a job is; polls each second until it has ended, unless it is a ``still`` sample."""
    return {"job": job, "progress": Progress(job), "still": still}


@register.inclusion_tag("web/_chart.html")
def chart(chart: charts.Chart) -> dict[str, Any]:
    """A chart with its table, source and downloads."""
    return {"chart": chart, "rows": chart.rows()}


@register.inclusion_tag("web/_field.html")
def field(form: Any, name: str) -> dict[str, Any]:
    """One field of a form with label, hint and errors."""
    return {"field": form[name]}


@register.simple_tag
def field_groups(form: Any) -> list[tuple[Message, list[Any]]]:
    """A form's visible fields by question: its ``groups``, then whatever they leave out."""
    groups = [
        (title, [form[n] for n in names if n in form.fields]) for title, names in getattr(form, "groups", ())
    ]
    named = {bound.name for _title, bounds in groups for bound in bounds}
    rest = [bound for bound in form.visible_fields() if bound.name not in named]
    shown = [(title, [b for b in bounds if not b.is_hidden]) for title, bounds in groups]
    return [*((t, b) for t, b in shown if b), *([("", rest)] if rest else [])]


@register.simple_tag
def range_widget(bound: Any) -> SafeString:
    """A filter of several boxes (from, to), each with a name of its own for screen readers."""
    boxes = getattr(bound.field.widget, "widgets", ())
    for box, end in zip(boxes, (_("from"), _("to")), strict=False):
        box.attrs |= {"aria-label": f"{bound.label} {end}", "placeholder": end}
    return bound.as_widget()


def _of_textarea(bound: Any) -> dict[str, Any]:
    """Five lines instead of Django's ten, and the counter where the length is limited."""
    own = bound.field.widget.attrs
    attributes = {"rows": "5" if own.get("rows") == "10" else own.get("rows")}
    if bound.field.max_length:
        attributes["data-counter"] = f"{bound.auto_id}_counter"
    return attributes


@register.simple_tag
def widget(bound: Any) -> SafeString:
    """A field's widget; Django says by which hint and errors it is described and whether it is invalid."""
    attributes = dict(bound.field.widget.attrs)
    if bound.widget_type == "textarea":
        attributes |= _of_textarea(bound)
    return bound.as_widget(attrs=attributes)
