"""The data plane: tables, items, rows, versions, files. No business words; see docs/mechanisms/store.md."""
