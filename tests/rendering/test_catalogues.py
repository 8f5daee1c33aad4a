"""Every sentence of the code stands in every catalogue, with the same figures, and nothing else."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.extract import extract

from benefit_share.audit import CHECKS
from benefit_share.findings import Kind
from benefit_share.rendering import LANGUAGES, say, words_in
from benefit_share.rendering.words.catalogues import PHRASE, SOURCE, catalogue, phrases, shapes
from benefit_share.rendering.words.languages import PHRASED
from house_map import Source, sources

OTHERS = sorted(set(LANGUAGES) - {SOURCE})
TELLERS = frozenset({"at", "add", "fault", "take", "_say", "_wrong"})
"""Names of the calls that make a finding."""


@cache
def kinds() -> tuple[Kind, ...]:
    """Return every kind of finding of the package, at the top of a module or in a class."""
    found: dict[str, Kind] = {}
    for source in sources():
        for value in list(vars(source.module()).values()):
            inside = list(vars(value).values()) if isinstance(value, type) else [value]
            found |= {one.code: one for one in inside if isinstance(one, Kind)}
    return tuple(found[code] for code in sorted(found))


@cache
def written() -> frozenset[str]:
    """Return the sentences that the pages are made of."""
    found: set[str] = set()
    for source in sources():
        if source.room == "rendering":
            with source.path.open("rb") as file:
                found |= {
                    str(one[1]) for one in extract("python", file, {"tell": None, "marked": None})
                }
    return frozenset(found)


@cache
def sentences() -> frozenset[str]:
    """Return every sentence that a reader may meet."""
    asked = frozenset(text for check in CHECKS.values() for text in (check.title, check.says))
    return asked | written() | {said for kind in kinds() for said in (kind.says, kind.do)}


def fields(sentence: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def template(node: ast.AST) -> str | None:
    """Return a literal text, with `{}` for what an f-string puts in."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
    )


def other_rooms() -> Iterator[Source]:
    """Yield the modules that make findings."""
    yield from (source for source in sources() if source.room not in {"rendering", "cli", ""})


@cache
def literals() -> frozenset[str]:
    """Return every text written in the modules that make findings."""
    found: set[str] = set()
    for source in other_rooms():
        found |= {text for node in ast.walk(source.tree()) if (text := template(node))}
    return frozenset(found)


@cache
def told() -> frozenset[str]:
    """Return the phrases that are given to a finding where it is made."""
    found: set[str] = set()
    for source in other_rooms():
        if source.room == "allocation":  # its errors are no findings
            continue
        for node in ast.walk(source.tree()):
            values: list[ast.expr] = []
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in TELLERS:
                    values = [one.value for one in node.keywords if one.arg in PHRASED]
                if name == "wrong":
                    values += node.args[2:]
                if name == "none_there":
                    values += node.args
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in PHRASED:
                values = [node.value]
            found |= {text for one in values if (text := template(one)) and is_phrase(text)}
    return frozenset(found)


@cache
def errors_told() -> frozenset[str]:
    """Return what the errors of `allocation` say: the calculator tells it in every language."""
    found: set[str] = set()
    for source in other_rooms():
        if source.room != "allocation":
            continue
        for node in ast.walk(source.tree()):
            if isinstance(node, ast.FunctionDef) and node.name == "__str__":
                found |= {
                    text
                    for one in ast.walk(node)
                    if isinstance(one, ast.Return) and one.value is not None
                    if (text := template(one.value))
                }
            elif isinstance(node, ast.Call):
                name = getattr(node.func, "id", "")
                if name in {"BadOption", "MissingOption"}:
                    found |= {text for one in node.args[1:] if (text := template(one))}
    return frozenset(found - UNSAID)


UNSAID = frozenset(
    {
        # A caller in Python makes these, the calculator never does.
        "income {} is negative; a Gini is defined for incomes of 0 or more.",
        "there is nobody to measure; give at least one income with a size above 0.",
        "{} has {} entries, not {}; give one for each.",
        "an int, 1 or more",
        "an int, the whole number of units that was divided",
        "'seed', 'error' or the ids in the order of a draw",
        "an int from 0 to {}",
    }
)


def is_phrase(text: str) -> bool:
    """Say whether a text is English words, and not an example of what to write."""
    return re.search(r"[A-Za-z]{2,} [a-z]{2,}", text) is not None and text[0] not in "{["


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_has_its_words(language: str) -> None:
    """A finding or a line of a page without them would be English."""
    assert sorted(sentences() - set(catalogue(language))) == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_catalogue_keeps_what_nobody_says(language: str) -> None:
    """What the code does not say any more goes."""
    assert sorted(set(catalogue(language)) - sentences()) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_figures_of_the_sentence(language: str) -> None:
    """All of them, and no other."""
    entries = [*catalogue(language).items(), *phrases(language).items()]

    assert [one for one, words in entries if fields(one) != fields(words)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_empty_or_doubtful(language: str) -> None:
    """`read_po` would leave a fuzzy entry in."""
    entries = [*catalogue(language).items(), *phrases(language).items()]

    assert [english for english, words in entries if not words.strip(" ")] == []


def test_chinese_has_chinese_punctuation() -> None:
    """Half-width marks beside a character are a slip of the pen."""
    said = [*catalogue("zh").values(), *phrases("zh").values()]
    slip = re.compile(r"[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]")

    assert [words for words in said if slip.search(words)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_phrase_given_to_a_finding_has_its_words(language: str) -> None:
    """Half a sentence in another language is worse than a whole one."""
    known = {re.sub(r"\{[a-z_]+\}", "{}", one) for one in phrases(language)}
    known |= {one.replace("{{", "{").replace("}}", "}") for one in phrases(language)}

    assert sorted((told() | errors_told()) - known) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_phrase_is_given_by_somebody(language: str) -> None:
    """Written in the code, or in words that the operating system or PyYAML says."""
    spoken = "\n".join(literals())
    parts = [
        (phrase, part)
        for phrase in phrases(language)
        for part in re.split(r"\{[a-z_]+\}", phrase)
        if part.strip(" ,.;:'\"")
    ]

    assert [
        phrase for phrase, part in parts if part.replace("{{", "{").replace("}}", "}") not in spoken
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
def test_a_finding_of_every_kind_can_be_said(kind: Kind, language: str) -> None:
    """With its figures, and nothing left in braces."""
    figures = {name: f"<{name}>" for name in fields(kind.says) | fields(kind.do)}
    said = say(kind.at("steps[1]", **figures).placed("plan.yaml:3:5"), language)

    assert said.startswith("plan.yaml:3:5")
    assert kind.code in said
    assert all(figure in said for figure in figures.values())


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
def test_in_english_a_finding_is_said_as_it_prints_itself(kind: Kind) -> None:
    """`str(finding)` is English."""
    figures = {name: f"<{name}>" for name in fields(kind.says) | fields(kind.do)}
    finding = kind.at("steps[1]", **figures)

    assert say(finding, "en") == str(finding)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
def test_a_finding_is_said_in_chinese_to_the_end(kind: Kind) -> None:
    """At least the message has Chinese characters, and whole sentences end with a full stop."""
    figures = dict.fromkeys(fields(kind.says) | fields(kind.do), "x")
    said = say(kind.at("", **figures), "zh")

    assert re.search(r"[\u4e00-\u9fff]", said)
    assert said.endswith(("。", "x", "？"))


def test_a_phrase_is_said_in_the_language_of_the_sentence() -> None:
    """With the figures inside it, and ids as they are."""
    words = words_in("zh")
    told = words.phrase("what", "has no claimants, so who, pay mean nothing")

    assert told == "没有分配对象，因此 who, pay 没有意义"
    assert words.phrase("id", "rent") == "rent"
    assert words.phrase("what", "no words of ours") == "no words of ours"
    assert words.phrase("what", 3) == 3
    assert words.phrase("instead", "Write {count: members} or {count: households}.") == (
        "请写 {count: members} 或 {count: households}。"
    )


def test_a_phrase_has_a_context_of_its_own() -> None:
    """So that an id which is also a word of a page is never translated."""
    assert PHRASE == "phrase"
    assert "rent" in catalogue("zh")
    assert "rent" not in phrases("zh")
    assert catalogue(SOURCE) == phrases(SOURCE) == {}
    assert shapes(SOURCE) == ()
