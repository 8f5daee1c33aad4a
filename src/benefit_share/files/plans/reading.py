"""Reading a plan, or the head of a case: bytes to values, every fault with line and column."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from benefit_share.errors import Refused
from benefit_share.files import faults
from benefit_share.files.places import Collector, TextPlaces
from benefit_share.files.plans.formats import migrated
from benefit_share.files.plans.problems import Misread, Notebook, together
from benefit_share.files.plans.structure import structured
from benefit_share.files.plans.yaml_tree import Tree, read_tree
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.files.tables.declared import TABLES
from benefit_share.plan import Plan, check_plan
from benefit_share.values import ValueFault, currency
from benefit_share.values.faults import UnknownCurrency

if TYPE_CHECKING:
    from benefit_share.findings import Finding

__all__ = ["PLAN_BYTES", "Document", "plan_from_bytes", "read_document", "read_plan"]

PLAN_BYTES: Final = 2_000_000
"""How large a plan file may be."""

T = TypeVar("T")


@attrs.frozen
class Document:
    """A plan file as far as it could be read.

    Attributes:
        value: what it says, or None.
        tree: the text and the places, or None.
        findings: what is wrong.
    """

    value: Any
    tree: Tree | None
    findings: tuple[Finding, ...]

    def reckonable(self) -> Plan | None:
        """Return the plan if it is whole and its currency is known, so that amounts can be read."""
        codes = {finding.code for finding in self.lints()}
        return None if UnknownCurrency.kind.code in codes else self.value

    def lints(self) -> tuple[Finding, ...]:
        """Return what can be said of a plan before any money is known."""
        if self.value is None:
            return ()
        try:
            currency(self.value.plan.currency)
        except ValueFault as fault:  # without a currency the linter cannot read an amount
            return (fault.at("plan.currency"),)
        _, found = check_plan(self.value)
        names = (
            faults.REGISTER_NAME.at(f"registers.{name}", name=name)
            for name in self.value.registers
            if name in TABLES
        )
        return (*names, *found)

    def where(self, path: str) -> str:
        """Return line and column of the value at *path*, or of the nearest value around it."""
        if self.tree is None:
            return ""
        line, column = self.tree.place(path)
        return f"{line}:{column}"

    def placed(self, finding: Finding, file: str) -> Finding:
        """Return a finding about the value with its line and column in *file*."""
        return finding.placed(TextPlaces(file)(self.where(finding.path)))


def read_document(data: bytes, file: str, kind: type[T], format_: str) -> Document:
    """Return the value of *kind* that a file says.

    Args:
        data: its bytes.
        file: its name, for the places.
        kind: the class of the whole.
        format_: `plan` or `case`.

    Returns:
        The document; its value is None if anything is wrong.
    """
    found = Collector(file)
    tree = read_tree(data, found)
    value: T | None = None
    if tree is not None:
        notes = Notebook()
        try:
            if isinstance(tree.root, dict):
                root = migrated(tree.root, format_, notes)
                value = None if root is None else structured(root, kind)
            else:
                structured(tree.root, kind)
        except Misread as misread:
            notes.take(misread, "")
        _report(notes, tree, found)
    findings = found.findings()
    return Document(None if found.errors else value, tree, findings)


def _report(notes: Notebook, tree: Tree, found: Collector) -> None:
    """Bring problems to the collector in the order of the file."""
    placed = []
    for problem in together(notes.problems):
        path = problem.path.lstrip(".")
        place = tree.keys.get(path) if problem.on_key else None
        placed.append((place or tree.place(path), path, problem))
    for (line, column), path, problem in sorted(placed, key=lambda one: one[0]):
        found.add(problem.kind, path, f"{line}:{column}", **problem.params)


def plan_from_bytes(data: bytes, file: str = "plan.yaml") -> Plan:
    """Return the plan that the bytes of a file say.

    Args:
        data: the bytes of the file.
        file: its name, for the messages.

    Returns:
        The plan; nothing that can be said of it before any money is known speaks against it.

    Raises:
        Refused: with every fault and its line and column.
    """
    document = read_document(data, file, Plan, "plan")
    findings = document.findings
    findings += tuple(document.placed(finding, file) for finding in document.lints())
    if any(finding.is_error for finding in findings):
        raise Refused(findings)
    plan: Plan = document.value
    return plan


def read_plan(file: str | Path, *, storage: Storage = STORAGE) -> Plan:
    """Return the plan that a YAML or JSON file says.

    Args:
        file: the file.
        storage: where files are read.

    Returns:
        The plan; nothing that can be said of it before any money is known speaks against it.

    Raises:
        Refused: with every fault and its line and column.
    """
    path = Path(file)
    return plan_from_bytes(storage.read_bytes(path, PLAN_BYTES, what="plan"), path.name)
