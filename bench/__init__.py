"""What An Sinh costs, measured as ratios within one run: ``make bench`` writes bench/RESULTS.md."""
