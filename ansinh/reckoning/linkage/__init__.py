"""Who is perhaps one person under two records: lists linked, each pair with its score and why.

Nothing here joins anybody: what it gives is pairs for a person to look at. README.md describes the model.
"""
