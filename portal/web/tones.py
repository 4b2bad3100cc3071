"""Which tone a state's badge has. The word says it, the tone repeats it; nothing is said by color alone."""

from __future__ import annotations

#: Tones by the state's word, wherever it stands. Words that are missing are quiet.
TONES: dict[str, str] = {
    **dict.fromkeys(("draft", "planned", "queued", "expired", "closed", "superseded", "lifted"), "quiet"),
    **dict.fromkeys(("offline", "ended", "dismissed", "redirected"), "quiet"),
    **dict.fromkeys(("submitted", "signed", "endorsed", "checked", "approved", "received", "sent"), "info"),
    **dict.fromkeys(("running", "loading", "verifying", "accepted", "assigned", "stated", "raised"), "info"),
    **dict.fromkeys(("returned", "revising", "suspended", "ordered", "provisional", "soon"), "soon"),
    **dict.fromkeys(("published", "active", "loaded", "succeeded", "mounted", "verified", "done"), "good"),
    **dict.fromkeys(("delivered", "fulfilled", "upheld", "reconciled", "complete", "answered"), "good"),
    **dict.fromkeys(("rejected", "refused", "failed", "withdrawn", "revoked", "missing", "overdue"), "stop"),
    **dict.fromkeys(("terminated",), "stop"),
}

_of_model: dict[str, dict[str, str]] = {}


def register(model_label: str, tones: dict[str, str]) -> None:
    """Tones of one model's states, before the common ones."""
    _of_model.setdefault(model_label.lower(), {}).update(tones)


def tone_of(state: object, model_label: str = "") -> str:
    """``quiet``, ``info``, ``soon``, ``good`` or ``stop``."""
    word = str(state)
    return _of_model.get(model_label.lower(), {}).get(word) or TONES.get(word, "quiet")
