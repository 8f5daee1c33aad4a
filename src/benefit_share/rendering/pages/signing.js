// ---- V9 to V11: who signed, the chain, the checkpoint; and all checks together

const VKEY = /^([^\p{White_Space}\x1c-\x1f+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/u;
const markOf = async (name, key) =>
  (await sha256(join(utf8(`${name}\n`), Uint8Array.of(1), key))).slice(0, 4);

async function keysOf(holders, named, findings) {
  const byId = new Map();
  for (const one of holders) byId.set(await digestOf(one.key), one);
  return { byId, named, findings };
}

function twoRoles(holders, place) {
  const roles = new Map();
  for (const one of holders) {
    roles.set(one.person, (roles.get(one.person) ?? new Set()).add(one.role));
  }
  return [...roles.values()].filter((held) => held.size > 1).map(() => error("person", place));
}

async function bundleKeys(bytes) {
  const text = textOrNull(bytes);
  if (text === null) return keysOf([], new Map(), [error("bad-key", VKEYS)]);
  const named = new Map(), findings = [];
  const lines = text.endsWith("\n") ? text.split("\n").slice(0, -1) : text ? [text] : [];
  for (const [number, line] of lines.entries()) {
    const match = VKEY.exec(line);
    const raw = match ? unbase64(match[3]) : null;
    const key = raw?.slice(1);
    const twice = raw && [...named.values()].some((other) => same(other, key));
    const good = raw && raw[0] === 1 && hex(await markOf(match[1], key)) === match[2] &&
      isGoodKey(key) && !named.has(match[1]) && !twice;
    if (good) named.set(match[1], key);
    else findings.push(error("bad-key", `${VKEYS}:${number + 1}`));
  }
  const holders = [...named].filter(([name]) => name.split("/").length === 2)
    .map(([name, key]) => ({ key, role: name.split("/")[0], person: name.split("/")[1] }));
  return keysOf(holders, named, [...findings, ...twoRoles(holders, VKEYS)]);
}

function isDay(text) {
  if (typeof text !== "string" || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const read = new Date(`${text}T00:00:00Z`);
  return text >= "0001" && !Number.isNaN(+read) && read.toISOString().slice(0, 10) === text;
}

async function pinnedKeys(bytes) {
  const ring = readCanonical(bytes);
  if (ring === undefined) return keysOf([], new Map(), [error("not-canonical", "keys")]);
  const good = isObject(ring) && own(ring, "t") === "benefit_share/keyring/v1";
  if (!good || !Array.isArray(own(ring, "keys"))) {
    return keysOf([], new Map(), [error("form", "keys", { key: "keys" })]);
  }
  const holders = [], findings = [];
  for (const [number, row] of ring.keys.entries()) {
    const holder = await holderOf(row);
    const twice = holder && holders.some((one) => same(one.key, holder.key));
    if (holder && !twice && isGoodKey(holder.key)) holders.push(holder);
    else findings.push(error("bad-key", `keys[${number}]`));
  }
  const named = new Map(holders.map((one) => [`${one.role}/${one.person}`, one.key]));
  for (const one of holders) if (one.role === "journal") named.set(one.person, one.key);
  return keysOf(holders, named, [...findings, ...twoRoles(holders, "keys")]);
}

async function holderOf(row) {
  const keys = ["keyid", "person", "public_hex", "revoked_at", "role", "valid_from", "valid_to"];
  if (!has(row, keys) || !isDigest(row.public_hex)) return null;
  const key = unhex(row.public_hex);
  const words = [row.role, row.person, row.valid_from];
  const days = [row.valid_from, row.valid_to, row.revoked_at];
  const good = words.every((one) => typeof one === "string" && one) &&
    days.every((one) => one === null || isDay(one)) && row.keyid === (await digestOf(key));
  if (!good) return null;
  return {
    key, role: row.role, person: row.person,
    first: row.valid_from, last: row.valid_to ?? "", revoked: row.revoked_at ?? "",
  };
}

function maySign({ first = "", last = "", revoked = "" }, day) {
  if (!day) return !(last || revoked);
  return first <= day && !(last && day > last) && !(revoked && day >= revoked);
}

// The pre-authentication encoding of DSSE; a length is one of bytes.
const signedBytes = (type, payload) =>
  join(utf8(`DSSEv1 ${utf8(type).length} ${type} ${payload.length} `), payload);

async function signatureCheck(parts, keys, pinned, day) {
  if (!parts.manifest) return unchecked("V9", "not-read", pinned);
  if (keys.findings.length) return judged("V9", keys.findings);
  const { signatures } = parts.envelope;
  if (!signatures.length && !pinned) return unchecked("V9", "not-signed");
  if (!(await canSign())) return unchecked("V9", "no-ed25519", true);
  const message = signedBytes(PAYLOAD_TYPE, parts.payload);
  const persons = new Map(), found = [];
  for (const { keyid, sig } of signatures) {
    const held = keys.byId.get(keyid), values = { key: keyid.slice(0, 16) };
    if (!held) {
      found.push(note("unknown-key", ENVELOPE, values));
    } else if (!(await fits(held.key, message, unbase64(sig))) || !maySign(held, day)) {
      found.push(error("signature", ENVELOPE, values));
    } else if (![...persons.values()].includes(held.person) && !persons.has(held.role)) {
      persons.set(held.role, held.person);
    }
  }
  const all = new Set([...keys.byId.values()].map((one) => one.role));
  const wanted = pinned ? ROLES : all.size ? [...all].sort() : ["*"];
  for (const role of wanted) {
    if (!persons.has(role)) found.push(error("role", ENVELOPE, { role }));
  }
  if (!pinned) found.push(note("not-pinned"));
  return judged("V9", found);
}

function isTime(text) {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/.test(text)) return false;
  const read = new Date(text);
  return !Number.isNaN(+read) && `${read.toISOString().slice(0, 19)}Z` === text;
}

// The entries about this run, each with its place.
function aboutRun({ entries, said }) {
  return (entries ?? [])
    .map((entry, place) => [`${JOURNAL}:${place + 1}`, entry])
    .filter(([, { body }]) => said && own(body, "run_id") === said.run_id);
}

async function chainCheck(parts) {
  if (!parts.entries) return unchecked("V10", "not-read");
  if (!parts.entries.length) return unchecked("V10", "not-present");
  const found = [];
  let before = "0".repeat(64), last = "";
  for (const [place, entry] of parts.entries.entries()) {
    const where = `${JOURNAL}:${place + 1}`;
    if (entry.seq !== place || entry.prev !== before) found.push(error("chain", where));
    if (!isTime(entry.at) || entry.at < last) found.push(error("time", where));
    if (!EVENTS.has(entry.type)) found.push(error("event", where));
    before = await digestOf(parts.entryLines[place]);
    last = entry.at;
  }
  return judged("V10", [...found, ...order(parts)]);
}

function order(parts) {
  const found = [], open = new Set();
  let proposer = "", filed = false;
  for (const [where, { type, actor, body }] of aboutRun(parts)) {
    const mine = (key, value) => !Object.hasOwn(body, key) || body[key] === value;
    if (!mine("manifest_sha256", parts.digest) || !mine("envelope_sha256", parts.envelopeDigest)) {
      found.push(error("other-manifest", where));
    }
    if (type === "run_proposed") proposer = actor;
    else if (!proposer || (type === "filed" && filed)) found.push(error("event", where));
    else if (["reviewed", "filed"].includes(type) && actor === proposer) {
      found.push(error("same-person", where));
    }
    if (type === "objection") open.add(String(own(body, "objection") ?? where));
    else if (type === "objection_resolved") open.delete(String(own(body, "objection")));
    else if (type === "filed" && open.size) found.push(error("open-objection", where));
    filed ||= type === "filed";
  }
  if (parts.entries.length && parts.manifest && !proposer) found.push(error("event", JOURNAL));
  return found;
}

function signingDay(parts) {
  let day = "";
  for (const [, { at, body }] of aboutRun(parts)) {
    const stated = Object.hasOwn(body, "filed_on") ? body.filed_on : own(body, "on");
    day = isDay(stated) ? stated : at.slice(0, 10);
  }
  return day;
}

function isNamed(parts) {
  const named = aboutRun(parts)
    .filter(([, { body }]) =>
      ["person", "post", "on", "scan_sha256"].every((key) => Object.hasOwn(body, key)))
    .map(([, { type }]) => type);
  return ["run_proposed", "reviewed", "filed"].every((type) => named.includes(type));
}

const NOTE = new RegExp(
  "^([^\\p{White_Space}\\x1c-\\x1f+][^\\n]*)\\n(0|[1-9][0-9]{0,15})\\n([A-Za-z0-9+/=]{44})\\n\\n" +
  "((?:— [^\\n]+\\n)*)$", "u");
const SIGNED = /^— ([^\p{White_Space}\x1c-\x1f+]+) ([A-Za-z0-9+/=]+)$/u;

async function checkpointCheck(parts, keys, pinned) {
  const bad = judged("V11", [error("checkpoint", CHECKPOINT)]);
  const match = NOTE.exec(textOrNull(parts.file(CHECKPOINT)) ?? "");
  if (!match) return bad;
  const [, origin, size, stated, tail] = match;
  const root = unbase64(stated);
  const fit = root && same(root, await rootOf(parts.entryLines));
  if (size !== String(parts.entryLines.length) || !fit) return bad;
  const message = utf8(`${origin}\n${size}\n${stated}\n`);
  const found = [];
  let known = false;
  for (const line of tail.split("\n").slice(0, -1)) {
    const signed = SIGNED.exec(line);
    const raw = signed ? unbase64(signed[2]) : null;
    if (!raw) return bad;
    const key = keys.named.get(signed[1]), values = { key: hex(raw.slice(0, 4)) };
    if (!key || !same(raw.slice(0, 4), await markOf(signed[1], key))) {
      found.push(note("unknown-key", CHECKPOINT, values));
      continue;
    }
    if (!(await canSign())) return unchecked("V11", "no-ed25519", true);
    if (!(await fits(key, message, raw.slice(4)))) {
      found.push(error("signature", CHECKPOINT, values));
    }
    known ||= signed[1] === origin;
  }
  if (!known && keys.named.has(origin)) found.push(error("no-journal-key", CHECKPOINT));
  if (!known && found.every((one) => one.note)) {
    const open = unchecked("V11", "not-signed", pinned);
    return { ...open, findings: [...open.findings, ...found, note("name-unbound", CHECKPOINT)] };
  }
  return judged("V11", found);
}

/** All checks over a bundle: a Map of file name to bytes, and what came besides it. */
async function verify(files, { slip = null, keys = null, detail = null, idNumber = "" } = {}) {
  if (!globalThis.crypto?.subtle) throw new Error("no-subtle");
  const parts = await partsOf(files), pinned = keys !== null;
  const held = pinned ? await pinnedKeys(keys) : await bundleKeys(parts.file(VKEYS));
  const seen = await publicChecks(parts);
  const checks = [
    ...seen.slice(0, 8),
    await signatureCheck(parts, held, pinned, signingDay(parts)),
    await chainCheck(parts),
    await checkpointCheck(parts, held, pinned),
    unchecked("V12", "page-cannot"),
    ...seen.slice(8),
    unchecked("V15", "page-cannot"),
    ...(await householdChecks(parts, slip, idNumber, detail)),
  ];
  const outcome = (name) => checks.find((one) => one.name === name)?.outcome;
  const holds = checks.every((one) => one.outcome !== FAILED);
  const signed = pinned && outcome("V9") === PASSED && outcome("V11") === PASSED;
  return {
    checks, holds, pinned,
    complete: checks.every((one) => !one.required || one.outcome !== NOT_CHECKED),
    level: !holds ? "" : signed ? "L2" : isNamed(parts) ? "L1" : "L0",
    fingerprint: parts.payload.length ? parts.digest.slice(0, 16).match(/.{4}/g).join(" ") : "",
    runId: parts.said?.run_id ?? "",
  };
}
