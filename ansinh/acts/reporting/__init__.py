"""Plans of indicators, what communes are asked and answer, and reports: drafted, put right, signed."""
