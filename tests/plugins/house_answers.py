"""Answers of a bank to three payments, in every format: as the tests of both readers use them."""

from __future__ import annotations

from benefit_share.payments import batches_of
from house_payments import listed

MADE = listed(10_000, 20_000, 30_000)
FIRST, SECOND, THIRD = (line.reference for line in MADE.lines)
(BATCH,) = batches_of(MADE)

TABLE = f"""参考号,结果,金额,日期,原因
{FIRST},成功,100.00,2026-12-21,
{SECOND},退回,200,2026-12-22,户名不符 6228480012345678
{THIRD},失败,,2026-12-21,AC04 账户已销户
"""

REPORT = f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<GrpHdr><MsgId>R1</MsgId><CreDtTm>2026-12-21T09:00:00Z</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>{BATCH.reference}</OrgnlMsgId>
<OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>{BATCH.reference}</OrgnlPmtInfId>
<TxInfAndSts><OrgnlEndToEndId>{FIRST}</OrgnlEndToEndId><TxSts>ACSC</TxSts>
<OrgnlTxRef><Amt><InstdAmt Ccy="CNY">100.00000</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>
<TxInfAndSts><OrgnlEndToEndId>{SECOND}</OrgnlEndToEndId><TxSts>RJCT</TxSts>
<StsRsnInf><Rsn><Cd>AC01</Cd></Rsn></StsRsnInf></TxInfAndSts>
<TxInfAndSts><OrgnlEndToEndId>{THIRD}</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>
</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
"""


def entry(way: str, reference: str, amount: str, mark: str, more: str = "") -> str:
    """Return an entry of a notification."""
    return f"""<Ntry><Amt Ccy="CNY">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd>
<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-12-21</Dt></BookgDt><AcctSvcrRef>{mark}</AcctSvcrRef>
<NtryDtls><TxDtls><Refs><EndToEndId>{reference}</EndToEndId></Refs>{more}</TxDtls></NtryDtls></Ntry>
"""


def camt(*entries: str, kind: str = "054") -> bytes:
    """Return a notification, or a statement."""
    names = {"054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn"), "053": ("BkToCstmrStmt", "Stmt")}
    outer, inner = names[kind]
    text = (
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.{kind}.001.08">'
        f"<{outer}><{inner}><Id>N1</Id>{''.join(entries)}</{inner}></{outer}></Document>"
    )
    return text.encode()


RETURNED = "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>"
BOOKED = camt(
    entry("DBIT", FIRST, "100.00", "B1"),
    entry("DBIT", SECOND, "200.00", "B2"),
    entry("CRDT", SECOND, "200.00", "B3", RETURNED),
    entry("DBIT", THIRD, "299.00", "B4"),
)

STATEMENT = f""":20:STMT1
:25:ACCOUNT
:28C:00012/001
:60F:C261220CNY1000,00
:61:2612211221D100,00NTRF{FIRST}//B1
:86:paid
:61:2612211221D200,NTRF{SECOND}//B2
:61:2612221222RD200,00NRTI{SECOND}//B3
:86:returned AC04 6228480012345678
:61:2612221222D50,00NTRFNONREF//B5
:62F:C261222CNY850,00
"""
