import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { users } from "@/db/schema/people";
import { requirements, soaRows } from "@/db/schema/requirements";
import { obligationControls, obligations } from "@/db/schema/suppliers";
import { inWorkspace, type Tx } from "@/db/tenant";
import { entriesAbout } from "@/lib/audit-log/queries/subject";
import type { Scope } from "@/lib/core/access";
import { notFound } from "@/lib/core/errors";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { CONTROL_BY_REF, compareRefs } from "@/lib/core/frameworks/catalogue";
import {
  type ControlChoice,
  OBLIGATION_LIMITS,
  type ObligationControl,
  type ObligationDetail,
  type ObligationHistoryEntry,
  type ObligationRow,
} from "@/lib/core/obligation";
import { obligationHistoryWords } from "@/lib/core/obligation-words";
import { readMembers } from "@/lib/workspaces/queries";

const HISTORY_SHOWN = 100;

const refsOf = sql<string[]>`array(
  select c.ref from ${obligationControls} c
  where c.workspace_id = ${obligations.workspaceId} and c.obligation_id = ${obligations.id})`;

function selectObligations(tx: Tx) {
  return tx
    .select({ row: obligations, ownerName: users.name, refs: refsOf })
    .from(obligations)
    .leftJoin(users, eq(users.id, obligations.ownerId));
}

function rowOf({
  row,
  ownerName,
  refs,
}: Awaited<ReturnType<typeof selectObligations>>[number]): ObligationRow {
  const { id, number, kind, title, source, description, ownerId, reviewOn, archivedAt, version } = row;
  return {
    ...{ id, number, kind, title, source, description, reviewOn, version },
    owner: ownerId === null ? null : { userId: ownerId, name: ownerName ?? "Former member" },
    archived: archivedAt !== null,
    refs: [...refs].sort(compareRefs),
  };
}

/** All obligations by number, archived ones among them; for the mutations of this room too. One statement. */
export async function readObligations(tx: Tx): Promise<readonly ObligationRow[]> {
  const rows = await selectObligations(tx).orderBy(asc(obligations.number)).limit(OBLIGATION_LIMITS.rows);
  return rows.map(rowOf);
}

/** All obligations by number, archived ones among them. */
export async function listObligations(scope: Scope<"obligation:read">): Promise<readonly ObligationRow[]> {
  return inWorkspace(scope, readObligations);
}

/** The controls that can be chosen: the 93 of Annex A, then own ones in use. */
export async function readControlChoices(tx: Tx): Promise<readonly ControlChoice[]> {
  const own = await tx
    .select({ ref: requirements.ref, title: requirements.title })
    .from(requirements)
    .where(and(eq(requirements.kind, "own"), isNull(requirements.archivedAt)));
  return [
    ...CONTROLS.map(({ ref, title }) => ({ ref, title })),
    ...own.map(({ ref, title }) => ({ ref, title: title ?? ref })).sort((a, b) => compareRefs(a.ref, b.ref)),
  ];
}

export type ObligationForm = {
  readonly controls: readonly ControlChoice[];
  readonly people: readonly { readonly userId: string; readonly name: string }[];
};

/** What the form offers: controls and members at present. */
export async function getObligationForm(scope: Scope<"obligation:write">): Promise<ObligationForm> {
  return inWorkspace(scope, async (tx) => ({
    controls: await readControlChoices(tx),
    people: (await readMembers(tx)).map(({ userId, name }) => ({ userId, name })),
  }));
}

async function readControls(tx: Tx, refs: readonly string[]): Promise<readonly ObligationControl[]> {
  if (refs.length === 0) return [];
  const rows = await tx
    .select({ ref: soaRows.ref, applicability: soaRows.applicability, title: requirements.title })
    .from(soaRows)
    .innerJoin(
      requirements,
      and(eq(requirements.workspaceId, soaRows.workspaceId), eq(requirements.ref, soaRows.ref)),
    )
    .where(inArray(soaRows.ref, [...refs]));
  return rows
    .map(({ ref, applicability, title }) => ({
      ...{ ref, applicability },
      title: CONTROL_BY_REF.get(ref)?.title ?? title ?? ref,
    }))
    .sort((a, b) => compareRefs(a.ref, b.ref));
}

async function readHistory(tx: Tx, id: string): Promise<readonly ObligationHistoryEntry[]> {
  const rows = await entriesAbout(tx, { kinds: ["obligation"], refs: [id], most: HISTORY_SHOWN });
  return rows.map(({ seq, at, actor, verb, body }) => ({
    ...{ seq, at, actor },
    words: obligationHistoryWords(verb, body),
  }));
}

/** One obligation with its controls as they stand on the Statement of Applicability, and its history. @throws AppError NOT_FOUND */
export async function getObligation(scope: Scope<"obligation:read">, id: string): Promise<ObligationDetail> {
  if (!z.uuid().safeParse(id).success) throw notFound("The obligation");
  return inWorkspace(scope, async (tx) => {
    const [found] = await selectObligations(tx).where(eq(obligations.id, id));
    if (found === undefined) throw notFound("The obligation");
    const row = rowOf(found);
    return { ...row, controls: await readControls(tx, row.refs), history: await readHistory(tx, id) };
  });
}
