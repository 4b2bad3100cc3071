"""The interface speaks Chinese completely: every message of code and templates has its translation."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from babel.messages import pofile
from django.utils.translation import templatize

from .sources import ROOT, code_files, short, templates

CATALOG = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")
WORDS = ["gettext_noop", "gettext_lazy", "ngettext_lazy:1,2", "pgettext:1c,2", "npgettext:1c,2,3"]
WORDS += ["pgettext_lazy:1c,2", "npgettext_lazy:1c,2,3"]
#: The measure's own words (the fixed labels of the design): English term → Chinese term.
FIXED = {
    "Catalog of the whole city": "一本账",
    "Data catalog": "数据目录",
    "Aggregation": "资源汇聚",
    "Sharing": "数据共享",
    "Opening": "数据开放",
    "Authorization and use": "授权与利用",
    "Security": "数据安全",
    "Safeguards and oversight": "保障和监督",
    "Compile": "编目",
    "Data item": "信息项",
    "Mount": "挂接",
    "Mounting rate": "挂接率",
    "Provider of the source": "数源部门",
    "Sign": "审签",
    "Return": "退回修改",
    "Conformity check": "符合性审查",
    "Grant": "共享许可",
    "Dispatch": "数据调度单",
    "Supervision order": "督办",
    "Hasten": "催办",
    "Take back": "撤回",
    "Load": "入库",
    "Rejects": "问题数据",
    "Data return": "回流",
    "Parcel": "回流批次",
    "Responsibility list": "责任清单",
    "Negative list": "负面清单",
    "Demand list": "需求清单",
    "Objection": "异议",
    "Finding": "检查问题",
    "Rectification order": "整改通知书",
    "Showcase": "利用成果",
    "Themed zone": "数据专区",
    "Operator": "运营机构",
    "Airlock": "出域审查",
}
#: Terms of the chapters that exist: some message must use them.
IN_USE = {
    "数据目录", "资源汇聚", "数据共享", "数据开放", "授权与利用", "数据安全", "保障和监督",
    "一本账", "编目", "信息项", "挂接", "挂接率", "数源部门", "审签", "退回修改", "撤回", "入库", "问题数据",
}  # fmt: skip


@cache
def catalog():
    with CATALOG.open("rb") as file:
        return pofile.read_po(file, locale="zh_Hans")


def translations() -> dict[str, str]:
    return {m.id: m.string for m in catalog() if isinstance(m.id, str) and m.id}


@pytest.fixture(scope="session")
def messages(tmp_path_factory) -> set[str]:
    """Every message of code and templates, as gettext's own tools find them."""
    if not shutil.which("xgettext"):
        assert os.environ.get("CI") != "true", "gettext is missing: install Debian's package gettext"
        pytest.skip("xgettext is not installed (Debian's package gettext)")
    folder = tmp_path_factory.mktemp("messages")
    copies = [copied(path, folder) for path in (*code_files(), *templates())]
    words = ["xgettext", "--from-code=UTF-8", "--language=Python", "--output=all.pot", "--no-wrap"]
    words += [f"--keyword={word}" for word in WORDS]
    listed = "\n".join(str(copy.relative_to(folder)) for copy in copies)
    told = subprocess.run(
        [*words, "--files-from=-"], cwd=folder, input=listed, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    with (folder / "all.pot").open("rb") as file:
        return {m.id if isinstance(m.id, str) else m.id[0] for m in pofile.read_po(file) if m.id}


def copied(path: Path, folder: Path) -> Path:
    """The file where xgettext may read it; a template is first turned into calls of gettext."""
    copy = folder / f"{short(path)}.py"
    copy.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text(encoding="utf-8")
    copy.write_text(
        templatize(text, origin=short(path)) if path.suffix == ".html" else text, encoding="utf-8"
    )
    return copy


def test_every_message_is_translated(messages):
    found = sorted(m for m in messages if not translations().get(m))
    assert not found, f"{len(found)} messages have no Chinese:\n" + "\n".join(found)


def test_no_message_is_a_guess():
    assert [m.id for m in catalog() if m.fuzzy and m.id] == []


def test_messages_are_english_in_the_code(messages):
    found = sorted(m for m in messages if CHINESE.search(m))
    assert not found, "\n".join(found)


def test_translations_are_chinese():
    """Short Latin words such as CSV and URL stay as they are."""
    latin = {k: v for k, v in translations().items() if v and not CHINESE.search(v)}
    found = {k: v for k, v in latin.items() if re.search(r"[a-z]{4}", PLACEHOLDER.sub("", k))}
    assert found == {}


def test_placeholders_survive_translation():
    wrong = [
        k
        for k, v in translations().items()
        if v and set(PLACEHOLDER.findall(k)) != set(PLACEHOLDER.findall(v))
    ]
    assert not wrong, "\n".join(wrong)


def test_templates_hold_no_chinese_of_their_own():
    comments = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)
    shown = [path for path in templates() if "styleguide" not in path.name]  # there it is sample text
    texts = {short(path): comments.sub("", path.read_text(encoding="utf-8")) for path in shown}
    assert {place: CHINESE.findall(text)[:5] for place, text in texts.items() if CHINESE.search(text)} == {}


@pytest.mark.parametrize(("english", "chinese"), FIXED.items())
def test_a_term_of_the_measure_is_translated_by_its_own_word(english, chinese):
    assert chinese in translations().get(english, chinese)


def test_the_terms_of_the_chapters_that_exist_are_in_use():
    said = "\n".join(v for v in translations().values() if v)
    assert {term for term in IN_USE if term not in said} == set()
