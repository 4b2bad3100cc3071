"""Chapter 2 of the measure: the data catalog (数据目录)."""
