"""Chapter 5 of the measure: opening of public data (数据开放)."""
