"""One claim in four lines for a pocket calculator: weight, share, rounding, amount."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.allocation.rules import RULES
from benefit_share.rendering.explained.formula import formula
from benefit_share.rendering.words.vocabulary import ROUNDINGS
from benefit_share.values import Text

if TYPE_CHECKING:
    from benefit_share.rendering.explained.names import Names
    from benefit_share.statements import Line, SummaryStep

__all__ = ["price_of", "reckoning", "rule_name"]

PRICE_PLACES = 8
"""So many decimals of a price for one unit of weight are shown."""


def reckoning(line: Line, names: Names) -> tuple[str, ...]:
    """Return the four lines of *line*, and a fifth if something asked for is not paid now."""
    said = [_weight(line, names), _share(line, names), _rounding(line, names), _amount(line, names)]
    if line.unpaid:
        said.append(names.words.tell("Not paid now: {amount}", amount=names.money(line.unpaid)))
    return tuple(said)


def rule_name(rule: str, names: Names) -> str:
    """Return a rule of division in one line."""
    known = RULES.get(rule)
    return rule if known is None else names.words.text(Text(zh=known.zh, en=known.en))


# ---- the first line: what is measured


def _weight(line: Line, names: Names) -> str:
    words = names.words
    if line.made is None:
        return words.tell("Weight: 1, the same for everybody")
    said = formula(line.made, names)
    if line.step.mode == "pay":
        return words.tell("Entitled to: {formula}", formula=said)
    return words.tell("Weight: {formula}", formula=said)


# ---- the second line: the exact share


def _share(line: Line, names: Names) -> str:
    words = names.words
    if line.bound in {"floor", "cap"}:
        return _limited(line, names)
    if line.step.mode == "pay":
        if line.step.rule == "in_full":
            return words.tell("Share: in full, {exact}", exact=_exact(line.exact, names))
        return _shortage(line, names)
    weight, total = _weights(line, names)
    if line.step.share_rounding == "unit_price":
        return _priced(line, names)
    if line.step.total and line.exact * line.step.total == line.step.offered * line.asked:
        return words.tell(
            "Share: {offered} × {weight} ÷ {total} = {exact}",
            offered=names.exact(line.step.offered),
            weight=weight,
            total=total,
            exact=_exact(line.exact, names),
        )
    return words.tell(
        "Share: {weight} × {price} = {exact}; the price of one unit of weight is the same for"
        " everybody whom no limit holds",
        weight=weight,
        price=price_of(line.step, names),
        exact=_exact(line.exact, names),
    )


def _weights(line: Line, names: Names) -> tuple[str, str]:
    """Return the weight and the total weight; amounts of money in main units."""
    if line.made is not None and line.made.unit.is_money:
        return names.exact(line.asked), names.exact(line.step.total)
    return names.words.number(line.asked), names.words.number(line.step.total)


def _limited(line: Line, names: Names) -> str:
    """Return what the rule alone gives, and the limit that holds it."""
    told = {"wanted": _unlimited(line, names), "exact": _exact(line.exact, names)}
    if line.bound == "cap":
        return names.words.tell("Share: {wanted}, but the most allowed is {exact}", **told)
    return names.words.tell("Share: {wanted}, but the least guaranteed is {exact}", **told)


def _unlimited(line: Line, names: Names) -> str:
    if line.step.mode == "pay" and line.made is not None:
        return names.value(line.made.value, line.made.unit)
    weight, _ = _weights(line, names)
    wanted = _exact(line.asked * (line.step.multiplier or 0), names)
    return f"{weight} × {price_of(line.step, names)} = {wanted}"


def _shortage(line: Line, names: Names) -> str:
    words, step = names.words, line.step
    exact = _exact(line.exact, names)
    there, total = names.yuan(step.offered), names.exact(step.total)
    if step.rule == "proportional" and step.total:
        return words.tell(
            "Share: there is {there} for {needed}, so {offered} × {asked} ÷ {total} = {exact}",
            there=there,
            needed=names.yuan(step.total),
            offered=names.exact(step.offered),
            asked=names.exact(line.asked),
            total=total,
            exact=exact,
        )
    return words.tell(
        "Share: there is {there} for {needed}; by the rule '{rule}' {asked} becomes {exact}",
        there=there,
        needed=names.yuan(step.total),
        rule=rule_name(step.rule, names),
        asked=names.exact(line.asked),
        exact=exact,
    )


def _priced(line: Line, names: Names) -> str:
    weight, total = _weights(line, names)
    step, price = line.step, line.step.multiplier or Fraction(0)
    return names.words.tell(
        "Share: the price is {offered} ÷ {total}, rounded down to {price}; {weight} × {price} ="
        " {exact}",
        offered=names.exact(step.offered),
        total=total,
        price=price_of(step, names),
        weight=weight,
        exact=_exact(line.asked * price, names),
    )


def price_of(step: SummaryStep, names: Names) -> str:
    """Return what one unit of weight is worth: main units, or a ratio where weights are money."""
    price = step.multiplier or Fraction(0)
    if step.unit_of_total == "money":
        return names.words.decimals(price, 0, PRICE_PLACES)
    exponent = names.currency.exponent
    return names.words.decimals(price * Fraction(1, 10**exponent), exponent, PRICE_PLACES)


def _exact(minor: Fraction, names: Names) -> str:
    """Return an exact amount; where its decimals go on, with the fraction that it is."""
    shown = names.exact(minor)
    if not shown.endswith("…"):
        return names.yuan(minor)
    return names.words.tell(
        "{amount} (exactly {fraction})", amount=names.yuan(minor), fraction=names.fraction(minor)
    )


# ---- the third line: whole units


def _rounding(line: Line, names: Names) -> str:
    words, step = names.words, line.step
    exact = line.exact
    if step.share_rounding == "unit_price":
        exact = line.asked * (step.multiplier or 0)
    unit = names.yuan(step.unit)
    if exact == line.amount:
        return words.tell("Rounding: none, the share is whole to {unit}", unit=unit)
    if step.share_rounding in ROUNDINGS:
        return words.tell(
            "Rounding: {how} to {unit}: {amount}",
            how=words.tell(ROUNDINGS[step.share_rounding]),
            unit=unit,
            amount=names.yuan(line.amount),
        )
    down = Fraction(exact // step.unit * step.unit)
    if step.share_rounding != "largest_remainder" or step.cut is None:
        return words.tell(
            "Rounding: rounded down to {down}; what is below {unit} stays in the pool",
            down=names.yuan(down),
            unit=unit,
        )
    return _remainder(line, down, names)


def _remainder(line: Line, down: Fraction, names: Names) -> str:
    """Largest remainder: who is short of most gets one unit more."""
    words, step = names.words, line.step
    assert step.cut is not None  # noqa: S101  (the caller has looked)
    part = (line.exact - down) * Fraction(1, step.unit)
    told = {
        "down": names.yuan(down),
        "part": _part(part, names),
        "unit": names.yuan(step.unit),
        "raised": step.raised,
        "claims": step.claims,
        "cut": _part(step.cut, names),
    }
    if line.raised:
        said = words.tell(
            "Rounding: down to {down}, a part of {part} of {unit} is left; the {raised} of {claims}"
            " with the largest parts (down to {cut}) get {unit} more, this one too",
            **told,
        )
    else:
        said = words.tell(
            "Rounding: down to {down}, a part of {part} of {unit} is left; only the {raised} of"
            " {claims} with the largest parts (down to {cut}) get {unit} more",
            **told,
        )
    if not line.edge:
        return said
    return words.tell("{sentence}; {more}", sentence=said, more=_equals(line, names))


def _equals(line: Line, names: Names) -> str:
    if line.edge == "seed":
        return names.words.tell(
            "among equals the order is drawn from the name of the distribution, fixed before"
            " anything was known"
        )
    return names.words.tell(
        "among equal parts the smaller share comes first, then the larger claim"
    )


def _part(part: Fraction, names: Names) -> str:
    return names.words.decimals(part, 0, 4)


# ---- the fourth line: the amount


def _amount(line: Line, names: Names) -> str:
    return names.words.tell(
        "Amount: {amount}, which is {percent} of the gross income",
        amount=names.money(line.amount),
        percent=names.words.percent(line.of_gross),
    )
