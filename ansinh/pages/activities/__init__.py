"""Jobs found, inspections, events and teams, decisions of a period, guidance sent to communes."""
