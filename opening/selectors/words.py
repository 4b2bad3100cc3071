"""Words of Chinese and Latin text: what a dataset is indexed by, what a question is made of.

Chinese is cut as the dictionary cuts it, and by every two neighbouring characters besides, so that a word
across a border of the dictionary's words is found too. Latin words are found by their beginning and in the
singular.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

import rjieba

#: Marks the lexemes that are two neighbouring characters rather than a word.
PAIR = "~"
MOST_WORDS = 12
LONGEST_QUESTION = 100
#: A lexeme of PostgreSQL holds 2,046 bytes; no word that is looked for is as long as this.
LONGEST_WORD = 60
#: From this length on a Latin word also stands for the words that begin with it.
SHORTEST_BEGINNING = 4

_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_OTHER = rf"(?:(?![{_HAN}])[^\W_])+"
_CHINESE = re.compile(rf"[{_HAN}]+")
_PIECES = re.compile(rf"[{_HAN}]+|{_OTHER}(?:[.\-/]{_OTHER})*")
_EMPTY_WORDS = frozenset("的了和与及或在是有") | {
    *(
        "什么",
        "哪些",
        "怎么",
        "a",
        "an",
        "and",
        "are",
        "at",
        "by",
        "for",
        "from",
        "in",
        "is",
        "of",
        "on",
        "or",
    ),
    *("the", "to", "what", "where", "with"),
}


def segments(text: str) -> list[str]:
    """The words of a text, lower-cased, longer ones with the words inside them; repeated ones once."""
    found: dict[str, None] = {}
    for piece in _PIECES.findall(text.lower()):
        if _CHINESE.match(piece):
            found |= dict.fromkeys(rjieba.cut_for_search(piece, hmm=True))
        else:
            found |= dict.fromkeys((piece, *re.split(r"[.\-/]", piece)))
    return [word for word in found if word and len(word) <= LONGEST_WORD]


def pairs(text: str) -> list[str]:
    """Every two neighbouring Chinese characters of a text, marked."""
    runs = _CHINESE.findall(text)
    return list(dict.fromkeys(f"{PAIR}{a}{b}" for run in runs for a, b in pairwise(run)))


def singular(word: str) -> str:
    """An English word without the ending of its plural; other words stay."""
    if not word.isascii() or not word.isalpha() or len(word) < 4:
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def lexemes(text: str) -> list[str]:
    """What a text is indexed by."""
    words = segments(text)
    return list(dict.fromkeys([*words, *map(singular, words), *pairs(text)]))


def vector(parts: Iterable[tuple[str, str]]) -> str:
    """A ``tsvector`` of texts with their weights (A to D), as PostgreSQL reads it."""
    weights: dict[str, list[str]] = {}
    for weight, text in parts:
        for lexeme in lexemes(text):
            weights.setdefault(lexeme, []).append(weight)
    return " ".join(
        f"{_quoted(lexeme)}:{','.join(f'{place}{weight}' for place, weight in enumerate(found, 1))}"
        for lexeme, found in sorted(weights.items())
    )


def terms(question: str) -> list[str]:
    """The words that somebody typed: all must be found. Words without a meaning of their own are left out."""
    typed = question.replace("\x00", " ").lower()[:LONGEST_QUESTION].split()
    spoken = [term.strip("，。、；：？！,;:?!\"'“”‘’（）()《》[]【】") for term in typed]
    kept = [term for term in dict.fromkeys(spoken) if term]
    return [term for term in kept if term not in _EMPTY_WORDS][:MOST_WORDS] or kept[:MOST_WORDS]


def condition(term: str, *, every: bool = True) -> str:
    """One term as part of a ``tsquery``: its words, or for Chinese its characters side by side.

    Empty for a term without a letter or digit. ``every=False`` asks for any of the words.
    """
    kept = [word for word in segments(term) if word not in _EMPTY_WORDS] or segments(term)
    if not kept:
        return ""
    joined = (" & " if every else " | ").join(map(_word_condition, kept))
    neighbours = pairs(term)
    if not neighbours or not every or not _CHINESE.fullmatch(term):
        return f"({joined})"
    return f"(({joined}) | ({' & '.join(map(_quoted, neighbours))}))"


def marked(text: str, question: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is one of the words that were looked for."""
    wanted = {
        piece for term in terms(question) for piece in (term, *segments(term)) if _is_worth_marking(piece)
    }
    if not wanted:
        return [(text, False)] if text else []
    longest_first = sorted(wanted, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)
    pieces, last = [], 0
    for found in pattern.finditer(text):
        pieces += [(text[last : found.start()], False), (found.group(), True)]
        last = found.end()
    return [piece for piece in [*pieces, (text[last:], False)] if piece[0]]


def excerpt(text: str, question: str, length: int = 140) -> str:
    """The part of a long text that shows the first of the words looked for."""
    if len(text) <= length:
        return text
    places = [text.lower().find(term) for term in terms(question)]
    first = min((place for place in places if place >= 0), default=0)
    start = max(0, min(first - length // 4, len(text) - length))
    before, after = "…" if start else "", "…" if start + length < len(text) else ""
    return f"{before}{text[start : start + length].strip()}{after}"


def _is_worth_marking(piece: str) -> bool:
    return piece not in _EMPTY_WORDS and (len(piece) > 1 or not piece.isascii())


def _word_condition(word: str) -> str:
    stem = singular(word)
    return f"{_quoted(stem)}:*" if stem.isascii() and len(stem) >= SHORTEST_BEGINNING else _quoted(stem)


def _quoted(lexeme: str) -> str:
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
