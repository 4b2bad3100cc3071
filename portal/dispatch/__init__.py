"""Chapter 1 of the measure, provision 1.5: data dispatch (数据调度) and supervision orders (督办)."""
