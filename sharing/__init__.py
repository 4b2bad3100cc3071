"""Chapter 4 of the measure: sharing of public data (数据共享)."""
