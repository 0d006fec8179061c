import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { blobs } from "@/db/schema/files";
import { soaExports, soaVersions } from "@/db/schema/soa-versions";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { AnyScope, Scope } from "@/lib/core/access";
import { dateIn, type IsoDate } from "@/lib/core/dates";
import { AppError } from "@/lib/core/errors";
import type { RequirementRow } from "@/lib/core/requirement-rows";
import { checkSoa } from "@/lib/core/soa-checks";
import { SOA_STANDARD, type SoaApproval, type SoaDocument } from "@/lib/core/soa-document";
import { blockedSentence, versionLabel } from "@/lib/core/soa-version";
import { CLAUSES_FORMATS, clausesName, renderClauses } from "@/lib/exports/clauses-files";
import { renderSoaFiles, type SoaFile, soaFileType } from "@/lib/exports/soa-files";
import { lockBlob } from "@/lib/files/mutations/lock";
import { notify } from "@/lib/notifications/mutations";
import { now } from "@/lib/platform/clock";
import { fileStore, stagingFolder } from "@/lib/platform/file-store/file-store";
import { stageStream } from "@/lib/platform/file-store/stage";
import { blobKey, FileStoreError } from "@/lib/platform/file-store/store";
import { readRequirementFacts } from "@/lib/requirements/queries";
import type { ApproveSoaInput } from "@/lib/soa/input";
import { lockVersions, noticeOf, personOf, requireStep, requireVersion } from "@/lib/soa/mutations/versions";
import { readSoaContext } from "@/lib/soa/queries";
import { frozenDocument } from "@/lib/soa/queries/frozen";
import { readSoaContent } from "@/lib/soa/queries/versions";
import { readProgramme } from "@/lib/workspaces/queries";

const ROLE_NAME = { owner: "Owner", approver: "Approver", lead: "Lead" } as const;

function roleName(scope: AnyScope): string {
  const role = scope.actor.kind === "member" ? scope.actor.role : "viewer";
  return role in ROLE_NAME ? ROLE_NAME[role as keyof typeof ROLE_NAME] : role;
}

type Render = (document: SoaDocument) => Promise<readonly SoaFile[]>;
/** A file as it is stored; `format` is its own name in the list of stored files. */
type Rendered = Omit<SoaFile, "format"> & { readonly format: string; readonly type: string };
type Kept = Omit<Rendered, "bytes"> & { readonly sha256: string; readonly sizeBytes: number };
type Ready = { readonly document: SoaDocument; readonly clauses: readonly RequirementRow[] };

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Conformity with the clauses as of the day of approval: files of their own beside the statement. */
async function clausesFiles(
  { document: { header }, clauses }: Ready,
  today: IsoDate,
): Promise<readonly Rendered[]> {
  const annex = { organisation: header.organisation, standard: SOA_STANDARD, today, rows: clauses };
  const files: Rendered[] = [];
  for (const format of CLAUSES_FORMATS) {
    files.push({
      ...{ profile: "internal", format: `clauses.${format}`, type: soaFileType(format) },
      fileName: clausesName(header, format),
      bytes: await renderClauses(annex, format),
    });
  }
  return files;
}

async function keep(scope: AnyScope, { bytes, ...file }: Rendered): Promise<Kept> {
  const staged = await stageStream(one(bytes), stagingFolder(), {
    limitBytes: bytes.byteLength,
    expectedBytes: bytes.byteLength,
  });
  try {
    await fileStore().put(blobKey(scope.workspaceId, staged.sha256), staged);
    return { ...file, sha256: staged.sha256, sizeBytes: staged.sizeBytes };
  } finally {
    await staged.discard();
  }
}

/** Renders every file and puts its bytes, outside of any transaction: nothing waits for the typesetter with a lock in hand. */
async function keepFiles(
  scope: AnyScope,
  ready: Ready,
  today: IsoDate,
  render: Render,
): Promise<readonly Kept[]> {
  const kept: Kept[] = [];
  try {
    const statement = await render(ready.document);
    const typed = statement.map((file) => ({ ...file, type: soaFileType(file.format) }));
    for (const file of [...typed, ...(await clausesFiles(ready, today))]) kept.push(await keep(scope, file));
  } catch (error) {
    if (!(error instanceof FileStoreError)) throw error;
    throw new AppError("LIMITED", "The store for files does not answer. Nothing was approved. Try again.");
  }
  return kept;
}

/** The rows that name the bytes, under the lock that whoever removes bytes holds as well. */
async function nameFiles(tx: Tx, scope: AnyScope, versionId: string, files: readonly Kept[]): Promise<void> {
  const { workspaceId } = scope;
  const hashes = [...new Set(files.map((file) => file.sha256))].sort();
  for (const sha256 of hashes) {
    await lockBlob(tx, scope, sha256);
    if ((await fileStore().head(blobKey(workspaceId, sha256))) === null) {
      throw new AppError("CONFLICT", "The exports could not be kept this time. Approve again.");
    }
  }
  const known = new Map(files.map((file) => [file.sha256, file]));
  await tx
    .insert(blobs)
    .values(
      [...known.values()].map(({ sha256, sizeBytes, type }) => ({
        ...{ workspaceId, sha256, sizeBytes },
        mediaType: type.replace(/;.*$/, ""),
      })),
    )
    .onConflictDoUpdate({
      target: [blobs.workspaceId, blobs.sha256],
      set: { damagedAt: null, checkedAt: sql`now()` },
    });
  await tx.insert(soaExports).values(
    files.map(({ profile, format, fileName, sha256 }) => ({
      ...{ workspaceId, versionId, profile, format, fileName, sha256 },
    })),
  );
}

async function readyToApprove(
  scope: Scope<"soa:approve">,
  input: ApproveSoaInput,
  approval: SoaApproval,
): Promise<Ready> {
  const { content, summary, clauses } = await inWorkspace(scope, async (tx) => ({
    ...(await readSoaContent(tx, input.id, scope.timeZone)),
    clauses: (await readRequirementFacts(tx, approval.on)).filter(({ kind }) => kind === "clause"),
  }));
  const standing = { state: "approved", sha256: summary.sha256, approval } as const;
  const document = frozenDocument(content, standing);
  if (document === null) {
    throw new AppError(
      "CONFLICT",
      "The frozen text of this version is damaged: it is not what its SHA-256 stands for. Send it back and submit a new version.",
    );
  }
  return { document, clauses };
}

/**
 * Approves a version: frozen with name, role, date and hash, its exports stored as bytes, the version before it
 * superseded. What was handed in is checked again as of `at`: now, or the day of an approval that is entered later. Of two
 * people who approve at once one does.
 * @throws AppError NOT_FOUND, FORBIDDEN (own version), CONFLICT (decided meanwhile), INVALID (a check blocks), LIMITED (the store)
 */
export async function approveSoa(
  scope: Scope<"soa:approve">,
  input: ApproveSoaInput,
  render: Render = renderSoaFiles,
  at: Date = now(),
): Promise<{ readonly id: string; readonly label: string }> {
  const approvedBy = personOf(scope);
  const today = dateIn(scope.timeZone, at);
  const approval: SoaApproval = { name: scope.actor.name, role: roleName(scope), on: today };
  const ready = await readyToApprove(scope, input, approval);

  const requireAllowed = async (tx: Tx) => {
    const rows = await lockVersions(tx);
    const row = requireVersion(rows, input);
    const { selfAcceptance } = await readProgramme(tx);
    const context = await readSoaContext(tx, scope.timeZone, today);
    const blocked = blockedSentence(checkSoa(ready.document.rows, context));
    const facts = { actorId: approvedBy, selfAcceptance, reason: "", blocked };
    return { row, changes: requireStep(rows, row, "approved", facts) };
  };
  await inWorkspace(scope, requireAllowed);
  const files = await keepFiles(scope, ready, today, render);

  return inWorkspace(scope, async (tx) => {
    const { row, changes } = await requireAllowed(tx);
    for (const change of changes) {
      const frozen =
        change.to === "approved"
          ? { approvedBy, approverName: approval.name, approverRole: approval.role, approvedAt: at }
          : {};
      await tx
        .update(soaVersions)
        .set({ state: change.to, ...frozen, version: sql`${soaVersions.version} + 1` })
        .where(and(eq(soaVersions.workspaceId, row.workspaceId), eq(soaVersions.id, change.key)));
    }
    await nameFiles(tx, scope, row.id, files);
    const label = versionLabel(row);
    await notify(
      tx,
      scope,
      noticeOf(row, { personId: row.submittedBy, kind: "decision", detail: "Approved." }),
    );
    await record(tx, scope, {
      verb: "soa.approve",
      subject: { kind: "soa", ref: label },
      before: { state: row.state },
      after: {
        state: "approved",
        sha256: row.sha256,
        files: files.length,
        ...(row.submittedBy === approvedBy ? { selfAccepted: true } : {}),
      },
    });
    return { id: row.id, label };
  });
}
