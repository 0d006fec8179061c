import "server-only";
import { and, asc, desc, eq, inArray, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { artifacts, evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { blobs } from "@/db/schema/files";
import { nonconformities, nonconformityRequirements } from "@/db/schema/nonconformities";
import { requirements } from "@/db/schema/requirements";
import { risks } from "@/db/schema/risks";
import type { rooms } from "@/db/schema/rooms";
import { suppliers } from "@/db/schema/suppliers";
import { requestEvidence, requestRequirements, requests } from "@/db/schema/work";
import { inRoom, type Tx } from "@/db/tenant";
import type { RoomScope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { notFound } from "@/lib/core/errors";
import { servedType } from "@/lib/core/file-allowed";
import { compareRefs, entryOf } from "@/lib/core/frameworks/catalogue";
import { RISK_STATE, SUPPLIER_TIER_LABEL, TREATMENT_LABEL } from "@/lib/core/isms-statuses";
import type { RoomRegister } from "@/lib/core/room";
import type {
  RoomControl,
  RoomControlRow,
  RoomEvidence,
  RoomEvidenceRow,
  RoomRegisterTable,
  RoomSoa,
} from "@/lib/core/room-reading-dto";
import { howWords } from "@/lib/core/soa-methods";
import { NC_STATE } from "@/lib/core/statuses";
import type { ArtifactFile } from "@/lib/files/queries";
import { ARTIFACT, artifactOf, bytesOfArtifact } from "@/lib/rooms/queries/artifacts";
import { readRoom } from "@/lib/rooms/queries/frame";
import { readShownSoa } from "@/lib/rooms/queries/packs";
import { ANSWER_SHOWN, readGrants, versionNotWithheld, visibleItem } from "@/lib/rooms/queries/visible";
import { frozenDocument } from "@/lib/soa/queries/frozen";

type Room = typeof rooms.$inferSelect;
const LIMIT = 5_000;

const current = and(
  eq(artifacts.workspaceId, evidenceItems.workspaceId),
  eq(artifacts.itemId, evidenceItems.id),
  eq(artifacts.number, evidenceItems.currentArtifact),
);

/** References of the item that the room covers; others are nobody's business here. */
function coveredRefsOf(covered: ReadonlySet<string>, refs: readonly string[]): readonly string[] {
  return refs.filter((ref) => covered.has(ref)).sort(compareRefs);
}

async function readItems(
  tx: Tx,
  room: Room,
  more: SQL | undefined,
): Promise<readonly (RoomEvidenceRow & { readonly description: string })[]> {
  const covered = new Set((await readGrants(tx, room.id)).covered);
  const rows = await tx
    .select({
      itemId: evidenceItems.id,
      reference: evidenceItems.reference,
      title: evidenceItems.title,
      category: evidenceItems.category,
      state: evidenceItems.state,
      description: evidenceItems.sharedDescription,
      refs: sql<
        string[]
      >`array(select l.ref from ${evidenceLinks} l where l.workspace_id = ${evidenceItems.workspaceId}
        and l.item_id = ${evidenceItems.id} and l.verdict <> 'rejected')`,
      effectiveOn: artifacts.effectiveOn,
      periodFrom: artifacts.periodFrom,
      periodTo: artifacts.periodTo,
    })
    .from(evidenceItems)
    .leftJoin(artifacts, current)
    .where(and(visibleItem(room), more))
    .orderBy(asc(evidenceItems.reference), asc(evidenceItems.title))
    .limit(LIMIT);
  return rows.map((row) => ({ ...row, refs: coveredRefsOf(covered, row.refs) }));
}

/** The evidence that the room shows, by reference and title. */
export async function listRoomEvidence(scope: RoomScope): Promise<readonly RoomEvidenceRow[]> {
  return inRoom(scope, async (tx) => readItems(tx, await readRoom(tx, scope), undefined));
}

/** Whether exactly this version was given to the auditor, whatever became of its item since. */
function givenVersion(roomId: string): SQL {
  const states = sql.join(
    ANSWER_SHOWN.map((state) => sql`${state}`),
    sql`, `,
  );
  return sql`exists (select 1 from ${requestEvidence} h join ${requests} q on q.workspace_id = h.workspace_id and q.id = h.request_id
    where h.workspace_id = ${artifacts.workspaceId} and h.item_id = ${artifacts.itemId}
      and h.artifact_number = ${artifacts.number} and q.room_id = ${roomId} and q.state in (${states})
      and h.taken_back_at is null)`;
}

/** One piece of evidence with the versions that the room shows. @throws AppError NOT_FOUND (not shown here) */
export async function getRoomEvidence(scope: RoomScope, itemId: string): Promise<RoomEvidence> {
  if (!z.uuid().safeParse(itemId).success) throw notFound("The evidence");
  return inRoom(scope, async (tx) => {
    const room = await readRoom(tx, scope);
    const [item] = await readItems(tx, room, eq(evidenceItems.id, itemId));
    if (item === undefined) throw notFound("The evidence");
    const covered = new Set((await readGrants(tx, room.id)).covered);
    const links = await tx
      .select({ ref: evidenceLinks.ref, verdict: evidenceLinks.verdict })
      .from(evidenceLinks)
      .where(and(eq(evidenceLinks.itemId, itemId), ne(evidenceLinks.verdict, "rejected")));
    const versions = await tx
      .select(ARTIFACT)
      .from(artifacts)
      .innerJoin(
        evidenceItems,
        and(eq(evidenceItems.workspaceId, artifacts.workspaceId), eq(evidenceItems.id, artifacts.itemId)),
      )
      .leftJoin(blobs, bytesOfArtifact)
      .where(
        and(
          eq(artifacts.itemId, itemId),
          or(eq(artifacts.number, evidenceItems.currentArtifact), givenVersion(room.id)),
        ),
      )
      .orderBy(desc(artifacts.number))
      .limit(50);
    return {
      ...item,
      links: links.filter(({ ref }) => covered.has(ref)).sort((a, b) => compareRefs(a.ref, b.ref)),
      versions: versions.map((row) => artifactOf(row, room)),
    };
  });
}

const place = z.object({ itemId: z.uuid(), number: z.string().regex(/^[1-9]\d{0,5}$/) });

/** The stored file of a version that the room shows. @throws AppError NOT_FOUND (not shown here, or it has no file) */
export async function getRoomFile(
  scope: RoomScope,
  at: { readonly itemId: string; readonly number: string },
): Promise<ArtifactFile> {
  const known = place.safeParse(at);
  if (!known.success) throw notFound("The file");
  const { itemId } = known.data;
  const number = Number(known.data.number);
  return inRoom(scope, async (tx) => {
    const room = await readRoom(tx, scope);
    const [row] = await tx
      .select({
        itemId: artifacts.itemId,
        number: artifacts.number,
        title: evidenceItems.title,
        fileName: artifacts.fileName,
        mediaType: blobs.mediaType,
        sizeBytes: blobs.sizeBytes,
        sha256: blobs.sha256,
        scanState: blobs.scanState,
        damagedAt: blobs.damagedAt,
      })
      .from(artifacts)
      .innerJoin(blobs, bytesOfArtifact)
      .leftJoin(
        evidenceItems,
        and(
          eq(evidenceItems.workspaceId, artifacts.workspaceId),
          eq(evidenceItems.id, artifacts.itemId),
          visibleItem(room),
        ),
      )
      .where(
        and(
          eq(artifacts.itemId, itemId),
          eq(artifacts.number, number),
          versionNotWithheld(room.id),
          or(eq(artifacts.number, evidenceItems.currentArtifact), givenVersion(room.id)),
        ),
      );
    if (row === undefined) throw notFound("The file");
    return { ...row, title: row.title ?? row.fileName, mediaType: servedType(row.mediaType, row.fileName) };
  });
}

function titleOf(ref: string, own: string | null): string {
  return own ?? entryOf(ref)?.title ?? ref;
}

async function readControls(tx: Tx, room: Room, only: string | null): Promise<readonly RoomControlRow[]> {
  const { covered } = await readGrants(tx, room.id);
  const wanted = only === null ? covered : covered.filter((ref) => ref === only);
  if (wanted.length === 0) return [];
  const rows = await tx
    .select({ ref: requirements.ref, kind: requirements.kind, title: requirements.title })
    .from(requirements)
    .where(and(inArray(requirements.ref, wanted), isNull(requirements.archivedAt)));
  const items = await readItems(tx, room, undefined);
  const shown = new Set(items.map(({ itemId }) => itemId));
  const links = await tx
    .select({ ref: evidenceLinks.ref, itemId: evidenceLinks.itemId, verdict: evidenceLinks.verdict })
    .from(evidenceLinks)
    .where(and(inArray(evidenceLinks.ref, wanted), ne(evidenceLinks.verdict, "rejected")));
  const asked = await tx
    .select({ ref: requestRequirements.ref })
    .from(requestRequirements)
    .innerJoin(
      requests,
      and(
        eq(requests.workspaceId, requestRequirements.workspaceId),
        eq(requests.id, requestRequirements.requestId),
      ),
    )
    .where(and(eq(requests.roomId, room.id), ne(requests.state, "draft")));
  return rows
    .map((row) => {
      const own = links.filter((link) => link.ref === row.ref && shown.has(link.itemId));
      return {
        ...row,
        title: titleOf(row.ref, row.title),
        evidence: own.length,
        sufficient: own.filter(({ verdict }) => verdict === "sufficient").length,
        requests: asked.filter(({ ref }) => ref === row.ref).length,
      };
    })
    .sort((a, b) => compareRefs(a.ref, b.ref));
}

/** The requirements that the room covers, in standard order, each with the evidence that it shows for them. */
export async function listRoomControls(scope: RoomScope): Promise<readonly RoomControlRow[]> {
  return inRoom(scope, async (tx) => readControls(tx, await readRoom(tx, scope), null));
}

/** One requirement with its evidence and verdicts. @throws AppError NOT_FOUND (not covered) */
export async function getRoomControl(scope: RoomScope, ref: string): Promise<RoomControl> {
  return inRoom(scope, async (tx) => {
    const room = await readRoom(tx, scope);
    const [row] = await readControls(tx, room, ref);
    if (row === undefined) throw notFound("The requirement");
    const items = (await readItems(tx, room, undefined)).filter((item) => item.refs.includes(ref));
    const links = await tx
      .select({ itemId: evidenceLinks.itemId, verdict: evidenceLinks.verdict })
      .from(evidenceLinks)
      .where(eq(evidenceLinks.ref, ref));
    return {
      ...row,
      items: items.map(({ description: _description, ...item }) => {
        const link = links.find(({ itemId }) => itemId === item.itemId);
        return { ...item, verdict: link?.verdict ?? "proposed" };
      }),
    };
  });
}

async function requireRegister(tx: Tx, scope: RoomScope, register: RoomRegister): Promise<void> {
  const { registers } = await readGrants(tx, scope.roomId);
  if (!registers.includes(register)) throw notFound("The register");
}

/** The version of the Statement of Applicability that the room shows; null while none is approved. @throws AppError NOT_FOUND (not shared) */
export async function getRoomSoa(scope: RoomScope): Promise<RoomSoa | null> {
  return inRoom(scope, async (tx) => {
    await requireRegister(tx, scope, "soa");
    const room = await readRoom(tx, scope);
    const version = await readShownSoa(tx, room);
    if (version === null) return null;
    const { state, sha256, approvedAt } = version;
    const document = frozenDocument(version.content, { state, sha256, approval: null });
    return {
      label: `${version.major}.${version.minor}`,
      approvedBy: [version.approverName, version.approverRole].filter((text) => text !== "").join(", "),
      approvedOn: approvedAt === null ? null : dateIn(scope.timeZone, approvedAt),
      sha256,
      damaged: document === null,
      rows: (document?.rows ?? []).map((row) => ({
        ref: row.ref,
        title: row.title,
        applicability: row.applicability,
        implementation: row.implementation,
        why: row.applicability === "excluded" ? row.exclusionJustification : row.justification,
        how: howWords(row),
      })),
    };
  });
}

async function readNonconformities(tx: Tx, room: Room): Promise<RoomRegisterTable> {
  const { covered } = await readGrants(tx, room.id);
  const inScope = new Set(covered);
  const rows = await tx
    .select({
      id: nonconformities.id,
      number: nonconformities.number,
      title: nonconformities.title,
      state: nonconformities.state,
      about: nonconformities.objectiveEvidence,
      refs: sql<string[]>`array(select q.ref from ${nonconformityRequirements} q
        where q.workspace_id = ${nonconformities.workspaceId} and q.nonconformity_id = ${nonconformities.id})`,
    })
    .from(nonconformities)
    .where(ne(nonconformities.state, "withdrawn"))
    .orderBy(desc(nonconformities.raisedAt))
    .limit(LIMIT);
  return {
    title: "Nonconformities",
    heads: { state: "State", about: "Objective evidence" },
    rows: rows
      .filter(({ refs }) => refs.some((ref) => inScope.has(ref)))
      .map(({ id, number, title, state, about, refs }) => ({
        ...{ id, about },
        name: `${number} ${title}`,
        state: NC_STATE[state].label,
        refs: coveredRefsOf(inScope, refs),
      })),
  };
}

async function readRisks(tx: Tx): Promise<RoomRegisterTable> {
  const rows = await tx
    .select()
    .from(risks)
    .where(isNull(risks.archivedAt))
    .orderBy(asc(risks.number))
    .limit(LIMIT);
  return {
    title: "Risks",
    heads: { state: "State", about: "Treatment" },
    rows: rows.map((row) => ({
      id: row.id,
      name: `${row.number} ${row.title}`,
      about: row.treatment === null ? "Treatment not chosen" : TREATMENT_LABEL[row.treatment],
      state: RISK_STATE[row.state].label,
      refs: [],
    })),
  };
}

async function readSuppliers(tx: Tx): Promise<RoomRegisterTable> {
  const rows = await tx
    .select()
    .from(suppliers)
    .where(isNull(suppliers.archivedAt))
    .orderBy(asc(suppliers.name))
    .limit(LIMIT);
  return {
    title: "Suppliers",
    heads: { state: "Tier", about: "Service" },
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      about: row.service,
      state: SUPPLIER_TIER_LABEL[row.tier],
      refs: [],
    })),
  };
}

/** The registers that the room shares beside the Statement of Applicability; nonconformities of the scope only. */
export async function listRoomRegisters(scope: RoomScope): Promise<readonly RoomRegisterTable[]> {
  return inRoom(scope, async (tx) => {
    const room = await readRoom(tx, scope);
    const { registers } = await readGrants(tx, room.id);
    const out: RoomRegisterTable[] = [];
    if (registers.includes("nonconformities")) out.push(await readNonconformities(tx, room));
    if (registers.includes("risks")) out.push(await readRisks(tx));
    if (registers.includes("suppliers")) out.push(await readSuppliers(tx));
    return out;
  });
}
