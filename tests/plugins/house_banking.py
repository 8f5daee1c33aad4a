"""A bank of the tests: what became of each payment, told in any of its four formats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from benefit_share.values import minor_text

FORMS = ("csv", "pain.002", "camt.054", "mt940")


@attrs.frozen
class Deed:
    """One thing that a bank did: it paid, sent back, or never made a payment."""

    reference: str
    said: str
    amount: int
    number: int = 0
    why: str = ""


def told(form: str, deeds: Sequence[Deed]) -> bytes:
    """Return an answer that tells of deeds, in their order."""
    return {"csv": _csv, "pain.002": _report, "camt.054": _camt, "mt940": _mt940}[form](deeds)


def _csv(deeds: Iterable[Deed]) -> bytes:
    rows = ["reference,said,amount_minor,on,why"]
    for one in deeds:
        amount = "" if one.said == "rejected" else one.amount
        rows.append(f"{one.reference},{one.said},{amount},2026-12-22,{one.why}")
    return "".join(f"{row}\n" for row in rows).encode()


def _report(deeds: Iterable[Deed]) -> bytes:
    """Tell of payments made and not made; what came back later is not what a report tells of."""
    parts = []
    for one in deeds:
        state = "ACSC" if one.said == "paid" else "RJCT"
        why = f"<StsRsnInf><Rsn><Cd>{one.why}</Cd></Rsn></StsRsnInf>" if one.why else ""
        parts.append(
            f"<TxInfAndSts><OrgnlEndToEndId>{one.reference}</OrgnlEndToEndId>"
            f"<TxSts>{state}</TxSts>{why}<OrgnlTxRef><Amt>"
            f'<InstdAmt Ccy="CNY">{minor_text(one.amount, 2)}</InstdAmt></Amt></OrgnlTxRef>'
            "</TxInfAndSts>"
        )
    return (
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>'
        "<GrpHdr><MsgId>R</MsgId><CreDtTm>2026-12-22T09:00:00Z</CreDtTm></GrpHdr>"
        f"<OrgnlPmtInfAndSts>{''.join(parts)}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"
    ).encode()


def _camt(deeds: Sequence[Deed]) -> bytes:
    """Tell of each way in one entry, booked as a batch, with all its transactions."""
    entries = []
    for way, said in (("DBIT", "paid"), ("CRDT", "returned")):
        chosen = [one for one in deeds if one.said == said]
        parts = []
        for one in chosen:
            why = f"<RtrInf><Rsn><Cd>{one.why}</Cd></Rsn></RtrInf>" if one.why else ""
            parts.append(
                f"<TxDtls><Refs><AcctSvcrRef>B{one.number}</AcctSvcrRef>"
                f"<EndToEndId>{one.reference or 'NOTPROVIDED'}</EndToEndId></Refs>"
                f'<Amt Ccy="CNY">{minor_text(one.amount, 2)}</Amt>{why}</TxDtls>'
            )
        if chosen:
            total = minor_text(sum(one.amount for one in chosen), 2)
            entries.append(
                f'<Ntry><Amt Ccy="CNY">{total}</Amt><CdtDbtInd>{way}</CdtDbtInd>'
                "<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-12-22</Dt></BookgDt>"
                f"<NtryDtls>{''.join(parts)}</NtryDtls></Ntry>"
            )
    return (
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>'
        f"<Ntfctn><Id>N</Id>{''.join(entries)}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
    ).encode()


def _mt940(deeds: Iterable[Deed]) -> bytes:
    """Tell of every deed in a statement that closes."""
    balance, rows = 10**11, []
    for one in deeds:
        way, sign = ("D", -1) if one.said == "paid" else ("RD", 1)
        balance += sign * one.amount
        amount = minor_text(one.amount, 2).replace(".", ",")
        rows.append(
            f":61:2612221222{way}{amount}NTRF{one.reference or 'NONREF'}//B{one.number}\n"
            f":86:166?00TRANSFER?20{one.why or 'OK'} CARD ?216228480012345678\n"
        )
    closing = minor_text(balance, 2).replace(".", ",")
    return (
        f":20:S\n:25:ACCOUNT\n:28C:1/1\n:60F:C261220CNY1000000000,00\n"
        f"{''.join(rows)}:62F:C261222CNY{closing}\n"
    ).encode()
