"""Several benefits at once: only the highest, the single parent's exception, and care money beside care money.

Decree 20/2021 Article 6 clause 2, Article 11 clause 2, Article 20 clause 2; social insurance law 2024 Article 22
clause 2. Which groups may stand beside the single parent's allowance is data of the decrees.
"""

from ansinh.law.plan import Plan, cited
from ansinh.law.ruling import Due, Excluded, Question
from ansinh.law.survivors import Candidate, survivors
from ansinh.law.wording import dong

_EXCLUSIVE = (
    ("allowance",),
    ("care",),
    ("care_mother",),
    ("funeral", "merit_funeral"),
    ("facility",),
    ("merit_attendant",),
    ("merit_nurture",),
)
"""Of each of these only the highest is due; of one death one funeral grant, by whichever law."""


def combine(candidates: list[Candidate], plan: Plan, excluded: list[Excluded], questions: list[Question]) -> list[Due]:
    """What stays due of the candidates; what falls is added to `excluded`, what is open to `questions`."""
    if len(candidates) < 2:
        return [candidate.due for candidate in candidates]
    kinds = {candidate.due.kind for candidate in candidates}
    if "single_parent" in kinds and "allowance" in kinds:
        candidates = _beside_single_parent(candidates, plan, excluded, questions)
    if "merit_survivor" in kinds:
        candidates = survivors(candidates, plan, excluded, questions)
    for alike in _EXCLUSIVE:
        candidates = _highest(candidates, alike, plan, excluded)
    return [candidate.due for candidate in _both_care(candidates, kinds)]


def _highest(
    candidates: list[Candidate], alike: tuple[str, ...], plan: Plan, excluded: list[Excluded]
) -> list[Candidate]:
    rivals = [candidate for candidate in candidates if candidate.due.kind in alike]
    if len(rivals) < 2:
        return candidates
    best = max(rivals, key=_rank)
    kept = best
    for rival in rivals:
        if rival is not best:
            kept = _fall(rival, kept, plan, excluded)
    return [kept if line is best else line for line in candidates if line is best or line not in rivals]


def _rank(candidate: Candidate) -> tuple[int, int]:
    """Higher first; of equal sums the one that rests on fewer open readings."""
    return candidate.due.amount, -len(candidate.due.readings)


def _fall(lower: Candidate, higher: Candidate, plan: Plan, excluded: list[Excluded]) -> Candidate:
    """Exclude the lower; give back the higher with the readings the choice rests on."""
    names = (f"highest.{higher.due.code}", f"highest.{lower.due.code}", f"highest.{higher.due.kind}", "highest")
    provisions = (plan.book.provision(name, plan.month) for name in names)
    rule = next((provision for provision in provisions if provision is not None), None)
    readings = rule.readings if rule is not None else ()
    said = (
        f"{lower.due.name} ({dong(lower.due.amount)}): đủ điều kiện nhưng chỉ được một mức cao nhất, "
        f"đã hưởng {higher.due.name} ({dong(higher.due.amount)})."
    )
    because = () if rule is None else (cited(rule),)
    excluded.append(Excluded(lower.due.code, lower.due.kind, said, because, readings))
    return _resting_on(higher, readings)


def _resting_on(candidate: Candidate, readings: tuple[str, ...]) -> Candidate:
    if not readings:
        return candidate
    together = tuple(dict.fromkeys((*candidate.due.readings, *readings)))
    return candidate._replace(due=candidate.due._replace(readings=together))


def _beside_single_parent(
    candidates: list[Candidate], plan: Plan, excluded: list[Excluded], questions: list[Question]
) -> list[Candidate]:
    """Keep the single parent's allowance with one own allowance where the text lets both stand, else the higher.

    Of several own allowances the one that leaves the person most is kept.
    """
    parent = next(line for line in candidates if line.due.kind == "single_parent")
    own = [line for line in candidates if line.due.kind == "allowance"]
    stands = {line.due.code: _stands(line, plan) for line in own}

    def worth(line: Candidate) -> tuple[int, int]:
        amount = line.due.amount
        both = amount + parent.due.amount
        return both if stands[line.due.code] else max(amount, parent.due.amount), -len(line.due.readings)

    best = max(own, key=worth)
    kept = best
    for line in own:
        if line is not best:
            kept = _fall(line, kept, plan, excluded)
    rest = [line for line in candidates if line is not parent and line not in own]
    if not stands[best.due.code]:
        higher, lower = (kept, parent) if kept.due.amount >= parent.due.amount else (parent, kept)
        return [*rest, _fall(lower, higher, plan, excluded)]
    asked = plan.book.provision("asked.single_parent", plan.month)
    if asked is not None and _group(best.due.code) in asked.groups:
        questions += [Question(reading, asked.sentence) for reading in asked.readings]
        return [*rest, _resting_on(kept, asked.readings), _resting_on(parent, asked.readings)]
    if "other_allowance" in best.benefit.bars:
        return [*rest, _resting_on(kept, ("R7",)), _resting_on(parent, ("R7",))]
    return [*rest, kept, parent]


def _stands(line: Candidate, plan: Plan) -> bool:
    names = ("beside.single_parent", "asked.single_parent")
    found = [plan.book.provision(name, plan.month) for name in names]
    return any(rule is not None and _group(line.due.code) in rule.groups for rule in found)


def _group(code: str) -> str:
    """The group of a code without its band: K6.ĐBN.TE is of K6."""
    return code.split(".")[0]


def _both_care(candidates: list[Candidate], kinds: set[str]) -> list[Candidate]:
    """Care money for a person beside that person's own as a parent: both, an open reading (R9)."""
    if not {"care", "care_mother"} <= kinds:
        return candidates
    left = {line.due.kind for line in candidates}
    if not {"care", "care_mother"} <= left:
        return candidates
    return [_resting_on(line, ("R9",)) if line.due.kind in ("care", "care_mother") else line for line in candidates]
