"""Chapter 3 of the measure: aggregation of data (数据资源汇聚)."""
