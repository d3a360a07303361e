"""Gold, the scorer, the gate and benchmarks; not installed with the package."""
