"""What stands beside each node of the flow of money, and the same flow as a table."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from benefit_share.rendering.forms.page import Column, Table
from benefit_share.seal.notice import LEAST_IN_CELL

if TYPE_CHECKING:
    from benefit_share.rendering.explained.names import Names
    from benefit_share.statements.money_flow import FlowNode, MoneyFlow

__all__ = ["Label", "flow_table", "flow_title", "label_of"]


@attrs.frozen
class Label:
    """The words beside a node.

    Attributes:
        title: what it is called.
        amount: how much goes through it.
        part: that as a percentage of all that came.
        more: what else is to be said, or empty.
    """

    title: str
    amount: str
    part: str
    more: str


def label_of(node: FlowNode, flow: MoneyFlow, names: Names) -> Label:
    """Return what is to be said of a node."""
    amount = flow.through(node)
    part = Fraction(amount, flow.total) if flow.total else Fraction(0)
    title, more = _said(node, names)
    return Label(title, names.money(amount), names.words.percent(part), more)


def flow_title(flow: MoneyFlow, names: Names) -> str:
    """Return what the picture shows, in one sentence."""
    amount = names.money(flow.total)
    return names.words.tell("Where {amount} came from and where it went", amount=amount)


def flow_table(flow: MoneyFlow, names: Names) -> Table:
    """Return every link of the flow as a row: what the picture shows, for those who hear it."""
    tell = names.words.tell
    titles = {node.key: _said(node, names)[0] for node in flow.nodes}
    return Table(
        columns=(
            Column(tell("From")),
            Column(tell("To")),
            Column(tell("Amount ({unit})", unit=names.unit), figures=True),
        ),
        rows=tuple(
            (titles[link.source], titles[link.target], names.amount(link.amount))
            for link in flow.links
        ),
    )


def _said(node: FlowNode, names: Names) -> tuple[str, str]:
    """Return what a node is called, and what else is to be said of it."""
    title, more = _together(node, names) if not node.id else _one(node, names)
    return title[:1].upper() + title[1:], more


def _together(node: FlowNode, names: Names) -> tuple[str, str]:
    """Speak of a node that stands for many."""
    tell, count = names.words.tell, node.count
    if node.kind == "asset":
        return tell("Other assets"), tell("Income of {count} assets", count=count)
    if node.kind == "payee":
        return tell("Other payees"), tell("Payees: {count}", count=count)
    if node.kind == "award":
        return tell("Awarded to claimants"), ""
    if node.persons:
        return tell("Paid to households"), tell("Number paid: {count}", count=count)
    title = tell("Paid to households and other claimants")
    return title, tell("Number paid: {count}", count=count)


def _claims(count: int, names: Names) -> str:
    """Say how many claims there were; not the exact number where so few could be known by name."""
    if not count:
        return ""
    if count < LEAST_IN_CELL:
        return names.words.tell("Claims: fewer than {least}", least=LEAST_IN_CELL)
    return names.words.tell("Claims: {count}", count=count)


def _one(node: FlowNode, names: Names) -> tuple[str, str]:
    """Speak of a node by its name; of what one step feeds by the name of the step."""
    tell = names.words.tell
    step = names.step(node.by or node.id, None, node.clause)
    if node.kind == "step":
        return step, _claims(node.count, names)
    if node.kind == "pool":
        return names.title("pool", node.id), step if node.by else ""
    if node.kind == "account":
        account = names.title("account", node.id)
        kept = tell("Kept as: {account}", account=account)
        return (step, kept) if node.by else (account, tell("Kept"))
    if node.kind == "payee":
        payee = names.word(node.id)
        paid = tell("Paid to: {payee}", payee=payee)
        return (step, paid) if node.by else (payee, tell("Paid"))
    if node.kind == "before":
        return names.title("account", node.id), tell("Kept by earlier runs")
    came = tell("Income") if node.kind == "asset" else tell("Income that was given back")
    return names.party(node.id), came
