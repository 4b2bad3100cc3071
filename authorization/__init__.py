"""Chapter 6 of the measure: authorised operation of public data, never access rights (数据授权与利用)."""
