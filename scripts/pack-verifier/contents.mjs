// What a pack holds has to be what was signed: each problem names the file and, where that can be told, the byte.
import {
  bytesOf,
  decoded,
  digestsOf,
  hexOf,
  isGrown,
  isIncluded,
  isSigned,
  LOCATED,
  locateByte,
  number,
  PIECE,
  parsed,
  proofOf,
  readAll,
  readCheckpoint,
  readKey,
  readNote,
  same,
  unbase64,
  unhex,
} from "./parts.mjs";

async function describeDamage(path, file, digests, named, tools) {
  const problem = (at, sentence) => ({ file: path, at, sentence });
  if (digests.size !== named.sizeBytes) {
    const change = digests.size < named.sizeBytes ? "cut off" : "longer";
    return problem(
      Math.min(digests.size, named.sizeBytes),
      `${path} has ${number(digests.size)} bytes and was signed with ${number(named.sizeBytes)}: it is ${change}.`,
    );
  }
  if (file.size <= LOCATED) {
    const isRight = (bytes) => tools.sha256([bytes]) === named.sha256;
    const found = locateByte(await readAll(file), Number.parseInt(named.crc32, 16), isRight);
    if (found !== null) {
      return problem(
        found.at,
        `${path}: byte ${number(found.at)} is ${found.is} and was ${found.was} when it was signed.`,
      );
    }
  }
  const wrong = (named.pieces ?? []).findIndex((hash, at) => hash !== digests.pieces[at]);
  const from = Math.max(0, wrong) * PIECE;
  const to = wrong === -1 ? digests.size : Math.min(digests.size, from + PIECE);
  return problem(
    from,
    `${path} is not the file that was signed: the change is in bytes ${number(from)} to ${number(to - 1)}.`,
  );
}

function isManifest(value) {
  const shape = value?.format === "carryover-pack" && value.formatVersion === 1 && Array.isArray(value.files);
  const file = (one) =>
    typeof one?.path === "string" &&
    Number.isSafeInteger(one.sizeBytes) &&
    /^[0-9a-f]{64}$/.test(one.sha256) &&
    /^[0-9a-f]{8}$/.test(one.crc32);
  return (
    shape &&
    value.files.every(file) &&
    !Number.isNaN(Date.parse(value.createdAt)) &&
    typeof value.activity?.size === "number"
  );
}

/** Whether the fingerprint, the raw key or the whole line given by the reader is this key. */
function isExpected(expected, key, tools) {
  const wanted = expected.trim();
  const line = readKey(wanted);
  const raw = line?.key ?? unbase64(wanted);
  return (
    wanted.toLowerCase() === tools.sha256([key]) || (raw !== null && raw.length === 32 && same(raw, key))
  );
}

export const NOTHING = { manifest: null, signer: null, entries: 0 };
export const MANIFEST = "manifest.json";
export const NOTE = "manifest.json.note";

async function verifySignature(files, manifestBytes, tools, expected) {
  const problems = [];
  const add = (file, sentence) => problems.push({ file, at: null, sentence });
  const note = readNote(decoded(await readAll(files.get(NOTE))));
  const keyFile = files.get("key.txt");
  const key = keyFile === undefined ? null : readKey(decoded(await readAll(keyFile)));
  if (note === null) add(NOTE, `${NOTE} is not a signed note.`);
  if (key === null) add("key.txt", "key.txt holds no public key.");
  if (note === null || key === null) return { problems, key: null, origin: null };
  const [origin, packId, hash, ...rest] = note.text.split("\n");
  if (key.name !== origin)
    add("key.txt", "key.txt holds the key of somebody else than the manifest's signature names.");
  if (rest.length !== 1 || rest[0] !== "")
    add(NOTE, `${NOTE} has more lines than a signature of a manifest.`);
  if (hash !== `sha256 ${tools.sha256([manifestBytes])}`)
    add(MANIFEST, `${MANIFEST} is not the one that was signed.`);
  if (!(await isSigned(note, origin, key.key, tools))) add(NOTE, `The signature in ${NOTE} does not verify.`);
  if (expected && !isExpected(expected, key.key, tools)) {
    add("key.txt", `The pack is signed by the key ${tools.sha256([key.key])}, not by the one that you gave.`);
  }
  return { problems, key: key.key, origin, packId };
}

const ENTRIES = "activity/entries.jsonl";
const EARLIER = "activity/earlier.json";
const CHECKPOINT = "activity/checkpoint.txt";

function isEntry(entry, checkpoint, tools) {
  const proof = proofOf(entry?.proof);
  const previous = unhex(entry?.prev);
  if (proof === null || previous === null || !Number.isSafeInteger(entry.seq) || entry.seq < 1) return false;
  const seq = new Uint8Array(8);
  new DataView(seq.buffer).setBigUint64(0, BigInt(entry.seq));
  const workspace = checkpoint.origin.split("/").at(-1);
  const words = bytesOf(`${entry.at}\n${workspace}\n${entry.body}`);
  const leaf = unhex(tools.sha256([Uint8Array.of(0), previous, seq, words]));
  const { size, root } = checkpoint;
  return isIncluded({ leaf, index: entry.seq - 1, size, proof, root }, tools);
}

function isEarlier(one, checkpoint, tools) {
  const note = typeof one?.note === "string" ? readNote(one.note) : null;
  const first = note === null ? null : readCheckpoint(note);
  const proof = proofOf(one?.proof);
  if (first === null || proof === null || first.origin !== checkpoint.origin) return false;
  const roots = { firstRoot: first.root, secondRoot: checkpoint.root };
  return isGrown({ first: first.size, second: checkpoint.size, ...roots, proof }, tools);
}

async function verifyCheckpoint(files, manifest, signer, tools) {
  const problems = [];
  const add = (sentence) => problems.push({ file: CHECKPOINT, at: null, sentence });
  const note = files.has(CHECKPOINT) ? readNote(decoded(await readAll(files.get(CHECKPOINT)))) : null;
  const checkpoint = note === null ? null : readCheckpoint(note);
  if (checkpoint === null) {
    add(`${CHECKPOINT} is not a checkpoint.`);
    return { problems, checkpoint };
  }
  if (checkpoint.origin !== (signer.origin ?? "").replace("/packs/", "/activity/")) {
    add(`${CHECKPOINT} is about another log than the pack's.`);
  }
  const signed = signer.key !== null && (await isSigned(note, checkpoint.origin, signer.key, tools));
  if (!signed) add(`The signature in ${CHECKPOINT} does not verify.`);
  const { size, root } = manifest.activity;
  if (checkpoint.size !== size || hexOf(checkpoint.root) !== root) {
    add(`${CHECKPOINT} is not the checkpoint that the manifest names.`);
  }
  return { problems, checkpoint };
}

async function verifyActivity(files, manifest, signer, tools) {
  const { problems, checkpoint } = await verifyCheckpoint(files, manifest, signer, tools);
  if (checkpoint === null) return { problems, entries: 0 };
  const kept = files.has(ENTRIES) ? decoded(await readAll(files.get(ENTRIES))) : "";
  const lines = kept.split("\n").slice(0, -1);
  let entries = 0;
  for (const [at, line] of lines.entries()) {
    const entry = parsed(bytesOf(line));
    if (isEntry(entry, checkpoint, tools)) entries += 1;
    else {
      const sentence = `Line ${at + 1} of ${ENTRIES} (entry ${entry?.seq}) is not part of the signed log.`;
      problems.push({ file: ENTRIES, at, sentence });
    }
  }
  const earlier = files.has(EARLIER) ? parsed(await readAll(files.get(EARLIER))) : [];
  for (const one of Array.isArray(earlier) ? earlier : [null]) {
    if (isEarlier(one, checkpoint, tools)) continue;
    const sentence = "The log is not the continuation of one of its earlier checkpoints.";
    problems.push({ file: EARLIER, at: null, sentence });
  }
  return { problems, entries };
}

function compareNames(files, manifest) {
  const named = new Set(manifest.files.map((one) => one.path));
  const problems = [];
  if (named.size !== manifest.files.length) {
    problems.push({ file: MANIFEST, at: null, sentence: `${MANIFEST} names a file twice.` });
  }
  for (const name of files.keys()) {
    if (named.has(name) || name === MANIFEST || name === NOTE) continue;
    const sentence = `${name} is not named in the manifest: it was added or has another name.`;
    problems.push({ file: name, at: null, sentence });
  }
  return problems;
}

/** What is wrong with one file, null when nothing is; its digests go into the map. */
async function verifyFile(files, one, digests, tools) {
  const { path } = one;
  const file = files.get(path);
  if (file === undefined) return { file: path, at: null, sentence: `${path} is missing.` };
  const found = await digestsOf(file, tools);
  if (found === null) return { file: path, at: null, sentence: `${path} cannot be read to its end.` };
  digests.set(path, found);
  if (found.sha256 !== one.sha256 || found.size !== one.sizeBytes) {
    return describeDamage(path, file, found, one, tools);
  }
  if (found.crc === Number.parseInt(one.crc32, 16)) return null;
  return { file: path, at: null, sentence: `${path} has another CRC-32 than the manifest says.` };
}

/** Everything but the container: names, manifest, signature, every file, the log. `files` maps names to { size, read }. */
export async function verifyContents(files, tools, expected) {
  const digests = new Map();
  const problems = [MANIFEST, NOTE]
    .filter((name) => !files.has(name))
    .map((name) => ({ file: name, at: null, sentence: `${name} is missing.` }));
  if (problems.length > 0) return { ...NOTHING, problems, digests };
  const manifestBytes = await readAll(files.get(MANIFEST));
  const manifest = parsed(manifestBytes);
  const signer = await verifySignature(files, manifestBytes, tools, expected);
  problems.push(...signer.problems);
  if (!isManifest(manifest)) {
    problems.push({ file: MANIFEST, at: null, sentence: `${MANIFEST} is not the manifest of a pack.` });
    return { ...NOTHING, problems, digests, signer };
  }
  if (signer.packId !== manifest.id) {
    problems.push({ file: NOTE, at: null, sentence: `${NOTE} signs another pack.` });
  }
  problems.push(...compareNames(files, manifest));
  for (const one of manifest.files) {
    const problem = await verifyFile(files, one, digests, tools);
    if (problem !== null) problems.push(problem);
  }
  for (const name of [MANIFEST, NOTE]) digests.set(name, await digestsOf(files.get(name), tools));
  const activity = await verifyActivity(files, manifest, signer, tools);
  problems.push(...activity.problems);
  return { problems, digests, manifest, signer, entries: activity.entries };
}
