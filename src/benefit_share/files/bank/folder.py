"""The payments of a filed run in its restricted folder.

    payments/1/          list.json, lines.jsonl, one-card.html, batches/: what was sent first
    payments/2/          what was issued again
    payments/answers/    each answer of the bank, as it came

Nothing here is ever changed, and what is settled is stored nowhere: it follows from the lists and
the answers each time it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from benefit_share.errors import Refused
from benefit_share.files.bank.answers import read_answer
from benefit_share.files.storage import STORAGE, Storage
from benefit_share.payments import Answer, PaymentList, faults
from benefit_share.payments.documents import read_list
from benefit_share.seal.documents import document_bytes, read_document, typed
from benefit_share.values import Currency, digest

__all__ = ["HEAD", "PaymentFolder"]

HEAD: Final = "list.json"
LINES: Final = "lines.jsonl"
ANSWERS: Final = "answers"
ANSWER_TYPE: Final = "benefit_share/bank_answer/v1"
LIMIT: Final = 134_217_728
MARK: Final = 12
"""So many digits of the digest of an answer stand in the name of its folder."""

_ABOUT: Final = ("encoding", "form", "lines", "sha256")


@attrs.frozen
class PaymentFolder:
    """The folder `payments` of a run.

    Attributes:
        folder: where it lies, below the restricted folder.
        storage: how files are read and written.
    """

    folder: Path
    storage: Storage = STORAGE

    @property
    def lock(self) -> Path:
        """The file that whoever writes here holds."""
        return self.folder.with_name("payments.lock")

    def _names(self, folder: Path) -> tuple[str, ...]:
        """Return the names in a folder that no stop has left behind, or none without a folder."""
        if self.storage.kind(folder) != "folder":
            return ()
        return tuple(one for one in self.storage.names(folder) if not one.startswith("."))

    def _read(self, *parts: str) -> bytes:
        return self.storage.read_bytes(self.folder.joinpath(*parts), LIMIT)

    def heads(self) -> tuple[bytes, ...]:
        """Return the head of each list, in order of attempt."""
        numbers = sorted(int(one) for one in self._names(self.folder) if one.isdecimal())
        return tuple(self._read(str(one), HEAD) for one in numbers)

    def lists(self) -> tuple[PaymentList, ...]:
        """Return every payment list, in order of attempt.

        Raises:
            Refused: when one is not what was written, or one before it is missing.
        """
        made = []
        for place, head in enumerate(self.heads(), start=1):
            at = str(place)
            name = f"payments/{at}/{HEAD}"
            one = read_list(head, self._read(at, LINES), place=name)
            if one.attempt != place:
                raise Refused([faults.LIST_CHANGED.at("").placed(name)])
            made.append(one)
        return tuple(made)

    def answers(self, money: Currency) -> tuple[Answer, ...]:
        """Return every answer of the bank, in the order in which they came.

        Args:
            money: the currency of the payments.

        Raises:
            Refused: when one is not what came.
        """
        made = []
        for name in sorted(self._names(self.folder / ANSWERS)):
            data, place = self._read(ANSWERS, name, "answer"), f"payments/{ANSWERS}/{name}"
            about = read_document(self._read(ANSWERS, name, "about.json"), place=place)
            told = typed(about, ANSWER_TYPE, _ABOUT, place=place)
            if told["sha256"] != digest(data):
                raise Refused([faults.ANSWER_CHANGED.at("").placed(place)])
            made.append(read_answer(data, money, name=name, encoding=told["encoding"]))
        return tuple(made)

    def add_list(self, payments: PaymentList, files: Mapping[str, bytes]) -> None:
        """Write a payment list whole into its folder, which must not be there.

        Raises:
            Refused: when it is, or the computer cannot write.
        """
        at = self.folder / str(payments.attempt)
        self.storage.make_folder(self.folder)
        if self.storage.kind(at):
            raise Refused([faults.ALREADY_SENT.at("run", run=payments.run_id)])
        self.storage.replace_folder(at, files)

    def has(self, answer: Answer) -> bool:
        """Say whether an answer has come before."""
        names = self._names(self.folder / ANSWERS)
        return any(one.endswith(answer.sha256[:MARK]) for one in names)

    def add_answer(self, answer: Answer, data: bytes, encoding: str) -> bool:
        """Write an answer as it came; return whether it is a new one.

        Args:
            answer: what it says.
            data: its bytes.
            encoding: of its texts.
        """
        if self.has(answer):
            return False
        about: dict[str, Any] = {
            "t": ANSWER_TYPE,
            "sha256": answer.sha256,
            "form": answer.form,
            "encoding": encoding,
            "lines": len(answer.lines),
        }
        self.storage.make_folder(self.folder / ANSWERS)
        number = len(self._names(self.folder / ANSWERS)) + 1
        at = self.folder / ANSWERS / f"{number:04d}-{answer.sha256[:MARK]}"
        self.storage.replace_folder(at, {"answer": data, "about.json": document_bytes(about)})
        return True
