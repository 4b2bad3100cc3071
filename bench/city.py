"""The city around the measured table, made as people make it: an entry, its open dataset, a grant of it.

``many`` copies the entry and fills the audit trail by statements of its own: services would take hours.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection, models
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from aggregation import services as aggregation
from bench.data import DISTRICTS, ITEMS, TRADES
from catalog import services as catalog
from catalog.models import CatalogEntry, DataItem, EntryVersion
from opening import services as opening
from opening.filters import rows_query
from portal.kernel import audit, clock
from portal.kernel.actor import Actor
from portal.kernel.models import AuditEvent
from portal.members.models import Organization
from portal.store import query
from portal.store.models import StoreTable
from sharing import services as sharing
from tests.people import STAGE, make_draft, make_person, make_unit, publish

PORTAL = Actor.system("bench-portal", "opening.publish_dataset")
BACKEND = "portal.members.backends.RoleBackend"
LETTERS = {"text": "C", "date": "D", "decimal": "N", "integer": "I", "datetime": "T"}
#: What every page of rows is narrowed by.
CONDITION = ("区县", "花溪区")
UNITS = 40
ACTIONS = (
    "catalog.catalogentry.edit",
    "catalog.catalogentry.submit",
    "catalog.catalogentry.sign",
    "sharing.grantuse.record",
    "aggregation.batch.finish",
    "opening.publicdataset.refresh",
    "portal.members.sign_in",
)


def found(table_pk: str) -> dict[str, Any]:
    """Publish, open and grant the table; the paths that are measured, and the cookies of who reads them."""
    market, statistics = make_unit("贵阳市市场监督管理局"), make_unit("贵阳市统计局")
    authority = make_unit("贵阳市大数据发展管理局", kind="data_authority", jurisdiction=["5201"])
    for number in range(UNITS):
        make_unit(f"{DISTRICTS[number % len(DISTRICTS)]}第{number}局", level="district", area_code="520103")
    people = {
        "officer": make_person(market, "officer", "李水", "data_officer"),
        "cdo": make_person(market, "cdo", "周总", "cdo"),
        "reviewer": make_person(authority, "reviewer", "王审", "authority"),
    }
    entry = _entry(StoreTable.objects.get(pk=table_pk), people)
    dataset = opening.refresh_dataset(entry, actor=PORTAL)
    asker = make_person(statistics, "asker", "陈统", "data_officer")
    asker_cdo = make_person(statistics, "asker-cdo", "唐总", "cdo")
    grant = _grant(entry, asker, asker_cdo, people["reviewer"])
    inspector = make_person(authority, "inspector", "赵督", "inspector")
    condition = {"item": CONDITION[0], "value": CONDITION[1]}
    return {
        "statement": statement_of(
            lambda: query.page_json(rows_query(dataset, QueryDict(urlencode([CONDITION]))))
        ),
        "open": f"{reverse('opening:api-rows', args=[dataset.slug])}?{urlencode([CONDITION])}",
        "csv": reverse("opening:dataset-csv", args=[dataset.slug]),
        "page": dataset.get_absolute_url(),
        "granted": f"{reverse('sharing-grant-rows', args=[grant.public_id])}?{urlencode(condition)}",
        "consumer": _cookie(asker),
        "inspector": _cookie(inspector),
    }


def statement_of(ask: Callable[[], object]) -> str:
    """The last statement as it goes over the wire, its parameters filled in."""
    sent: list[str] = []

    def note(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        found = execute(sql, params, many, context)
        sent.append(context["cursor"].query.decode())
        return found

    with connection.execute_wrapper(note):
        ask()
    return sent[-1]


def _entry(table: StoreTable, people: dict[str, Actor]) -> CatalogEntry:
    words = {"name": "企业登记信息", "name_en": "Registered firms", "abstract": "全市企业登记的基本信息。"}
    draft = make_draft(people["officer"], [_item(*item) for item in ITEMS], **words)
    entry = publish(draft, **people)
    mounted = aggregation.mount_entry(entry, actor=people["officer"])
    mounted.table = table  # loaded before, as its own measurement
    audit.write("bench.mount", mounted, actor=STAGE)
    return catalog.record_delivery(entry, version=table.current_version, rows=table.row_count, actor=STAGE)


def _item(name: str, kind: str, _pg: str, more: dict[str, Any]) -> dict[str, Any]:
    length, decimals = more.get("length") or more.get("precision", 0), more.get("scale", 0)
    is_key = more.get("key", False)
    return {"name": name, "data_type": LETTERS[kind], "length": length, "decimals": decimals} | {
        "key": is_key,
        "required": is_key,
        "searchable": name in {"区县", "成立日期"},
    }


def _grant(entry: CatalogEntry, asker: Actor, cdo: Actor, reviewer: Actor) -> Any:
    today = clock.today()
    words = {"legal_basis": "统计法", "purpose": "企业统计", "scenario": "年报核对", "delivery": "api"}
    period = {"starts_on": today, "ends_on": today + timedelta(days=30)}
    items = [name for name, *_rest in ITEMS]
    request = sharing.create_request(entry, actor=asker, items=items, **words, **period)
    sharing.submit_request(request, actor=asker)
    sharing.endorse_request(request, actor=cdo)
    return sharing.check_request(request, actor=reviewer).grant


def _cookie(actor: Actor) -> str:
    client = Client()
    client.force_login(actor.user, backend=BACKEND)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def many(events: str, entries: str) -> dict[str, Any]:
    """A year of events, and entries of other units, each like the first one in another firm's words."""
    _copy_entries(int(entries))
    _write_events(int(events))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return {"entries": CatalogEntry.objects.count(), "events": int(events)}


def _copy_entries(number: int) -> None:
    """Every fiftieth is being revised, so that what was published of it shows through."""
    first = CatalogEntry.objects.get()
    units = list(Organization.objects.order_by("pk").values_list("pk", flat=True))
    name = "({districts})[1 + n % 11] || ({trades})[1 + n % 10] || '登记信息第' || n || '号'"
    words = {"districts": _array(DISTRICTS), "trades": _array(TRADES), "units": _array(units)}
    name = name.format(**words)
    number_of = {"entry_id": f"{first.pk} + n"}
    changed = "changed_at - n * interval '20 minutes'"
    entries = {
        "id": f"{first.pk} + n",
        "public_id": "gen_random_uuid()",
        "resource_code": "left(resource_code, -6) || lpad((n + 1)::text, 6, '0')",
        "name": name,
        "provider_id": "({units})[1 + n % {number}]".format(number=len(units), **words),
        "state": "CASE WHEN n % 50 = 0 THEN 'revising' ELSE state END",
        "changed_at": changed,
        "published_at": changed,
    }
    content = f"jsonb_set(content, '{{name}}', to_jsonb({name}))"
    _copies(CatalogEntry, f"id = {first.pk}", number, entries)
    _copies(EntryVersion, f"entry_id = {first.pk}", number, number_of | {"content": content})
    _copies(DataItem, f"entry_id = {first.pk}", number, number_of)


def _write_events(number: int) -> None:
    """One event again and again over the year that ends now, by other people on other records."""
    last = AuditEvent.objects.latest("id").pk
    changes = {
        "at": f"now() - ({number} - n) * (interval '365 days' / {number})",
        "actor": "'第' || n % 800 || '号经办人'",
        "action": f"({_array(ACTIONS)})[1 + n % {len(ACTIONS)}]",
        "target_id": "(n % 20000)::text",
        "target_label": "'登记信息第' || n % 20000 || '号'",
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_ensure_month((now() - m * interval '1 month')::date) FROM generate_series(0, 13) m"
        )
    _copies(AuditEvent, f"id = {last}", number, changes)


def _array(values: Sequence[str | int]) -> str:
    return f"ARRAY[{', '.join(map(repr, values))}]"


def _copies(model: type[models.Model], which: str, number: int, changes: dict[str, str]) -> None:
    """These rows of a table once more for each ``n`` up to the number, with these columns changed."""
    columns = [f.column for f in model._meta.concrete_fields if not f.primary_key or f.column in changes]
    shown = ", ".join(changes.get(column, f'"{column}"') for column in columns)
    names, table = ", ".join(f'"{column}"' for column in columns), model._meta.db_table
    statement = f"INSERT INTO {table} ({names}) SELECT {shown} FROM {table}, generate_series(1, {number}) n"
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} WHERE {which}")


def queries(pages: str) -> dict[str, int]:
    """How many statements each page needs, by its name; ``pages``: its path and the cookie of its reader."""
    return {name: _statements(*asked) for name, asked in json.loads(pages).items()}


def _statements(path: str, cookie: str) -> int:
    sent: list[str] = []

    def note(execute: Any, sql: Any, *rest: Any) -> Any:
        sent.append(sql)
        return execute(sql, *rest)

    client = Client(headers={"cookie": cookie, "host": "localhost"})
    client.get(path, secure=True)  # what is kept for a while is counted by neither side
    with connection.execute_wrapper(note):
        client.get(path, secure=True)
    return len(sent)
