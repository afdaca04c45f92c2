"""What cannot be written: at which field of the form, and the sentence for whoever typed it."""

from __future__ import annotations


class Wrong(ValueError):
    """A refusal that belongs to a field; an empty one belongs to the whole."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
