"""A question over the register in words an officer writes: `hộ trong (nghèo, cận nghèo) và tuổi < 16`.

và, hoặc, không and brackets join comparisons; `có người (…)`, `mọi người (…)`, `không ai (…)` ask of the members of a
household. A text is read to a `Question`, or to a `Wrong` that says which word is not understood and where.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from ansinh.law.question_names import DRAWS, Name, by_words, names, near

Operator = Literal["=", "≠", "<", "≤", ">", "≥", "trong"]
Of = Literal["có người", "mọi người", "không ai"]


class Compare(NamedTuple):
    """One name held against values; a flag is held against True."""

    code: str
    operator: Operator
    values: tuple[Any, ...]


class Not(NamedTuple):
    part: "Part"


class All(NamedTuple):
    parts: tuple["Part", ...]


class Any_(NamedTuple):
    parts: tuple["Part", ...]


class Members(NamedTuple):
    """Asked of the living members of the household."""

    of: Of
    part: "Part"


Part = Compare | Not | All | Any_ | Members


class Question(NamedTuple):
    """A question that was understood; `text` writes it back in its one form."""

    part: Part

    @property
    def text(self) -> str:
        return _written(self.part, 0)


class Wrong(NamedTuple):
    """A text that was not understood: where (counted from 0) and the sentence for the field."""

    at: int
    sentence: str


_ASKED_OF = ("có người", "mọi người", "không ai")
_SIGNS: tuple[tuple[str, Operator], ...] = (
    ("không thuộc", "≠"), ("lớn hơn", ">"), ("trên", ">"), ("từ", "≥"), ("đến", "≤"), ("dưới", "<"), ("là", "="),
    ("khác", "≠"), ("trong", "trong"), ("<=", "≤"), (">=", "≥"), ("!=", "≠"), ("<>", "≠"), ("≠", "≠"), ("≤", "≤"),
    ("≥", "≥"), ("<", "<"), (">", ">"), ("=", "="),
)  # fmt: skip
_ORDERED = frozenset(["<", "≤", ">", "≥"])
LONGEST = 2_000


class _Stop(Exception):
    def __init__(self, at: int, sentence: str) -> None:
        super().__init__(sentence)
        self.wrong = Wrong(at, sentence)


def read(text: str) -> Question | Wrong:
    """A question from its words."""
    if len(text) > LONGEST:
        return Wrong(LONGEST, f"Câu hỏi dài quá {LONGEST} chữ.")
    reader = _Reader(text)
    try:
        part = reader.either()
        reader.blank()
        if reader.at < len(text):
            return Wrong(reader.at, f"Thừa “{reader.here()}”: trước đó cần “và” hoặc “hoặc”.")
        return Question(part)
    except _Stop as stop:
        return stop.wrong
    except RecursionError:
        return Wrong(0, "Câu hỏi lồng quá nhiều dấu ngoặc.")


class _Reader:
    """Reads a text from left to right; `at` is where it stands."""

    def __init__(self, text: str) -> None:
        self.text, self.lower, self.at = text, text.lower(), 0

    def either(self) -> Part:
        parts = [self.both()]
        while self.take("hoặc"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Any_(tuple(parts))

    def both(self) -> Part:
        parts = [self.one()]
        while self.take("và"):
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def one(self) -> Part:
        for of in _ASKED_OF:
            if self.take(of):
                return Members(of, self.bracket(f"Sau “{of}” cần một câu hỏi trong ngoặc."))  # type: ignore[arg-type]
        if self.sees("("):
            return self.bracket("")
        if (name := self.name()) is not None:
            return self.compare(name)
        if self.take("không phải") or self.take("không"):
            return Not(self.one())
        self.blank()
        word = self.here()
        if not word:
            raise _Stop(self.at, "Câu hỏi chưa hết: còn thiếu điều kiện.")
        raise _Stop(self.at, f"Không hiểu “{word}”.{_perhaps(self.rest(), (known for known, _ in by_words()))}")

    def bracket(self, missing: str) -> Part:
        if not self.take("("):
            raise _Stop(self.at, missing)
        part = self.either()
        if not self.take(")"):
            raise _Stop(self.at, "Thiếu dấu đóng ngoặc “)”.")
        return part

    def compare(self, name: Name) -> Part:
        if name.type == "kinds":
            return Compare(name.code, "=", (self.value(name),))
        start = self.at
        sign = self.sign()
        if sign is None:
            if name.type != "boolean":
                raise _Stop(start, f"Sau “{name.words[0]}” cần dấu so sánh (=, ≠, <, >, trong) và giá trị.")
            return Compare(name.code, "=", (True,))
        if sign in _ORDERED and name.type != "integer":
            raise _Stop(start, f"“{name.words[0]}” không phải là số nên không so lớn, nhỏ được.")
        values = self.values(name) if sign == "trong" else (self.value(name),)
        return Compare(name.code, sign, values)

    def values(self, name: Name) -> tuple[Any, ...]:
        if not self.take("("):
            raise _Stop(self.at, "Sau “trong” cần các giá trị trong ngoặc, cách nhau bằng dấu phẩy.")
        found = [self.value(name)]
        while self.take(",") or self.take(";"):
            found.append(self.value(name))
        if not self.take(")"):
            raise _Stop(self.at, "Thiếu dấu đóng ngoặc “)”.")
        return tuple(found)

    def value(self, name: Name) -> Any:
        self.blank()
        if name.type == "integer":
            return self.number(name)
        if name.type == "boolean":
            return self.choice(name, ((True, ("có", "đúng")), (False, ("không", "sai"))))
        if name.type in ("choice", "choices", "kinds"):
            return self.choice(name, name.values)
        match = re.compile(r"[\w.\-]+" if name.type == "codes" else r"[^\s()\,;]+").match(self.text, self.at)
        if match is None:
            raise _Stop(self.at, f"Sau “{name.words[0]}” cần một giá trị.")
        self.at = match.end()
        return match.group()

    def number(self, name: Name) -> int:
        match = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+").match(self.text, self.at)
        if match is None:
            raise _Stop(self.at, f"“{name.words[0]}” so với một số; “{self.here()}” không phải là số.")
        self.at = match.end()
        return int(match.group().replace(".", ""))

    def choice(self, name: Name, values: Iterable[tuple[Any, Sequence[str]]]) -> Any:
        said = [(word.lower(), value) for value, words in values for word in words]
        for word, value in sorted(said, key=lambda pair: -len(pair[0])):
            if self.take(word):
                return value
        known = ", ".join(dict.fromkeys(words[0] for _, words in values))
        raise _Stop(self.at, f"“{self.rest()}” không phải là giá trị của “{name.words[0]}”: {known}.")

    def name(self) -> Name | None:
        for word, name in by_words():
            if self.take(word):
                return name
        return None

    def sign(self) -> Operator | None:
        for words, sign in _SIGNS:
            if self.take(words):
                return sign
        return None

    def take(self, words: str) -> bool:
        """Go past these words when they stand here, whole."""
        if not self.sees(words):
            return False
        self.blank()
        self.at = re.compile(_spaced(words)).match(self.lower, self.at).end()  # type: ignore[union-attr]
        return True

    def sees(self, words: str) -> bool:
        self.blank()
        found = re.compile(_spaced(words)).match(self.lower, self.at)
        if found is None:
            return False
        whole = words[-1].isalnum() and self.lower[found.end() : found.end() + 1].isalnum()
        return not whole

    def blank(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def here(self) -> str:
        """The word that stands here."""
        return self.text[self.at :].split(maxsplit=1)[0] if self.text[self.at :].strip() else ""

    def rest(self) -> str:
        """What stands here up to the next joining word or sign."""
        return re.split(r"\s+(?:và|hoặc|trong)\b|[=≠<>≤≥!(),;]", self.text[self.at :], maxsplit=1)[0].strip()


def _spaced(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())


def _perhaps(word: str, known: Iterable[str]) -> str:
    found = near(word, known)
    return f" Có phải: {', '.join(found)}?" if found else ""


def asked(question: Question) -> frozenset[str]:
    """Codes of the names a question asks, so that people alike in them are asked once."""
    return frozenset(_asked(question.part))


def _asked(part: Part) -> Iterator[str]:
    match part:
        case Compare(code):
            yield code
        case Not(one) | Members(_, one):
            yield from _asked(one)
        case All(parts) | Any_(parts):
            for one in parts:
                yield from _asked(one)


def of_members(question: Question) -> list[Members]:
    """The parts of a question that are asked of the members of a household, the innermost first."""
    return [part for part in _parts(question.part) if isinstance(part, Members)][::-1]


def _parts(part: Part) -> Iterator[Part]:
    yield part
    match part:
        case Not(one) | Members(_, one):
            yield from _parts(one)
        case All(parts) | Any_(parts):
            for one in parts:
                yield from _parts(one)


def holds(part: Part, about: Mapping[Any, Any]) -> bool:
    """Whether a part is so of somebody; `about` gives each name its value and each part of members its answer."""
    match part:
        case Compare(code, operator, values):
            return _compared(about.get(code, names()[code].default), operator, values, names()[code].type)
        case Not(one):
            return not holds(one, about)
        case All(parts):
            return all(holds(one, about) for one in parts)
        case Any_(parts):
            return any(holds(one, about) for one in parts)
        case Members():
            return bool(about[part])


def _compared(value: Any, operator: Operator, wanted: tuple[Any, ...], kind: str) -> bool:
    if kind == "kinds":
        return not frozenset(wanted[0].split(",")).isdisjoint(value)
    if kind == "codes":
        found = any(code == one or code.partition(".")[0] == one for code in value for one in wanted)
        return found != (operator == "≠")
    if kind == "choices":
        return (not frozenset(wanted).isdisjoint(value or ())) != (operator == "≠")
    if value is None:
        return operator == "≠"
    first = wanted[0]
    match operator:
        case "=" | "trong":
            return bool(value in wanted)
        case "≠":
            return bool(value != first)
        case "<":
            return bool(value < first)
        case "≤":
            return bool(value <= first)
        case ">":
            return bool(value > first)
        case "≥":
            return bool(value >= first)


def _written(part: Part, depth: int) -> str:
    """The one form of a question. `depth`: 0 open, 1 inside và, 2 after không."""
    match part:
        case Compare(code, operator, values):
            return _comparison(names()[code], operator, values)
        case Not(one):
            return f"không {_written(one, 2)}" if not isinstance(one, Compare) else f"không ({_written(one, 0)})"
        case Members(of, one):
            return f"{of} ({_written(one, 0)})"
        case All(parts):
            said = " và ".join(_written(one, 1) for one in parts)
            return f"({said})" if depth else said
        case Any_(parts):
            said = " hoặc ".join(_written(one, 1) for one in parts)
            return f"({said})" if depth else said


def _comparison(name: Name, operator: Operator, values: tuple[Any, ...]) -> str:
    if name.type == "kinds":
        return f"{DRAWS} {name.word_for(values[0])}"
    if name.type == "boolean":
        if operator == "=" and values == (True,):
            return name.words[0]
        return f"{name.words[0]} {operator} {'có' if values[0] else 'không'}"
    said = [name.word_for(value) for value in values]
    wanted = "(" + ", ".join(said) + ")" if operator == "trong" else said[0]
    return f"{name.words[0]} {operator} {wanted}"
