"""House rules that no linter knows, as a test over the source.

What a rule forbids, and what to write instead, stands in the rule's message.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from house_map import Source, package_folder, sources

MODULE_LINES_MAX = 400
FUNCTION_LINES_MAX = 70

IMPURE_IMPORTS = frozenset(
    {
        "gettext",
        "io",
        "locale",
        "logging",
        "os",
        "pathlib",
        "random",
        "secrets",
        "shutil",
        "socket",
        "subprocess",
        "sys",
        "tempfile",
        "time",
        "uuid",
    }
)
IMPURE_CALLS = frozenset({"input", "open", "print"})
CLOCKS = frozenset({"now", "today", "utcnow"})
WHOLE_NUMBER_MATH = frozenset({"comb", "factorial", "gcd", "isqrt", "lcm", "perm", "prod"})
MUTABLE_CALLS = frozenset(
    {"Counter", "OrderedDict", "bytearray", "defaultdict", "deque", "dict", "list", "set"}
)

Fault = tuple[int, str]
Rule = Callable[[ast.AST], Iterator[Fault]]


def name_of(node: ast.expr) -> str:
    """Return the last word of a name or an attribute, and nothing for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def floats(node: ast.AST) -> Iterator[Fault]:
    """Money and weights are exact: no float comes into being."""
    if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
        yield node.lineno, f"{node.value!r} is a float: write a Fraction, or whole units"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float":
        yield node.lineno, "float() makes a float: keep the exact value"


def true_division(node: ast.AST) -> Iterator[Fault]:
    """Two integers under `/` are a float, and no reader sees which division was meant."""
    if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
        yield node.lineno, "/ is true division: write Fraction(a, b), or // with its direction"


def float_mathematics(node: ast.AST) -> Iterator[Fault]:
    """Most of math answers with a float."""
    names: list[str] = []
    if isinstance(node, ast.ImportFrom) and node.module == "math":
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.Attribute) and name_of(node.value) == "math":
        names = [node.attr]
    for name in names:
        if name not in WHOLE_NUMBER_MATH:
            yield getattr(node, "lineno", 0), f"math.{name} answers with a float"


def impurities(node: ast.AST) -> Iterator[Fault]:
    """A pure room reads no file, clock, chance, locale or log."""
    if isinstance(node, ast.Call):
        name = name_of(node.func)
        if isinstance(node.func, ast.Name) and name in IMPURE_CALLS:
            yield node.lineno, f"{name}() in a pure room: return a value, let files or cli do it"
        if name in CLOCKS:
            yield node.lineno, f"{name}() reads the clock: take the date as an argument"
    modules: list[str] = []
    if isinstance(node, ast.Import):
        modules = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        modules = [node.module]
    for module in modules:
        if module.partition(".")[0] in IMPURE_IMPORTS:
            yield getattr(node, "lineno", 0), f"import of {module} in a pure room"


def module_state(tree: ast.AST) -> Iterator[Fault]:
    """A module keeps nothing that a call could change: threads and processes agree."""
    if isinstance(tree, ast.Global):
        yield tree.lineno, "global: pass the value, or return it"
    if not isinstance(tree, ast.Module):
        return
    for node in tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if [name_of(target) for target in targets] == ["__all__"]:
            continue
        value = node.value
        displays = ast.Dict | ast.List | ast.Set | ast.DictComp | ast.ListComp | ast.SetComp
        called = isinstance(value, ast.Call) and name_of(value.func) in MUTABLE_CALLS
        if isinstance(value, displays) or called:
            yield node.lineno, "a value that can change: write a tuple, frozenset, MappingProxyType"


def long_functions(node: ast.AST) -> Iterator[Fault]:
    """A function fits on a screen."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        if lines > FUNCTION_LINES_MAX:
            yield node.lineno, f"{node.name} has {lines} lines, more than {FUNCTION_LINES_MAX}"


PURE: tuple[Rule, ...] = (floats, true_division, float_mathematics, impurities)
EVERYWHERE: tuple[Rule, ...] = (module_state, long_functions)


def faults(tree: ast.AST, rules: tuple[Rule, ...]) -> list[Fault]:
    """Return what the rules say of a tree, in order of line."""
    return sorted(fault for node in ast.walk(tree) for rule in rules for fault in rule(node))


@pytest.mark.parametrize("source", [source for source in sources() if source.is_pure], ids=str)
def test_a_pure_room_is_exact_and_reads_nothing_but_its_arguments(source: Source) -> None:
    """No float, no true division, no clock, chance, file, locale, log or print."""
    assert faults(source.tree(), PURE) == []


@pytest.mark.parametrize("source", sources(), ids=str)
def test_a_module_is_small_and_keeps_no_state(source: Source) -> None:
    """At most 400 lines, functions of 70, and nothing at its top that a call could change."""
    assert faults(source.tree(), EVERYWHERE) == []
    lines = len(source.text.splitlines())
    assert lines <= MODULE_LINES_MAX


@pytest.mark.parametrize("source", [source for source in sources() if source.is_room], ids=str)
def test_a_room_says_what_lives_there_and_what_never_does(source: Source) -> None:
    """In the docstring of its `__init__`: a sentence, then one paragraph."""
    others = [path for path in source.path.parent.rglob("*.py") if path != source.path]
    if not source.text.strip() and not others:
        pytest.skip(f"{source.name} is not built yet")

    docstring = ast.get_docstring(source.tree()) or ""

    assert re.search(r"\bn?ever\b", docstring)
    assert len(docstring.split("\n\n")) <= 2


def test_every_folder_with_modules_is_a_package() -> None:
    """A folder without `__init__.py` would be seen by none of these tests."""
    folder = package_folder()
    bare = {path.parent for path in folder.rglob("*.py")} - {
        path.parent for path in folder.rglob("__init__.py")
    }

    assert bare == set[Path]()


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("rate = 0.25", "is a float"),
        ("float(points)", "float()"),
        ("share = a / b", "true division"),
        ("share /= b", "true division"),
        ("from math import sqrt", "math.sqrt"),
        ("math.floor(x)", "math.floor"),
        ("print(share)", "print()"),
        ("open(path)", "open()"),
        ("datetime.date.today()", "today()"),
        ("pendulum.now()", "now()"),
        ("import random", "import of random"),
        ("import os.path", "import of os.path"),
        ("from logging import getLogger", "import of logging"),
    ],
)
def test_the_rules_of_a_pure_room_find_what_they_forbid(line: str, word: str) -> None:
    """Each rule fires on the plainest breach of it."""
    found = faults(ast.parse(f"def divide():\n    {line}\n"), PURE)

    assert [number for number, _ in found] == [2]
    assert word in found[0][1]


@pytest.mark.parametrize(
    "line",
    [
        "isinstance(value, float)",
        "Fraction(a, b)",
        "a // b",
        "from math import gcd, lcm",
        "from benefit_share.values import time",
        "self.print(x)",
    ],
)
def test_the_rules_of_a_pure_room_let_exact_arithmetic_pass(line: str) -> None:
    """A float may be recognised in order to be refused."""
    assert faults(ast.parse(line), PURE) == []


@pytest.mark.parametrize(
    "line",
    ["RULES = {}", "RULES: list[int] = [1]", "CACHE = dict(a=1)", "NAMES = {n for n in x}"],
)
def test_state_at_the_top_of_a_module_is_found(line: str) -> None:
    """Whatever a later call could add to."""
    assert len(faults(ast.parse(line), EVERYWHERE)) == 1


@pytest.mark.parametrize(
    "line",
    ["__all__ = ['a']", "RULES = MappingProxyType({})", "NAMES = frozenset({1})", "PAIR = (1, 2)"],
)
def test_what_cannot_change_may_stand_at_the_top(line: str) -> None:
    """The list of exported names is read by Python as it is imported, and by nobody else."""
    assert faults(ast.parse(line), EVERYWHERE) == []


def test_a_long_function_and_global_are_found() -> None:
    """One line too many is too many."""
    body = "    pass\n" * FUNCTION_LINES_MAX
    source = textwrap.dedent("def long():\n") + body + "def sets():\n    global x\n"

    assert [line for line, _ in faults(ast.parse(source), EVERYWHERE)] == [1, 73]
