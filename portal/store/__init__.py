"""The data plane: tables, items, rows, versions, files. No business words; see docs/mechanisms/store.md."""

import os

# Read when polars is imported. A load overlaps reading, judging and copying in threads of its own; beside
# them polars' pool only took turns with PostgreSQL on the same cores (measured: a third more time).
os.environ.setdefault("POLARS_MAX_THREADS", "1")
