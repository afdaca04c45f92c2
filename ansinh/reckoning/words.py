"""Money in Vietnamese words, as vouchers and payment lists write it under the figures.

The reading is the written Northern standard used in official papers:

- 1 after "mươi" is "mốt" (21 hai mươi mốt); 4 after "mươi" is "tư" (24 hai mươi tư), "bốn" everywhere else;
- 5 after "mười" or "mươi" is "lăm" (15 mười lăm, 25 hai mươi lăm), "năm" everywhere else;
- a nought in the tens is "linh" (105 một trăm linh năm);
- a group after a larger one is read to its full three figures (1.005 một nghìn không trăm linh năm), and a
  group of three noughts is not read (1.000.005 một triệu không trăm linh năm);
- 1.000 is "nghìn"; beyond a thousand tỷ the count of tỷ is read like any number (một nghìn hai trăm tỷ).
"""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")
_BILLION = 1_000_000_000


def in_words(amount: int) -> str:
    """``amount`` whole đồng as a capitalised phrase: 12_345 -> "Mười hai nghìn ba trăm bốn mươi lăm đồng".

    A negative amount begins with "Âm". Raises TypeError for anything but a whole number.
    """
    if type(amount) is not int:
        raise TypeError(f"money is whole đồng, not {type(amount).__name__}")
    words = ["âm"] if amount < 0 else []
    words += _number(abs(amount)) or ["không"]
    phrase = " ".join([*words, "đồng"])
    return phrase[0].upper() + phrase[1:]


def _number(number: int, after_larger: bool = False) -> list[str]:
    """The words of a number; nothing for nought. ``after_larger``: a larger group was read before it."""
    if not number:
        return []
    billions, rest = divmod(number, _BILLION)
    words = _number(billions, after_larger)
    if words:
        words.append("tỷ")
    for power in (2, 1, 0):
        group = rest // 1000**power % 1000
        if group:
            words += _three_figures(group, full=after_larger or bool(words))
            words += [_GROUPS[power]] if power else []
    return words


def _three_figures(group: int, *, full: bool) -> list[str]:
    """1..999 in words; ``full`` reads the noughts in front ("không trăm linh năm")."""
    hundreds, below = divmod(group, 100)
    read_hundreds = full or hundreds > 0
    words = [_DIGITS[hundreds], "trăm"] if read_hundreds else []
    tens, units = divmod(below, 10)
    if tens == 0:
        return words + (["linh"] if read_hundreds and units else []) + ([_DIGITS[units]] if units else [])
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if units:
        words.append(_unit_after_tens(units, tens))
    return words


def _unit_after_tens(units: int, tens: int) -> str:
    if units == 5:
        return "lăm"
    if tens > 1 and units in (1, 4):
        return {1: "mốt", 4: "tư"}[units]
    return _DIGITS[units]
