"""Emergency aid (trợ giúp xã hội khẩn cấp): rice, injury, death, burial by others, housing, children left alone."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "KC"

_AT_ONCE = {
    "injured": ("KC.THUONG", "bị thương nặng do thiên tai, hỏa hoạn, tai nạn nghiêm trọng"),
    "death": ("KC.CHET", "hộ có người chết, mất tích do thiên tai, hỏa hoạn, tai nạn nghiêm trọng"),
    "house_lost": ("KC.NHA.MAT", "nhà ở bị đổ, sập, trôi, cháy, không còn nơi ở"),
    "relocation": ("KC.DI", "phải di dời nhà ở khẩn cấp theo quyết định"),
    "house_damaged": ("KC.NHA.HONG", "nhà ở hư hỏng nặng không ở được"),
}


def aids(facts: Facts) -> Answer:
    """From July 2021: 15 kg of rice a person a month; 10 and 50 times the standard amount; 40, 30 and 20 million a
    house; 60,000 a day in temporary care. Minima, which a province may raise.

    Decree 20/2021 Articles 12 to 16 and 19 clause 2. Housing is for poor, near-poor and needy households (Article 15
    clauses 1 and 3): whether another household is in need is for the officer, the aid is not refused here.
    """
    if not facts.emergency:
        return ""
    fits = [Fit(*_AT_ONCE[aid]) for aid in sorted(facts.emergency & _AT_ONCE.keys())]
    if "hunger" in facts.emergency:
        why = f"thiếu đói · {facts.household_size} khẩu × {facts.rice_months} tháng"
        fits.append(Fit("KC.GAO", why, units=facts.household_size * facts.rice_months))
    if "burial_by_others" in facts.emergency:
        why = "không có người nhận trách nhiệm mai táng · theo chi phí thực tế, không thấp hơn mức tối thiểu"
        fits.append(Fit("KC.MT", why, least=facts.burial_cost))
    days = f"{facts.emergency_days} ngày"
    if "child_alone" in facts.emergency:
        fits.append(Fit("KC.TRE", f"mất cả cha mẹ, không còn người thân · {days}", units=facts.emergency_days))
    elif "temporary_care" in facts.emergency:
        fits.append(Fit("KC.AN", f"chăm sóc tạm thời tại cộng đồng · {days}", units=facts.emergency_days))
    return tuple(fits)


BENEFIT = Benefit(code=CODE, kind="emergency", anchor="KC.GAO", wordings=(("2021-07", aids),))
