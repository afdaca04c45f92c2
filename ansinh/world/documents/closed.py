"""The language of a template, closed: values are put in their places and rows repeated, and nothing else.

What a stranger wrote calls nothing, reckons nothing large, repeats no endless rows and writes no endless paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError

ROWS = 200_000
"""At most so many rows of a paper, those within others counted each time."""

WRITTEN = 50 * 2**20
"""At most so many letters of a part of a paper, with its markup."""

_FILTERS = ("upper", "lower", "capitalize", "title", "trim", "default", "join", "length", "first", "last", "e")
_EACH = "each one"
"""The filter every repeated row goes through; no template can write its name."""

_REFUSED = (
    nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.With, nodes.AssignBlock, nodes.Block, nodes.Extends,
    nodes.Include, nodes.Import, nodes.FromImport, nodes.ScopedEvalContextModifier, nodes.Call,
)  # fmt: skip
_COPIES = (
    nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.Test,
    nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip
"""What a name of the template's own may stand for: something there is already, nothing put together from it."""


class Closed(ImmutableSandboxedEnvironment):
    """Made anew for each paper: it counts what the paper takes. Raises ``SecurityError`` beyond it."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, filters: Mapping[str, Callable[..., str]]) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.left = ROWS
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS} | dict(filters) | {_EACH: self._each}

    def is_safe_callable(self, obj: Any) -> bool:
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError(operator)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        page = super()._parse(source, name, filename)
        for node in page.find_all(_REFUSED):
            raise SecurityError(type(node).__name__)
        for own in page.find_all(nodes.Assign):
            if not all(isinstance(each, _COPIES) for each in (own.node, *own.node.find_all(nodes.Node))):
                raise SecurityError("set")
        for loop in list(page.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, _EACH, [], [], None, None, lineno=loop.lineno)
        return page

    def _each(self, rows: Any) -> list[Any]:
        """The rows, counted; letters are no rows."""
        if isinstance(rows, str):
            raise SecurityError("for")
        found = list(rows)
        self.left -= 1 + len(found)
        if self.left < 0:
            raise SecurityError("for")
        return found

    def concat(self, pieces: Iterable[str]) -> str:
        """What is written, as long as a paper may be."""
        whole, size = [], 0
        for piece in pieces:
            size += len(piece)
            if size > WRITTEN:
                raise SecurityError("length")
            whole.append(piece)
        return "".join(whole)
