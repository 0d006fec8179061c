import "server-only";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { inSnapshot } from "@/db/tenant";
import { checkpointForPack, signText } from "@/lib/audit-log/mutations/checkpoint";
import type { AnyScope } from "@/lib/core/access";
import { toCsv } from "@/lib/core/csv";
import { dateIn } from "@/lib/core/dates";
import {
  manifestNoteText,
  manifestOrigin,
  type PackCounts,
  type PackFacts,
  type PackScope,
} from "@/lib/core/pack";
import { packIndexCsv, packIndexHtml } from "@/lib/core/pack-index";
import { bundled, verifierPage } from "@/lib/core/pack-verifier";
import { verifierKey } from "@/lib/core/tlog";
import { utf8 } from "@/lib/core/tlog-bytes";
import { renderSoaFiles } from "@/lib/exports/soa-files";
import {
  type Claim,
  claimPack,
  Overtaken,
  setPackFailed,
  setPackProgress,
  setPackReady,
} from "@/lib/packs/mutations/state";
import { type PackPart, PackRefusal, packBytes, type WrittenPack } from "@/lib/packs/mutations/write";
import { packKey } from "@/lib/packs/queries";
import { type PackContent, readPackContent } from "@/lib/packs/queries/content";
import { FINDING_COLUMNS } from "@/lib/packs/queries/findings";
import { type PackLog, readPackLog } from "@/lib/packs/queries/log";
import { type PackStatement, readStatement } from "@/lib/packs/queries/statement";
import { auditKey, sha256 } from "@/lib/platform/audit-key";
import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { fileStore, stagingFolder } from "@/lib/platform/file-store/file-store";
import { stageStream } from "@/lib/platform/file-store/stage";
import { blobKey } from "@/lib/platform/file-store/store";
import { log } from "@/lib/platform/log";

const NO_LIMIT = { limitBytes: Number.MAX_SAFE_INTEGER, expectedBytes: null };
const HEARTBEAT_MS = 15_000;
const hex = (text: string) => createHash("sha256").update(text).digest("hex");

type Read = { readonly content: PackContent; readonly log: PackLog; readonly statement: PackStatement };

/** Everything that a pack holds, from one consistent state of the workspace. @throws PackRefusal */
async function readAll(scope: AnyScope, { row }: Claim, at: Date): Promise<Read> {
  return inSnapshot(scope, async (tx) => {
    const chosen = row.scope;
    const { timeZone } = scope;
    const content = await readPackContent(tx, { scope: chosen, roomId: row.roomId, timeZone }, hex);
    const today = dateIn(timeZone, at);
    const statement = await readStatement(tx, chosen.soa, { timeZone, today });
    if (statement === null)
      throw new PackRefusal("The chosen version of the Statement of Applicability is not there any more.");
    const log = await readPackLog(tx, scope.workspaceId, chosen.activity ? subjectsOf(content) : null);
    if (log.broken !== null) {
      throw new PackRefusal(
        `The activity log does not fit its checkpoints, so nothing is signed. ${log.broken}`,
      );
    }
    return { content, log, statement };
  });
}

function subjectsOf(content: PackContent) {
  const items = content.requirements.flatMap(({ evidence }) => evidence.map(({ of }) => of.itemId));
  return {
    evidence: new Set(items),
    requirement: new Set(content.requirements.map(({ ref }) => ref)),
    nonconformity: new Set(content.nonconformities.map(({ id }) => id)),
    request: new Set(content.requests.map(({ id }) => id)),
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}

const bytesPart = (path: string, bytes: Uint8Array): PackPart => ({
  path,
  open: () => once(bytes),
  sha256: null,
});
const textPart = (path: string, text: string): PackPart => bytesPart(path, utf8(text));

function storedPart(scope: AnyScope, path: string, hash: string, called = path): PackPart {
  async function* open(): AsyncGenerator<Uint8Array> {
    const stream = await fileStore().open(blobKey(scope.workspaceId, hash));
    if (stream === null) {
      log().error({ event: "pack.missing", sha256: hash });
      throw new PackRefusal(
        `${called} is missing in the file store. The operator can bring it back from a backup.`,
      );
    }
    yield* stream;
  }
  return { path, open, sha256: hash, called };
}

async function statementParts(scope: AnyScope, statement: PackStatement): Promise<readonly PackPart[]> {
  if (statement.kind === "none") return [];
  if (statement.kind === "version") {
    const { label, files } = statement;
    return files.map(({ fileName, sha256: hash }) =>
      storedPart(
        scope,
        `soa/${fileName}`,
        hash,
        `${fileName} of the Statement of Applicability, ${label.toLowerCase()},`,
      ),
    );
  }
  const files = await renderSoaFiles(statement.document);
  return files
    .filter(({ profile }) => profile === "shareable")
    .map(({ fileName, bytes }) => bytesPart(`soa/${fileName}`, bytes));
}

const REQUESTS = [
  ...["Number", "Auditor's reference", "Title", "Kind", "State", "Requirements", "Owner", "Asked by"],
  ...["Asked on", "Due on", "Answered on", "Decided by", "Decided on", "Handed over"],
];
const THREADS = ["Number", "Auditor's reference", "Written at", "Side", "Author", "Text"];
const NONCONFORMITIES = [
  ...[
    "Number",
    "Title",
    "Grade",
    "State",
    "Source",
    "Requirements",
    "What is required",
    "Objective evidence",
  ],
  ...["Correction", "Corrected on", "Root cause", "Effectiveness criteria", "Effectiveness", "Owner"],
  ...["Raised on", "Due on", "Closed on"],
];

function registerParts({ content }: Read, chosen: PackScope): readonly PackPart[] {
  const { requests, threads, nonconformities, findings, datasetVersion, overrides } = content;
  const crosswalk = { edition: datasetVersion, decisions: overrides };
  const cells = (lines: typeof requests) => lines.map((line) => line.cells);
  return [
    ...(chosen.requests
      ? [
          textPart("requests.csv", toCsv(REQUESTS, cells(requests))),
          textPart("threads.csv", toCsv(THREADS, threads)),
        ]
      : []),
    ...(chosen.nonconformities
      ? [textPart("nonconformities.csv", toCsv(NONCONFORMITIES, cells(nonconformities)))]
      : []),
    ...(findings.length > 0 ? [textPart("findings.csv", toCsv(FINDING_COLUMNS, findings))] : []),
    ...content.samples.map(({ path, text }) => textPart(path, text)),
    textPart("crosswalk.json", `${JSON.stringify(crosswalk, null, 1)}\n`),
  ];
}

/** The verifier's sources stand beside the product; a pack gets them as two files. */
async function verifierParts(): Promise<readonly PackPart[]> {
  const folder = join(process.cwd(), "scripts", "pack-verifier");
  const read = (name: string) => readFile(join(folder, name), "utf8");
  const shared = await Promise.all(["parts.mjs", "contents.mjs", "core.mjs"].map(read));
  const [hashes = "", page = "", cli = "", style = "", template = ""] = await Promise.all(
    ["hashes.mjs", "page.js", "cli.js", "page.css", "page.html"].map(read),
  );
  const base64 = (text: string) => createHash("sha256").update(text).digest("base64");
  const script = bundled([...shared, hashes, page]);
  return [
    textPart("verify.mjs", bundled([...shared, cli])),
    textPart("verifier.html", verifierPage(template, { style, script }, base64)),
  ];
}

function statementLabel(statement: PackStatement): string {
  if (statement.kind === "none") return "Not in this pack";
  return statement.kind === "draft" ? "Draft, not approved" : statement.label;
}

/** Stored files whose bytes are there; the others are named as missing, and their links lead nowhere. */
async function withoutAbsent(scope: AnyScope, content: PackContent): Promise<PackContent> {
  const absent = new Set<string>();
  for (const [path, hash] of content.files) {
    if ((await fileStore().head(blobKey(scope.workspaceId, hash))) === null) absent.add(path);
  }
  if (absent.size === 0) return content;
  return {
    ...content,
    files: new Map([...content.files].filter(([path]) => !absent.has(path))),
    missing: [...content.missing, ...[...absent].map((path) => `${path}, missing in the file store`)],
    requirements: content.requirements.map((requirement) => ({
      ...requirement,
      evidence: requirement.evidence.map(({ of, verdict }) => ({
        verdict,
        of: of.path !== null && absent.has(of.path) ? { ...of, path: null } : of,
      })),
    })),
  };
}

async function partsOf(
  scope: AnyScope,
  read: Read,
  facts: PackFacts,
  at: Date,
): Promise<readonly PackPart[]> {
  const { content, log, statement } = read;
  const checkpoint = await checkpointForPack(scope, { size: log.size, root: log.root }, at);
  const host = new URL(env().appOrigin).host;
  const key = await auditKey(at);
  const others = [
    ...(await statementParts(scope, statement)),
    ...registerParts(read, facts.scope),
    textPart("activity/checkpoint.txt", checkpoint),
    textPart("activity/entries.jsonl", log.lines.map((line) => `${line}\n`).join("")),
    textPart("activity/earlier.json", `${JSON.stringify(log.earlier, null, 1)}\n`),
    textPart("key.txt", `${verifierKey(manifestOrigin(host, scope.workspaceId), key.publicKey, sha256)}\n`),
    ...(await verifierParts()),
  ];
  const names = ["index.csv", ...others.map(({ path }) => path), "manifest.json", "manifest.json.note"];
  return [
    textPart("index.html", packIndexHtml(facts, content.requirements, names)),
    textPart("index.csv", packIndexCsv(content.requirements)),
    ...others,
    ...content.texts.map(({ path, text }) => textPart(path, text)),
    ...[...content.files].map(([path, hash]) => storedPart(scope, path, hash)),
  ];
}

function countsOf({ content, log }: Read, files: number): PackCounts {
  const items = new Set(content.requirements.flatMap(({ evidence }) => evidence.map(({ of }) => of.itemId)));
  return {
    ...{ requirements: content.requirements.length, items: items.size, files },
    ...{ requests: content.requests.length, nonconformities: content.nonconformities.length },
    ...{ entries: log.lines.length, outside: content.outside, missing: content.missing },
  };
}

/** Passes the parts on and says, file by file and at least every quarter of a minute, that the work goes on. */
function reporting(parts: readonly PackPart[], tell: (done: number) => Promise<void>): readonly PackPart[] {
  let last = 0;
  return parts.map((part, index) => ({
    ...part,
    open: async function* () {
      for await (const bytes of part.open()) {
        const at = now().getTime();
        if (at - last > HEARTBEAT_MS || last === 0) {
          last = at;
          await tell(index);
        }
        yield bytes;
      }
    },
  }));
}

async function build(scope: AnyScope, claim: Claim, at: Date): Promise<void> {
  const { row, attempt } = claim;
  await auditKey(at);
  const first = await readAll(scope, claim, at);
  const read = { ...first, content: await withoutAbsent(scope, first.content) };
  const { content, log } = read;
  const facts: PackFacts = {
    ...{ id: row.id, title: row.title, workspace: content.workspace, createdAt: at.toISOString() },
    ...{ scope: row.scope, soa: statementLabel(read.statement), datasetVersion: content.datasetVersion },
    requirements: content.requirements.map(({ ref }) => ref),
    activity: { size: log.size, root: log.root, entries: log.lines.length },
    missing: content.missing,
  };
  const parts = await partsOf(scope, read, facts, at);
  const tell = (done: number) =>
    setPackProgress(scope, row.id, attempt, { step: "Packing files", done, total: parts.length });
  const sign = (manifest: string) =>
    signText(at, (host) => ({
      name: manifestOrigin(host, scope.workspaceId),
      text: manifestNoteText({ host, workspaceId: scope.workspaceId, packId: row.id, sha256: manifest }),
    }));
  let written: WrittenPack = { manifestSha256: "", files: 0 };
  const bytes = packBytes(facts, reporting(parts, tell), sign, (done) => {
    written = done;
  });
  const staged = await stageStream(bytes, stagingFolder(), NO_LIMIT);
  const { sizeBytes } = staged;
  try {
    await fileStore().put(packKey(scope.workspaceId, staged.sha256), staged);
  } finally {
    await staged.discard();
  }
  await setPackReady(scope, row.id, attempt, {
    ...{ sha256: staged.sha256, sizeBytes, manifestSha256: written.manifestSha256 },
    ...{ checkpointSize: log.size, counts: countsOf(read, written.files) },
  });
}

/**
 * Builds a pack that was asked for and puts it into the file store under its hash; the row says ready only then. A worker
 * that is killed leaves the row as it was: after two minutes of silence another one begins from the start.
 * @throws the error of a try that failed, for the queue; a reason that lies in what was chosen ends the pack at once
 */
// house: no-record the request was recorded when it was made
export async function runPack(scope: AnyScope, id: string, at: Date, lastAttempt: boolean): Promise<void> {
  const claim = await claimPack(scope, id);
  if (claim === null) return;
  try {
    await build(scope, claim, at);
  } catch (error) {
    if (error instanceof Overtaken) return;
    const refusal = error instanceof PackRefusal ? error.message : null;
    const last = lastAttempt
      ? "The pack could not be built. The operator finds the reason in the log."
      : null;
    await setPackFailed(scope, id, claim.attempt, refusal ?? last);
    if (refusal === null) throw error;
  }
}
