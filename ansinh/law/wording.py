"""How sums, coefficients and articles are said in Vietnamese, in rulings and in tables."""

from decimal import Decimal


def dong(amount: int) -> str:
    """Whole đồng as people write them: 1.234.000 đ."""
    return f"{amount:,}".replace(",", ".") + " đ"


def factor(value: Decimal) -> str:
    """A coefficient as the decree prints it: 1,5; a multiplier without decimals: 20."""
    if value == value.to_integral_value():
        whole = int(value)
        return f"{whole},0" if whole < 10 else str(whole)
    return str(value.normalize()).replace(".", ",")


def article_vi(article: str) -> str:
    """Điều 6; of an annex (PL I) Phụ lục I."""
    return article.replace("PL ", "Phụ lục ", 1) if article.startswith("PL ") else f"Điều {article}"


def place(article: str, clause: str, point: str) -> str:
    """A place in a text: Điều 6 khoản 1 điểm đ (parts not known are left out)."""
    parts = [article_vi(article)] if article else []
    parts += [f"khoản {clause}"] if clause else []
    parts += [f"điểm {point}"] if point else []
    return " ".join(parts)
