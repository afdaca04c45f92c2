"""Papers the office signs, as Word files: templates in the form of decree 30/2020 and how they are filled in."""
