import "server-only";
import { createHash } from "node:crypto";
import { and, asc, desc, eq, inArray, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { RowsOf } from "@/db/bulk";
import { activity } from "@/db/schema/activity";
import {
  climateDeterminations,
  contextIssues,
  interestedParties,
  partyNeeds,
  scopeStatements,
} from "@/db/schema/context";
import { users } from "@/db/schema/people";
import { workspaces } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { entriesAbout } from "@/lib/audit-log/queries/subject";
import type { Scope } from "@/lib/core/access";
import type { ContextDto, NeedDto } from "@/lib/core/context";
import { scopeHistoryWords } from "@/lib/core/context-words";
import { notFound } from "@/lib/core/errors";
import {
  type FrozenScope,
  parseFrozenScope,
  type ScopeFacts,
  type ScopeParts,
  scopeSubject,
} from "@/lib/core/scope-statement";
import type {
  ContextPage,
  ScopeHistoryEntry,
  ScopeSummary,
  ScopeVersion,
  ScopeVersionPage,
} from "@/lib/core/scope-statement-page";
import { readProgramme } from "@/lib/workspaces/queries";

const ROW_LIMIT = 1_000;
const VERSION_LIMIT = 200;
const HISTORY_SHOWN = 50;

const submitter = alias(users, "submitter");
const approver = alias(users, "approver");

function needDto(row: typeof partyNeeds.$inferSelect): NeedDto {
  const { id, partyId, need, answered, how, climate, archivedAt, version } = row;
  return { id, partyId, need, answered, how, climate, version, archived: archivedAt !== null };
}

/** Issues, parties with their needs and the climate determination, archived ones among them, in the order in which they were added. */
export async function readContext(tx: Tx): Promise<ContextDto> {
  const [climate] = await tx
    .select({ row: climateDeterminations, name: users.name })
    .from(climateDeterminations)
    .leftJoin(users, eq(users.id, climateDeterminations.decidedBy));
  const issues = await tx
    .select()
    .from(contextIssues)
    .orderBy(asc(contextIssues.createdAt), asc(contextIssues.id))
    .limit(ROW_LIMIT);
  const parties = await tx
    .select()
    .from(interestedParties)
    .orderBy(asc(interestedParties.createdAt), asc(interestedParties.id))
    .limit(ROW_LIMIT);
  const needs = await tx
    .select()
    .from(partyNeeds)
    .orderBy(asc(partyNeeds.createdAt), asc(partyNeeds.id))
    .limit(ROW_LIMIT);
  return {
    climate:
      climate === undefined
        ? null
        : {
            relevant: climate.row.relevant,
            reason: climate.row.reason,
            decidedBy: climate.name ?? "Former member",
            decidedOn: climate.row.decidedOn,
            version: climate.row.version,
          },
    issues: issues.map(({ id, side, title, effect, reviewedOn, archivedAt, version }) => ({
      ...{ id, side, title, effect, reviewedOn, version },
      archived: archivedAt !== null,
    })),
    parties: parties.map(({ id, name, kind, archivedAt, version }) => ({
      ...{ id, name, kind, version },
      archived: archivedAt !== null,
      needs: needs.filter((need) => need.partyId === id).map(needDto),
    })),
  };
}

type ScopeRow = typeof scopeStatements.$inferSelect;

/** The written parts of a stored version. */
export function partsOf(row: ScopeRow): ScopeParts {
  const { statement, units, sites, remoteWork, technology, interfaces, exclusions } = row;
  const { soc2Boundary, soc2Difference, remoteStaff, outsourcedDevelopment } = row;
  return {
    ...{ statement, units, sites, remoteWork, technology, interfaces, exclusions },
    ...{ soc2Boundary, soc2Difference, remoteStaff, outsourcedDevelopment },
  };
}

function selectVersions(tx: Tx) {
  return tx
    .select({ row: scopeStatements, submitterName: submitter.name, approverName: approver.name })
    .from(scopeStatements)
    .leftJoin(submitter, eq(submitter.id, scopeStatements.submittedBy))
    .leftJoin(approver, eq(approver.id, scopeStatements.approvedBy));
}
type Selected = Awaited<ReturnType<typeof selectVersions>>[number];

function person(userId: string | null, name: string | null) {
  return userId === null ? null : { userId, name: name ?? "Former member" };
}

function summaryOf({ row, submitterName, approverName }: Selected): ScopeSummary {
  const { number, state, changeReason, sha256, submittedAt, approvedAt, version, updatedAt } = row;
  return {
    ...{ number, state, changeReason, sha256, submittedAt, approvedAt, version, updatedAt },
    submittedBy: person(row.submittedBy, submitterName),
    approvedBy: person(row.approvedBy, approverName),
  };
}

/** The frozen text where it is whole; null for none and for one that is damaged. */
function frozenOf({ content, sha256 }: ScopeRow): FrozenScope | null {
  if (content === null || createHash("sha256").update(content).digest("hex") !== sha256) return null;
  try {
    return parseFrozenScope(content);
  } catch {
    return null;
  }
}

function versionOf(selected: Selected): ScopeVersion {
  const frozen = frozenOf(selected.row);
  const damaged = selected.row.content !== null && frozen === null;
  return { ...summaryOf(selected), parts: frozen?.parts ?? partsOf(selected.row), frozen, damaged };
}

async function readSentBack(tx: Tx, working: ScopeVersion | undefined): Promise<ContextPage["sentBack"]> {
  if (working?.state !== "draft") return null;
  const [entry] = await tx
    .select({ by: activity.actorName, verb: activity.verb, body: activity.body })
    .from(activity)
    .where(
      and(
        eq(activity.subjectKind, "context"),
        eq(activity.subjectRef, scopeSubject(working.number)),
        inArray(activity.verb, ["context.submit", "context.return", "context.discard"]),
      ),
    )
    .orderBy(desc(activity.seq))
    .limit(1);
  if (entry?.verb !== "context.return") return null;
  return { by: entry.by, words: scopeHistoryWords(entry.verb, entry.body) };
}

/** Everything that the page about the context shows. */
export async function getContext(scope: Scope<"context:read">): Promise<ContextPage> {
  return inWorkspace(scope, async (tx) => {
    const context = await readContext(tx);
    const rows = await selectVersions(tx).orderBy(desc(scopeStatements.number)).limit(VERSION_LIMIT);
    const full = rows.filter(({ row }) => row.state !== "superseded").map(versionOf);
    const working = full.find(({ state }) => state === "draft" || state === "in_review");
    return {
      context,
      working: working ?? null,
      approved: full.find(({ state }) => state === "approved") ?? null,
      versions: rows.map(summaryOf),
      selfAcceptance: (await readProgramme(tx)).selfAcceptance,
      sentBack: await readSentBack(tx, working),
    };
  });
}

async function readHistory(tx: Tx, number: number): Promise<readonly ScopeHistoryEntry[]> {
  const refs = [scopeSubject(number)];
  const rows = await entriesAbout(tx, { kinds: ["context"], refs, most: HISTORY_SHOWN });
  return rows.map(({ seq, at, actor, verb, body }) => ({
    ...{ seq, at, actor },
    words: scopeHistoryWords(verb, body),
  }));
}

/**
 * One version of the scope statement, another one to compare with, and what happened to it.
 * @throws AppError NOT_FOUND (either number)
 */
export async function getScopeVersion(
  scope: Scope<"context:read">,
  number: number,
  other: number | null,
): Promise<ScopeVersionPage> {
  return inWorkspace(scope, async (tx) => {
    const rows = await selectVersions(tx).orderBy(desc(scopeStatements.number)).limit(VERSION_LIMIT);
    const shown = rows.find(({ row }) => row.number === number);
    const against = other === null ? null : rows.find(({ row }) => row.number === other);
    if (shown === undefined || against === undefined) throw notFound("The version");
    return {
      shown: versionOf(shown),
      other: against === null ? null : versionOf(against),
      versions: rows.map(summaryOf),
      context: await readContext(tx),
      history: await readHistory(tx, number),
      selfAcceptance: (await readProgramme(tx)).selfAcceptance,
    };
  });
}

/** The versions that are not superseded, for `readTogether`; `scopeFactsOf` reads what it finds. */
export function scopeFactRows(tx: Tx) {
  const approvedOn = sql<string | null>`to_char(${scopeStatements.approvedAt} at time zone
    (select w.time_zone from ${workspaces} w where w.id = ${scopeStatements.workspaceId}), 'YYYY-MM-DD')`;
  return tx
    .select({
      number: scopeStatements.number,
      state: scopeStatements.state,
      statement: scopeStatements.statement,
      remoteStaff: scopeStatements.remoteStaff,
      outsourcedDevelopment: scopeStatements.outsourcedDevelopment,
      approvedOn,
    })
    .from(scopeStatements)
    .where(ne(scopeStatements.state, "superseded"));
}

/**
 * What the Statement of Applicability needs to know of the scope: of the version in force, else of the one that is worked
 * on; null where nobody has said.
 */
export function scopeFactsOf(rows: RowsOf<ReturnType<typeof scopeFactRows>>): ScopeFacts {
  const approved = rows.find(({ state }) => state === "approved");
  const known = approved ?? rows[0];
  return {
    remoteStaff: known?.remoteStaff ?? null,
    outsourcedDevelopment: known?.outsourcedDevelopment ?? null,
    scope:
      approved === undefined
        ? null
        : {
            number: approved.number,
            statement: approved.statement,
            approvedOn: approved.approvedOn ?? "",
          },
  };
}
