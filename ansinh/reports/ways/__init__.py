"""Ways of reckoning an indicator from records: one file each, found by its name (reports/indicator.py)."""
