"use strict";
// The second verifier. It shares test vectors with the first one, and no code.
// Every check gives {name, outcome, findings, required}; a finding is {code, place, values, note}.
// Nothing that the writer says is taken on trust; what was not checked is never called passed.

const PASSED = "PASSED", FAILED = "FAILED", NOT_CHECKED = "NOT CHECKED";
const ENVELOPE = "manifest.dsse.json", JOURNAL = "journal.jsonl", CHECKPOINT = "checkpoint.txt";
const ROWS = "rows.jsonl", VKEYS = "vkeys.txt", HTML = "notice.html", CSV = "notice.csv";
const CLOSING = [ENVELOPE, JOURNAL, CHECKPOINT];
const REQUIRED = [ROWS, HTML, CSV, VKEYS, "README.txt"];
const OPTIONAL = ["verify.html"];
const PAYLOAD_TYPE = "application/vnd.in-toto+json";
const ROLES = ["village", "township", "county"];
const ROWS_LIMIT = 300000;
const LIMITS = new Map([
  [ENVELOPE, 131072], [CHECKPOINT, 65536], [VKEYS, 65536], ["README.txt", 65536],
  ["verify.html", 4194304], [ROWS, 67108864], [JOURNAL, 67108864], [HTML, 134217728],
  [CSV, 67108864],
]);
const EVENTS = new Set([
  "run_proposed", "meeting_recorded", "reviewed", "returned", "notice_posted", "objection",
  "objection_resolved", "notice_ended", "filed", "checkpoint", "bank_sent", "bank_result",
  "superseded", "voided", "key_added", "key_revoked",
]);
const PREDICATE = [
  "run_id", "distribution_id", "edition", "period", "kind", "supersedes", "engine", "plan_sha256",
  "inputs_sha256", "inputs", "currency", "exponent", "synthetic", "warnings", "tree", "totals",
  "waterfall", "commit_alg", "mask",
];
const TOTALS = [
  "awarded", "released", "held", "offset", "payable", "paid", "income", "deferred", "earlier",
  "opening", "closing",
];

// ---- values

const utf8 = (text) => new TextEncoder().encode(text);
// Without ignoreBOM a byte order mark would be dropped, and the text be taken for canonical.
const textOf = (bytes) =>
  new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
const textOrNull = (bytes) => {
  try {
    return textOf(bytes);
  } catch {
    return null;
  }
};
const hex = (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const same = (a, b) => a.length === b.length && a.every((one, place) => one === b[place]);
const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isWhole = (value) => Number.isSafeInteger(value) && value >= 0;
const isDigest = (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
const has = (value, keys) =>
  isObject(value) &&
  Object.keys(value).length === keys.length &&
  keys.every((key) => Object.hasOwn(value, key));
const join = (...parts) => {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
};
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const digestOf = async (bytes) => hex(await sha256(bytes));
// Exact whatever the size: a sum of safe integers need not be one.
const sum = (numbers) => numbers.reduce((total, one) => total + BigInt(one), 0n);

function unbase64(text) {
  if (typeof text !== "string" || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  try {
    const raw = atob(text);
    return btoa(raw) === text ? Uint8Array.from(raw, (one) => one.charCodeAt(0)) : null;
  } catch {
    return null;
  }
}

// ---- canonical bytes: parse, write again, compare

const KEY = /^(?:[a-z][a-z0-9_]{0,31})$/;
const MIXED_KEY = /^(?:[a-z][a-z0-9_]{0,31}|_type|predicateType|payloadType)$/;
const REFUSED = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;

function written(value, limits, depth = 0) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new Error("number");
    return String(value);
  }
  if (typeof value === "string") {
    if (value.length > limits.text && Array.from(value).length > limits.text) throw Error("long");
    if (REFUSED.test(value) || value.normalize("NFC") !== value) throw new Error("text");
    return JSON.stringify(value);
  }
  if (depth >= limits.depth) throw new Error("depth");
  if (Array.isArray(value)) {
    return `[${value.map((one) => written(one, limits, depth + 1)).join(",")}]`;
  }
  const parts = Object.keys(value).sort().map((key) => {
    if (!limits.keys.test(key)) throw new Error("key");
    return `${JSON.stringify(key)}:${written(value[key], limits, depth + 1)}`;
  });
  return `{${parts.join(",")}}`;
}

function readCanonical(bytes, { keys = KEY, text = 200, depth = 8, size = 65536 } = {}) {
  try {
    if (bytes.length > size) return undefined;
    const value = JSON.parse(textOf(bytes));
    return same(utf8(written(value, { keys, text, depth })), bytes) ? value : undefined;
  } catch {
    return undefined;
  }
}
const canonical = (value) => utf8(written(value, { keys: KEY, text: 200, depth: 8 }));

// ---- outcomes

const error = (code, place = "", values = {}) => ({ code, place, values, note: false });
const note = (code, place = "", values = {}) => ({ code, place, values, note: true });
const judged = (name, findings = []) => ({
  name,
  outcome: findings.some((one) => !one.note) ? FAILED : PASSED,
  findings,
  required: false,
});
const unchecked = (name, code, required = false) => ({
  name, outcome: NOT_CHECKED, findings: [note(code)], required,
});

// ---- trees: the root with a stack; a path as RFC 9162, 2.1.3.2, says

const leafOf = (bytes) => sha256(join(Uint8Array.of(0), bytes));
const nodeOf = (left, right) => sha256(join(Uint8Array.of(1), left, right));

async function rootOf(lines) {
  if (!lines.length) return sha256(new Uint8Array());
  const stack = [];
  for (const line of lines) {
    let tree = { height: 0, hash: await leafOf(line) };
    while (stack.length && stack.at(-1).height === tree.height) {
      tree = { height: tree.height + 1, hash: await nodeOf(stack.pop().hash, tree.hash) };
    }
    stack.push(tree);
  }
  let root = stack.pop().hash;
  while (stack.length) root = await nodeOf(stack.pop().hash, root);
  return root;
}

const rootThrough = async (leaf, index, size, path) =>
  climbed(await leafOf(leaf), index, size, path);

async function climbed(hash, index, size, path) {
  if (!isWhole(index) || index >= size) return null;
  let [first, last] = [index, size - 1];
  let root = hash;
  const halve = () => {
    first = Math.floor(first / 2);
    last = Math.floor(last / 2);
  };
  for (const one of path) {
    if (last === 0 || one.length !== 32) return null;
    if (first % 2 === 1 || first === last) {
      root = await nodeOf(one, root);
      while (first % 2 === 0 && first !== 0) halve();
    } else {
      root = await nodeOf(root, one);
    }
    halve();
  }
  return last === 0 ? root : null;
}

async function hmac(key, message) {
  const how = { name: "HMAC", hash: "SHA-256" };
  const held = await crypto.subtle.importKey("raw", key, how, false, ["sign"]);
  return hex(new Uint8Array(await crypto.subtle.sign("HMAC", held, message)));
}
const mac = (key, label, message) =>
  hmac(key, join(utf8(`benefit_share/v1/${label}\n`), message));

// ---- signatures

const PRIME = 2n ** 255n - 19n;
const LOW_ORDER = new Set([
  0n, 1n, PRIME - 1n,
  2707385501144840649318225287225658788936804267575313519463743609750303402022n,
  55188659117513257062467267217118295137698188065244968500265048394206261417927n,
]);

function isGoodKey(key) {
  if (key.length !== 32) return false;
  const y = BigInt(`0x${hex(key.slice().reverse())}`) % 2n ** 255n;
  return y < PRIME && !LOW_ORDER.has(y);
}

async function ed25519(key, message, signature) {
  const held = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "Ed25519" }, held, signature, message);
}

// RFC 8032, 7.1, test 1: a browser that cannot say yes to it and no to another cannot check.
const KNOWN_KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
const KNOWN_SIGNATURE =
  "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b" +
  "d25bf5f0595bbe24655141438e7a100b";
let works;
async function canSign() {
  works ??= (async () => {
    try {
      const [key, signature] = [unhex(KNOWN_KEY), unhex(KNOWN_SIGNATURE)];
      const yes = await ed25519(key, new Uint8Array(), signature);
      return yes && !(await ed25519(key, Uint8Array.of(1), signature));
    } catch {
      return false;
    }
  })();
  return works;
}

async function fits(key, message, signature) {
  if (signature.length !== 64 || !isGoodKey(key)) return false;
  try {
    return await ed25519(key, message, signature);
  } catch {
    return false;
  }
}

// ---- a bundle taken apart

// The lines of a file; null when it is not there or they do not end well. A file without a byte
// has no lines, which is something else.
function linesOf(bytes, place, findings) {
  if (!bytes) return null;
  const lines = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  const bad = start !== bytes.length || lines.some((one) => !one.length) || bytes.includes(13);
  if (!bad) return lines;
  findings.push(error("lines", place));
  return null;
}

function documentOf(bytes, place, findings, text = 200) {
  const read = readCanonical(bytes, { keys: MIXED_KEY, text, size: 131072 });
  if (read === undefined) findings.push(error("not-canonical", place));
  return read;
}

function recordsOf(lines, place, wrongIn, findings) {
  if (!lines) return null;
  const before = findings.length;
  const read = lines.map((line, number) => {
    const where = `${place}:${number + 1}`;
    const value = documentOf(line, where, findings);
    const wrong = value === undefined ? "" : wrongIn(value);
    if (wrong) findings.push(error("form", where, { key: wrong }));
    return value;
  });
  return findings.length === before ? read : null;
}

function wrongInRow(row) {
  if (!has(row, ["t", "no", "name", "group", "amount_minor", "commit"])) return "row";
  if (row.t !== "benefit_share/row/v1") return "t";
  for (const key of ["name", "group"]) if (typeof row[key] !== "string") return key;
  if (typeof row.amount_minor !== "number" || typeof row.no !== "number") return "amount_minor";
  return isDigest(row.commit) ? "" : "commit";
}

function wrongInEntry(entry) {
  if (!has(entry, ["t", "seq", "prev", "at", "type", "actor", "body"])) return "entry";
  if (entry.t !== "benefit_share/journal/v1") return "t";
  if (typeof entry.seq !== "number" || !isDigest(entry.prev)) return "seq";
  for (const key of ["at", "type", "actor"]) if (typeof entry[key] !== "string") return key;
  return isObject(entry.body) ? "" : "body";
}

function wrongInManifest(manifest) {
  if (!has(manifest, ["_type", "subject", "predicateType", "predicate"])) return "manifest";
  const said = manifest.predicate;
  if (!has(said, PREDICATE)) return "predicate";
  const isSubject = (one) =>
    has(one, ["name", "digest"]) && typeof one.name === "string" &&
    has(one.digest, ["sha256"]) && isDigest(one.digest.sha256);
  const isInput = (one) =>
    has(one, ["name", "sha256", "bytes"]) && typeof one.name === "string" &&
    isDigest(one.sha256) && isWhole(one.bytes);
  const forms = {
    _type: manifest._type === "https://in-toto.io/Statement/v1",
    predicateType: manifest.predicateType === "https://benefit-share.example/run/v1",
    subject: Array.isArray(manifest.subject) && manifest.subject.every(isSubject),
    tree: has(said.tree, ["alg", "size", "root"]) && said.tree.alg === "rfc9162-sha256" &&
      isWhole(said.tree.size) && isDigest(said.tree.root),
    totals: has(said.totals, ["rows", ...TOTALS.map((one) => `${one}_minor`)]) &&
      Object.values(said.totals).every(isWhole),
    exponent: isWhole(said.exponent) && said.exponent <= 4,
    run_id: typeof said.run_id === "string" && /^[A-Za-z0-9._-]{1,40}$/.test(said.run_id),
    engine: has(said.engine, ["name", "version", "source_sha256"]),
    inputs: Array.isArray(said.inputs) && said.inputs.every(isInput),
    commit_alg: said.commit_alg === "hmac-sha256/v1",
    mask: said.mask === "mask/v1",
  };
  return Object.keys(forms).find((key) => !forms[key]) ?? "";
}

function envelopeOf(bytes, findings) {
  const none = { envelope: null, payload: new Uint8Array(), manifest: null };
  const envelope = documentOf(bytes, ENVELOPE, findings, 131072);
  if (envelope === undefined) return none;
  if (!has(envelope, ["payload", "payloadType", "signatures"])) {
    findings.push(error("form", ENVELOPE, { key: "envelope" }));
    return none;
  }
  const payload = unbase64(envelope.payload);
  const good = Array.isArray(envelope.signatures) && envelope.signatures.every((one) =>
    has(one, ["keyid", "sig"]) && isDigest(one.keyid) && unbase64(one.sig) !== null);
  if (payload === null || envelope.payloadType !== PAYLOAD_TYPE || !good) {
    findings.push(error("form", ENVELOPE, { key: "payload" }));
    return none;
  }
  const place = `${ENVELOPE} (payload)`;
  const manifest = documentOf(payload, place, findings);
  const wrong = manifest === undefined ? "" : wrongInManifest(manifest);
  if (wrong) findings.push(error("form", place, { key: wrong }));
  return { envelope, payload, manifest: wrong || manifest === undefined ? null : manifest };
}

async function partsOf(files) {
  const findings = [];
  const file = (name) => files.get(name) ?? new Uint8Array();
  const read = envelopeOf(file(ENVELOPE), findings);
  const rowLines = linesOf(files.get(ROWS), ROWS, findings);
  const rows = recordsOf(rowLines, ROWS, wrongInRow, findings);
  const entryLines = linesOf(files.get(JOURNAL), JOURNAL, findings);
  const entries = recordsOf(entryLines, JOURNAL, wrongInEntry, findings);
  return {
    ...read, files, file, findings, rows, entries,
    rowLines: rowLines ?? [], entryLines: entryLines ?? [],
    said: read.manifest?.predicate ?? null,
    digest: await digestOf(read.payload),
    envelopeDigest: await digestOf(file(ENVELOPE)),
  };
}
