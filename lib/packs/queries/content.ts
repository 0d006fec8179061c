import "server-only";
import { and, asc, eq, inArray, isNull, ne } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { artifacts, evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { blobs } from "@/db/schema/files";
import { users } from "@/db/schema/people";
import { requirements, soaRows } from "@/db/schema/requirements";
import { rooms } from "@/db/schema/rooms";
import type { Tx } from "@/db/tenant";
import { criterionInScope } from "@/lib/core/crosswalk";
import { outOfWindow } from "@/lib/core/evidence-window";
import { servingRefusal } from "@/lib/core/file-serving";
import { CRITERION_BY_REF, compareRefs, entryOf } from "@/lib/core/frameworks/catalogue";
import { evidencePath, type PackScope } from "@/lib/core/pack";
import type { PackEvidence, PackRequirement } from "@/lib/core/pack-index";
import { ITEM_STATE, VERDICT } from "@/lib/core/statuses";
import { type Crosswalk, readCrosswalk } from "@/lib/crosswalk/queries";
import { readPackFindings } from "@/lib/packs/queries/findings";
import {
  dayIn,
  type PackPlace,
  type RegisterLine,
  readPackNonconformities,
  readPackRequests,
} from "@/lib/packs/queries/registers";
import { readPackSamples } from "@/lib/packs/queries/samples";
import { readSharedThreads } from "@/lib/packs/queries/threads";
import { noUnseenAnswer, visibleItem } from "@/lib/rooms/queries/visible";

const KINDS = {
  iso: ["control", "clause", "own"],
  soc2: ["criterion"],
  both: ["control", "clause", "own", "criterion"],
} as const;

/** The requirements that a pack is about, in standard order: excluded controls and criteria out of scope are not among them. */
async function readRequirements(tx: Tx, scope: PackScope, crosswalk: Crosswalk) {
  const rows = await tx
    .select({ ref: requirements.ref, title: requirements.title, applicability: soaRows.applicability })
    .from(requirements)
    .leftJoin(
      soaRows,
      and(eq(soaRows.workspaceId, requirements.workspaceId), eq(soaRows.ref, requirements.ref)),
    )
    .where(
      and(
        inArray(requirements.kind, [...KINDS[scope.standard]]),
        isNull(requirements.archivedAt),
        scope.refs.length === 0 ? undefined : inArray(requirements.ref, scope.refs),
      ),
    );
  return rows
    .filter(({ ref, applicability }) => {
      const criterion = CRITERION_BY_REF.get(ref);
      if (criterion !== undefined) return criterionInScope(criterion, crosswalk.crosswalk);
      return applicability !== "excluded";
    })
    .map(({ ref, title }) => ({ ref, title: entryOf(ref)?.title ?? title ?? ref }))
    .sort((a, b) => compareRefs(a.ref, b.ref));
}

const reviewer = alias(users, "reviewer");

/** A pack of a room holds no evidence that the room does not show; one of no room may be given to any. @throws Error (no such room) */
async function shownIn(tx: Tx, roomId: string | null) {
  if (roomId === null) return noUnseenAnswer();
  const [room] = await tx.select().from(rooms).where(eq(rooms.id, roomId));
  if (room === undefined) throw new Error("The room of the pack is not there.");
  return visibleItem(room);
}

async function selectLinks(tx: Tx, scope: PackScope, refs: readonly string[], roomId: string | null) {
  const states = scope.submitted ? (["accepted", "submitted"] as const) : (["accepted"] as const);
  return tx
    .select({
      ref: evidenceLinks.ref,
      verdict: evidenceLinks.verdict,
      item: {
        id: evidenceItems.id,
        reference: evidenceItems.reference,
        title: evidenceItems.title,
        description: evidenceItems.sharedDescription,
        state: evidenceItems.state,
        submittedAt: evidenceItems.submittedAt,
        reviewedAt: evidenceItems.reviewedAt,
      },
      reviewer: reviewer.name,
      artifact: artifacts,
      blob: { scanState: blobs.scanState, damagedAt: blobs.damagedAt },
    })
    .from(evidenceLinks)
    .innerJoin(
      evidenceItems,
      and(
        eq(evidenceItems.workspaceId, evidenceLinks.workspaceId),
        eq(evidenceItems.id, evidenceLinks.itemId),
      ),
    )
    .innerJoin(
      artifacts,
      and(
        eq(artifacts.workspaceId, evidenceItems.workspaceId),
        eq(artifacts.itemId, evidenceItems.id),
        eq(artifacts.number, evidenceItems.currentArtifact),
      ),
    )
    .leftJoin(
      blobs,
      and(eq(blobs.workspaceId, artifacts.workspaceId), eq(blobs.sha256, artifacts.blobSha256)),
    )
    .leftJoin(reviewer, eq(reviewer.id, evidenceItems.reviewedBy))
    .where(
      and(
        inArray(evidenceLinks.ref, [...refs]),
        ne(evidenceLinks.verdict, "rejected"),
        inArray(evidenceItems.state, [...states]),
        isNull(evidenceItems.archivedAt),
        await shownIn(tx, roomId),
      ),
    )
    .orderBy(asc(evidenceItems.title), asc(evidenceItems.id));
}

type Linked = Awaited<ReturnType<typeof selectLinks>>[number];

/** Why the stored file cannot go along; null when it can, and where there is none. */
function withheld({ artifact, blob }: Linked): string | null {
  if (artifact.blobSha256 === null) return null;
  if (blob === null) return "missing";
  if (blob.damagedAt !== null) return "damaged";
  return servingRefusal(blob.scanState) === null ? null : "not cleared by the virus scanner";
}

const labelOf = ({ item }: Linked) =>
  item.reference === null ? item.title : `${item.reference} ${item.title}`;

/** A text or an attestation travels as a file of its own, like any other content. */
export type PackText = { readonly path: string; readonly text: string };

function evidenceOf(
  linked: Linked,
  timeZone: string,
  hash: (text: string) => string,
): { of: PackEvidence; text: PackText | null } {
  const { item, artifact } = linked;
  const hasText = artifact.blobSha256 === null && artifact.url === null && artifact.body !== "";
  const sha256 = artifact.blobSha256 ?? (hasText ? hash(artifact.body) : null);
  const fileName = hasText ? `${item.title}.txt` : artifact.fileName;
  const path = sha256 === null || withheld(linked) !== null ? null : evidencePath(sha256, fileName);
  const { effectiveOn, periodFrom, periodTo, sourceSystem, collectedBy } = artifact;
  return {
    text: hasText && path !== null ? { path, text: artifact.body } : null,
    of: {
      ...{ effectiveOn, periodFrom, periodTo, sourceSystem, collectedBy, fileName, sha256, path },
      ...{ itemId: item.id, reference: item.reference, title: item.title, description: item.description },
      ...{ state: ITEM_STATE[item.state].label, kind: artifact.kind, version: artifact.number },
      submittedOn: dayIn(timeZone, item.submittedAt),
      acceptedOn: item.state === "accepted" ? dayIn(timeZone, item.reviewedAt) : null,
      acceptedBy: item.state === "accepted" ? linked.reviewer : null,
      ...{ query: artifact.query, rowCount: artifact.rowCount, completeness: artifact.completeness },
      url: artifact.url,
    },
  };
}

export type PackContent = {
  readonly workspace: string;
  readonly datasetVersion: string;
  readonly overrides: readonly {
    readonly criterion: string;
    readonly ref: string;
    readonly overlap: string;
  }[];
  readonly requirements: readonly PackRequirement[];
  /** Stored files by path, each once. */
  readonly files: ReadonlyMap<string, string>;
  readonly texts: readonly PackText[];
  readonly requests: readonly RegisterLine[];
  /** What both sides wrote about them. */
  readonly threads: readonly (readonly (string | null)[])[];
  readonly nonconformities: readonly RegisterLine[];
  /** Lines of findings.csv; they go along with the nonconformities. */
  readonly findings: readonly (readonly (string | null)[])[];
  /** Of a room: one file for each sample. */
  readonly samples: readonly PackText[];
  readonly outside: readonly string[];
  readonly missing: readonly string[];
};

/**
 * Everything that a pack of this scope holds, with words that auditors may read and no others, from the caller's
 * transaction. `hash` is the SHA-256 of a text, hexadecimal.
 */
export async function readPackContent(
  tx: Tx,
  given: PackPlace & { readonly scope: PackScope },
  hash: (text: string) => string,
): Promise<PackContent> {
  const { scope, roomId, timeZone } = given;
  const crosswalk = await readCrosswalk(tx);
  const wanted = await readRequirements(tx, scope, crosswalk);
  const refs = wanted.map(({ ref }) => ref);
  const all = refs.length === 0 ? [] : await selectLinks(tx, scope, refs, roomId);
  const isOutside = ({ artifact }: Linked) => outOfWindow(artifact, { from: scope.from, to: scope.to });
  const links = all.filter((one) => !isOutside(one));
  const byRef = new Map<string, { of: PackEvidence; verdict: string }[]>();
  const files = new Map<string, string>();
  const texts = new Map<string, PackText>();
  for (const linked of links) {
    const { of, text } = evidenceOf(linked, timeZone, hash);
    byRef.set(linked.ref, [...(byRef.get(linked.ref) ?? []), { of, verdict: VERDICT[linked.verdict].label }]);
    if (text !== null) texts.set(text.path, text);
    else if (of.path !== null && of.sha256 !== null) files.set(of.path, of.sha256);
  }
  const missing = links.flatMap((one) => {
    const reason = withheld(one);
    return reason === null ? [] : [`${labelOf(one)}: ${one.artifact.fileName}, ${reason}`];
  });
  const asked = scope.requests ? await readPackRequests(tx, given) : [];
  const found = scope.nonconformities ? await readPackNonconformities(tx, new Set(refs), given) : [];
  return {
    workspace: crosswalk.workspace.name,
    datasetVersion: crosswalk.edition.version,
    overrides: crosswalk.overrides.map(({ criterion, ref, overlap }) => ({
      criterion,
      ref,
      overlap: String(overlap),
    })),
    requirements: wanted.map((one) => ({ ...one, evidence: byRef.get(one.ref) ?? [] })),
    files,
    texts: [...texts.values()],
    requests: asked,
    threads: await readSharedThreads(
      tx,
      asked.map(({ id }) => id),
    ),
    nonconformities: found,
    findings: scope.nonconformities
      ? await readPackFindings(tx, { roomId, timeZone, nonconformityIds: found.map(({ id }) => id) })
      : [],
    samples: scope.requests ? await readPackSamples(tx, roomId) : [],
    outside: [...new Set(all.filter(isOutside).map(labelOf))],
    missing: [...new Set(missing)],
  };
}

/** References that the workspace does not have. */
export async function unknownRefs(tx: Tx, refs: readonly string[]): Promise<readonly string[]> {
  if (refs.length === 0) return [];
  const rows = await tx
    .select({ ref: requirements.ref })
    .from(requirements)
    .where(inArray(requirements.ref, [...refs]));
  const known = new Set(rows.map(({ ref }) => ref));
  return refs.filter((ref) => !known.has(ref));
}
