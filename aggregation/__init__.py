"""Chapter 3 of the measure: aggregation of data resources (数据资源汇聚)."""
