"""Chapter 8 of the measure: safeguards and oversight (保障和监督)."""
