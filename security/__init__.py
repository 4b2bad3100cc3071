"""Chapter 7 of the measure: data security (数据安全)."""
