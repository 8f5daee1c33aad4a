"""The registry: every rule this library divides by, one entry each.

To add a rule, write one function from a `Problem` to `Shares`, add one entry here, and a test.
What never lives here: mathematics.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from benefit_share.allocation import arrivals, bounded, claims, levelling, whole
from benefit_share.allocation.problem import Problem, Rule, Shares

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["RULES", "TIER_RULES"]

_BOUNDS = frozenset({"floors", "floor_meaning", "caps", "cap_surplus", "surplus"})
_SURPLUS = frozenset({"surplus"})
_WEIGHTED = frozenset({"weights", "surplus"})
_SEED = frozenset({"tie_seed"})

_THOMSON = "Thomson, How to Divide When There Isn't Enough (2019)"


def _rule(
    solve: Callable[[Problem], Shares],
    claims_are: Literal["claims", "weights", "ids"],
    options: frozenset[str],
    zh: str,
    en: str,
    *,
    source: str,
    name: str = "",
    kind: Literal["divisible", "whole"] = "divisible",
) -> Rule:
    """Return the entry of *solve*, named after it unless *name* says otherwise."""
    return Rule(name or solve.__name__, solve, options, claims_are, kind, zh, en, source)


_TABLE = (
    _rule(
        bounded.by_weight, "ids", _BOUNDS, "平均分配", "The same for each",
        source=_THOMSON, name="equal",
    ),
    _rule(
        bounded.by_weight, "weights", _BOUNDS, "按比例分配", "In proportion to the weights",
        source="Aristotle, Nicomachean Ethics V", name="proportional",
    ),
    _rule(
        bounded.by_weight, "weights", _BOUNDS, "注水法（有保底、封顶）",
        "One level for all, held by floors and caps",
        source="Bertsekas and Gallager, Data Networks 6.5",
        name="water_fill",
    ),
    _rule(
        claims.constrained_equal_awards, "claims", _WEIGHTED, "等额受偿",
        "The same for each, nobody above the claim", source=_THOMSON,
    ),
    _rule(
        claims.constrained_equal_losses, "claims", _WEIGHTED, "等额损失",
        "The same loss for each, nobody below 0", source=_THOMSON,
    ),
    _rule(
        claims.talmud, "claims", _SURPLUS, "塔木德规则",
        "Equal awards up to half of the claims, then equal losses",
        source="Aumann and Maschler (1985)",
    ),
    _rule(
        claims.reverse_talmud, "claims", _SURPLUS, "反塔木德规则",
        "Equal losses on half of the claims, then equal awards",
        source="Chun, Schummer and Thomson (2001)",
    ),
    _rule(
        claims.piniles, "claims", _SURPLUS, "皮尼莱斯规则",
        "Equal awards on half of the claims, twice", source=f"Piniles (1861), in {_THOMSON}",
    ),
    _rule(
        claims.constrained_egalitarian, "claims", _SURPLUS, "受约束平等规则",
        "As equal as possible between half of the claim and the claim",
        source="Chun, Schummer and Thomson (2001)",
    ),
    _rule(
        arrivals.minimal_overlap, "claims", _SURPLUS, "最小重叠规则",
        "Claims laid out to overlap least, each part shared", source="O'Neill (1982)",
    ),
    _rule(
        arrivals.random_arrival, "claims", _SURPLUS, "随机到达规则（沙普利值）",
        "First come first served, averaged over all orders", source="O'Neill (1982)",
    ),
    _rule(
        claims.average_cea_cel, "claims", _SURPLUS, "等额受偿与等额损失的平均",
        "The average of equal awards and equal losses", source=_THOMSON,
    ),
    _rule(
        claims.adjusted_proportional, "claims", _SURPLUS, "调整后的比例规则",
        "What the others concede first, then in proportion",
        source="Curiel, Maschler and Tijs (1987)",
    ),
    _rule(
        claims.truncated_proportional, "claims", _SURPLUS, "截断比例规则",
        "In proportion to the claims, none counting above the estate", source=_THOMSON,
    ),
    _rule(
        levelling.level_up, "ids", frozenset({"sizes", "incomes", "line", "surplus"}),
        "补齐到同一水平", "Raise the lowest incomes to one level",
        source="Bourguignon and Fields (1990)",
    ),
    _rule(
        levelling.priority, "claims", frozenset({"tiers", "surplus"}), "按顺位清偿",
        "Tier after tier, each by its own rule", source=f"{_THOMSON}, sequential priority",
    ),
    _rule(
        whole.hamilton, "weights", _SEED, "最大余数法（整件）", "Whole things by largest fraction",
        source="Balinski and Young, Fair Representation (1982)", kind="whole",
    ),
    _rule(
        whole.webster, "weights", _SEED, "韦伯斯特法（整件）", "Whole things by nearest rounding",
        source="Balinski and Young, Fair Representation (1982)", kind="whole",
    ),
    _rule(
        whole.quota_method, "weights", _SEED, "配额法（整件）",
        "Whole things inside the quota, never one less for one more",
        source="Balinski and Young, The Quota Method of Apportionment (1975)", kind="whole",
    ),
)  # fmt: skip

RULES: Mapping[str, Rule] = MappingProxyType({rule.name: rule for rule in _TABLE})
"""Every rule by name, read-only, in the order of the documentation."""

TIER_RULES: frozenset[str] = frozenset(
    {"proportional"}
    | {rule.name for rule in _TABLE if rule.claims_are == "claims" and rule.name != "priority"}
)
"""The rules that may divide inside a tier: those that give nobody more than the claim."""
