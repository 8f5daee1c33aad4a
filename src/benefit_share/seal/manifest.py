"""The manifest of a run: an in-toto statement (v1) over the files of a bundle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from benefit_share.seal.documents import MANIFEST, document_bytes
from benefit_share.values import digest

if TYPE_CHECKING:
    from benefit_share.seal.rows import SealedRows

__all__ = [
    "PREDICATE_TYPE",
    "STATEMENT_TYPE_URI",
    "Engine",
    "InputFile",
    "Origin",
    "fingerprint",
    "manifest_bytes",
]

STATEMENT_TYPE_URI: Final = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE: Final = "https://benefit-share.example/run/v1"
TREE_ALGORITHM: Final = "rfc9162-sha256"
COMMITMENTS: Final = "hmac-sha256/v1"
MASK: Final = "mask/v1"


@attrs.frozen
class Engine:
    """What computed the run.

    Attributes:
        name: of the program.
        version: of the program.
        source_sha256: over the sorted path and digest of its own files as they are installed.
    """

    name: str
    version: str
    source_sha256: str


@attrs.frozen
class InputFile:
    """A file that the run was read from: its name, digest and length in bytes."""

    name: str
    sha256: str
    size: int

    @classmethod
    def of(cls, name: str, data: bytes) -> InputFile:
        """Return what there is to say of a file with these bytes."""
        return cls(name, digest(data), len(data))


@attrs.frozen
class Origin:
    """Where a run comes from, as the manifest says it; no clock time is among it.

    Attributes:
        distribution_id: what people talk about.
        edition: the n-th run of the distribution, from 1.
        period: first and last day, `YYYY-MM-DD`.
        kind: `regular` or `supplementary`.
        supersedes: digest of the manifest that this one replaces, or None.
        engine: what computed it.
        plan_sha256: over the values of the plan.
        inputs_sha256: over the values that were read.
        inputs: the files that were read.
        currency: three capitals of ISO 4217.
        exponent: decimals of the currency.
        synthetic: whether a part of the data is made up.
        warnings: code, digest of the path, and who acknowledged it.
    """

    distribution_id: str
    edition: int
    period: tuple[str, str]
    kind: str
    supersedes: str | None
    engine: Engine
    plan_sha256: str
    inputs_sha256: str
    inputs: tuple[InputFile, ...]
    currency: str
    exponent: int
    synthetic: bool
    warnings: tuple[Mapping[str, Any], ...] = ()


def manifest_bytes(
    origin: Origin,
    sealed: SealedRows,
    *,
    totals: Mapping[str, int],
    waterfall: Mapping[str, Any],
    subjects: Iterable[tuple[str, bytes]],
) -> bytes:
    """Return the canonical bytes of the manifest: what is signed.

    Args:
        origin: where the run comes from.
        sealed: its rows.
        totals: the totals by key, minor units.
        waterfall: steps and pools.
        subjects: name and bytes of each file that the manifest stands for.

    Returns:
        An in-toto statement, version 1; the same arguments give the same bytes.

    Raises:
        Refused: when something in it has no place in a canonical document.
    """
    predicate: dict[str, Any] = {
        "run_id": sealed.run_id,
        "distribution_id": origin.distribution_id,
        "edition": origin.edition,
        "period": {"from": origin.period[0], "to": origin.period[1]},
        "kind": origin.kind,
        "supersedes": origin.supersedes,
        "engine": attrs.asdict(origin.engine),
        "plan_sha256": origin.plan_sha256,
        "inputs_sha256": origin.inputs_sha256,
        "inputs": [
            {"name": one.name, "sha256": one.sha256, "bytes": one.size}
            for one in sorted(origin.inputs, key=lambda one: one.name)
        ],
        "currency": origin.currency,
        "exponent": origin.exponent,
        "synthetic": origin.synthetic,
        "warnings": list(map(dict, origin.warnings)),
        "tree": {
            "alg": TREE_ALGORITHM,
            "size": sealed.tree.size,
            "root": sealed.tree.root.hex(),
        },
        "totals": dict(totals),
        "waterfall": waterfall,
        "commit_alg": COMMITMENTS,
        "mask": MASK,
    }
    listed: list[Any] = [
        {"name": name, "digest": {"sha256": digest(data)}} for name, data in sorted(subjects)
    ]
    return document_bytes(
        {
            "_type": STATEMENT_TYPE_URI,
            "subject": listed,
            "predicateType": PREDICATE_TYPE,
            "predicate": predicate,
        },
        MANIFEST,
        path="manifest",
    )


def fingerprint(manifest: bytes, /) -> str:
    """Return what people compare by eye: 16 hexadecimal digits of the manifest, in fours.

    A program never uses it: 64 bits are too few for that.
    """
    text = digest(manifest)[:16]
    return " ".join(text[place : place + 4] for place in range(0, 16, 4))
