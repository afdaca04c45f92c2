"""The guide of a new officer: its pages as Markdown beside this file, read, found and rendered for the site."""
