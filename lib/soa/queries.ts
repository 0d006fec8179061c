import "server-only";
import { type RowsOf, readTogether } from "@/db/bulk";
import { inWorkspace, type Tx } from "@/db/tenant";
import { scopeFactRows, scopeFactsOf } from "@/lib/context/queries";
import { actorId, type Scope } from "@/lib/core/access";
import { type CrosswalkInput, pairsOf } from "@/lib/core/crosswalk";
import { formatInstant, type IsoDate } from "@/lib/core/dates";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import type { Programme } from "@/lib/core/programme";
import type { ListViews } from "@/lib/core/saved-views";
import { checkSoa } from "@/lib/core/soa-checks";
import { changedDecisions, compareSoa } from "@/lib/core/soa-compare";
import {
  documentTotals,
  SOA_CLASSIFICATION,
  SOA_STANDARD,
  type SoaDocument,
  type SoaScopeFacts,
} from "@/lib/core/soa-document";
import type { SoaDraft, SoaReliance, SoaRowDto, SoaStanding } from "@/lib/core/soa-dto";
import type { SoaContext } from "@/lib/core/soa-findings";
import { suggestionsFor } from "@/lib/core/soa-suggestions";
import { nextVersion, versionLabel } from "@/lib/core/soa-version";
import { crosswalkOf, crosswalkRows } from "@/lib/crosswalk/queries";
import { frozenDocument } from "@/lib/soa/queries/frozen";
import {
  type Ground,
  openSuggestions,
  readGround,
  relianceByRef,
  treatedRisks,
} from "@/lib/soa/queries/ground";
import { readCurrentEvidence, type StoredRow, storedRows, toDto } from "@/lib/soa/queries/rows";
import { relianceOf, relianceRows } from "@/lib/suppliers/queries";
import { keptViews, listViewsOf } from "@/lib/views/queries";
import { type Member, presentMembers } from "@/lib/workspaces/queries";

function criteriaByRef(input: CrosswalkInput): ReadonlyMap<string, readonly string[]> {
  const byRef = new Map<string, string[]>();
  for (const { ref, criterion } of pairsOf(input)) byRef.set(ref, [...(byRef.get(ref) ?? []), criterion]);
  for (const list of byRef.values()) list.sort(compareRefs);
  return byRef;
}

function lastSaved(rows: readonly StoredRow[]): Date | null {
  const edited = rows.map((row) => (row.updatedBy === null ? 0 : Date.parse(row.updatedAt)));
  const newest = Math.max(0, ...edited);
  return newest === 0 ? null : new Date(newest);
}

const byId = <T extends { readonly id: string }>(list: readonly T[]) =>
  new Map(list.map((one) => [one.id, one]));

type Facts = {
  readonly organisation: string;
  readonly programme: Programme;
  readonly dataset: string;
  readonly criteria: ReadonlyMap<string, readonly string[]>;
  readonly scope: ReturnType<typeof scopeFactsOf>;
  readonly reliance: ReadonlyMap<string, SoaReliance>;
  readonly ground: Ground;
  readonly today: IsoDate;
  readonly timeZone: string;
};

/** What the facts are read from in one statement. */
function factLists(tx: Tx) {
  return { crosswalk: crosswalkRows(tx), scope: scopeFactRows(tx), reliance: relianceRows(tx) };
}
type Lists = ReturnType<typeof factLists>;
type FactsFound = { readonly [K in keyof Lists]: RowsOf<Lists[K]> };

type Day = { readonly today: IsoDate; readonly timeZone: string };

/** One more statement: which pairs are Full is known only when the crosswalk was read. */
async function factsOf(tx: Tx, found: FactsFound, day: Day): Promise<Facts> {
  const { workspace, programme, crosswalk, edition } = crosswalkOf(found.crosswalk);
  return {
    organisation: workspace.name,
    programme,
    dataset: edition.version,
    criteria: criteriaByRef(crosswalk),
    scope: scopeFactsOf(found.scope),
    reliance: relianceByRef(relianceOf(found.reliance), day.today),
    ground: await readGround(tx, crosswalk, day),
    ...day,
  };
}

async function readStored(tx: Tx, { today, timeZone }: Day) {
  const found = await readTogether(tx, { ...factLists(tx), rows: storedRows(tx, today, timeZone) });
  return { stored: found.rows, facts: await factsOf(tx, found, { today, timeZone }) };
}

function contextOf(facts: Facts, suggested: ReadonlySet<string>): SoaContext {
  const { programme, scope, ground, reliance } = facts;
  const refsOf = (valid: boolean) =>
    new Set([...reliance].filter(([, one]) => one.valid === valid).map(([ref]) => ref));
  return {
    today: facts.today,
    hosting: programme.hosting,
    categories: programme.categories,
    remoteStaff: scope.remoteStaff,
    outsourcedDevelopment: scope.outsourcedDevelopment,
    relied: refsOf(true),
    lapsed: refsOf(false),
    suggested,
    ground: {
      scopeApproved: scope.scope !== null,
      methodApproved: ground.method,
      climateDetermined: ground.climate,
      hasRisks: ground.hasRisks,
      settled: new Set(
        ground.risks.filter((risk) => risk.state === "residual_accepted").flatMap((risk) => risk.refs),
      ),
      versionApproved: ground.versions.some(({ state }) => state === "approved"),
      evidencedClauses: new Set(ground.clauses),
      symptoms: ground.symptoms,
    },
  };
}

/** The document in force; null while there is none or its text is damaged. */
function inForceDocument({ approved, approvedSha256 }: Ground): SoaDocument | null {
  if (approved === null) return null;
  return frozenDocument(approved, { state: "approved", sha256: approvedSha256 ?? "", approval: null });
}

function standingOf(ground: Ground, rows: readonly SoaRowDto[]): SoaStanding {
  const { versions } = ground;
  const inForce = versions.find(({ state }) => state === "approved");
  const inReview = versions.find(({ state }) => state === "in_review");
  const done = versions.filter(({ state }) => state !== "in_review");
  const frozen = inForceDocument(ground);
  return {
    approved:
      inForce === undefined
        ? null
        : {
            ...{ id: inForce.id, label: versionLabel(inForce), on: inForce.approvedOn ?? "" },
            damaged: frozen === null,
          },
    inReview:
      inReview === undefined
        ? null
        : {
            id: inReview.id,
            label: versionLabel(inReview),
            submittedBy: inReview.submittedBy,
            submittedOn: inReview.submittedOn,
          },
    next: { minor: versionLabel(nextVersion(done, false)), major: versionLabel(nextVersion(done, true)) },
    changes: frozen === null ? [] : changedDecisions(frozen.rows, rows),
  };
}

function draftOf(stored: readonly StoredRow[], facts: Facts): SoaDraft {
  const { programme, ground, timeZone } = facts;
  const inOrder = [...stored].sort((a, b) => compareRefs(a.ref, b.ref));
  const live = inOrder.filter(({ archivedAt }) => archivedAt === null);
  const approvedOn = ground.versions.find(({ state }) => state === "approved")?.approvedOn ?? null;
  const rows = live.map((each) =>
    toDto(each, {
      ...{ criteria: facts.criteria, reliance: facts.reliance, approvedOn, timeZone },
      risks: byId(ground.risks.map(({ id, number, title }) => ({ id, number, title }))),
      obligations: byId(ground.obligations),
    }),
  );
  const full = new Map(
    ground.full.map(({ ref, via, items }) => [ref, { via: via.toSorted(compareRefs), items }]),
  );
  const suggestions = openSuggestions(
    suggestionsFor(rows, { full, risks: treatedRisks(ground.risks) }),
    ground.dismissed,
  );
  const saved = lastSaved(inOrder);
  return {
    organisation: facts.organisation,
    today: facts.today,
    hosting: programme.hosting,
    categories: programme.categories,
    rows,
    checks: checkSoa(rows, contextOf(facts, new Set(suggestions.map(({ ref }) => ref)))),
    suggestions,
    standing: standingOf(ground, rows),
    archived: inOrder
      .filter(({ archivedAt }) => archivedAt !== null)
      .map(({ ref, title, requirementVersion }) => ({ ref, title: title ?? ref, requirementVersion })),
    savedAt: saved === null ? null : formatInstant(saved, timeZone),
  };
}

/** The draft as of `today` inside the caller's transaction; two statements. */
export async function readDraft(tx: Tx, timeZone: string, today: IsoDate): Promise<SoaDraft> {
  const { stored, facts } = await readStored(tx, { today, timeZone });
  return draftOf(stored, facts);
}

/** What the checks ask for besides the rows, as of `today`: for content that was frozen earlier. */
export async function readSoaContext(tx: Tx, timeZone: string, today: IsoDate): Promise<SoaContext> {
  const found = await readTogether(tx, factLists(tx));
  return contextOf(await factsOf(tx, found, { today, timeZone }), new Set());
}

export type SoaPage = {
  readonly draft: SoaDraft;
  /** For pickers, by name. */
  readonly members: readonly Member[];
  /** What the acting person keeps of the list. */
  readonly views: ListViews;
};

/** The draft with its checks as of `today` and what the page shows beside it: one transaction, two statements. */
export async function getSoa(scope: Scope<"soa:read">, today: IsoDate): Promise<SoaPage> {
  const { timeZone } = scope;
  return inWorkspace(scope, async (tx) => {
    const found = await readTogether(tx, {
      ...factLists(tx),
      rows: storedRows(tx, today, timeZone),
      members: presentMembers(tx),
      views: keptViews(tx, actorId(scope), "soa"),
    });
    const facts = await factsOf(tx, found, { today, timeZone });
    return {
      draft: draftOf(found.rows, facts),
      members: found.members,
      views: listViewsOf(found.views),
    };
  });
}

function draftHeader(draft: SoaDraft, dataset: string, scope: SoaScopeFacts | null): SoaDocument["header"] {
  return {
    organisation: draft.organisation,
    standard: SOA_STANDARD,
    classification: SOA_CLASSIFICATION,
    scope,
    categories: draft.categories,
    dataset,
    label: null,
    date: draft.today,
    preparedBy: null,
    changeReason: "",
    totals: documentTotals(draft.rows),
    status: "draft",
    approval: null,
    sha256: null,
  };
}

/** Stands in the history of a version whose frozen text cannot be read any more. */
const NOT_COMPARED = "(Its frozen text is damaged: the next version was not compared with it.)";

/** Approved versions, newest first, and the cells that differ from the one in force. */
function logOf(ground: Ground, rows: SoaDocument["rows"]): Pick<SoaDocument, "changes" | "history"> {
  const before = inForceDocument(ground);
  const done = ground.versions.filter(({ state }) => state !== "in_review");
  const history = done
    .toSorted((a, b) => b.major - a.major || b.minor - a.minor)
    .map(({ state, approvedOn, approvedBy, submittedOn, changeReason, ...number }) => ({
      label: versionLabel(number),
      approvedOn: approvedOn ?? submittedOn,
      approvedBy,
      changeReason:
        state === "approved" && before === null ? `${changeReason} ${NOT_COMPARED}`.trim() : changeReason,
    }));
  return { changes: before === null ? [] : compareSoa(before.rows, rows), history };
}

/** The draft as a document inside the caller's transaction: organisation, scope, totals, the evidence of each row, and what changed since the version in force. */
export async function readDocument(tx: Tx, timeZone: string, today: IsoDate): Promise<SoaDocument> {
  const { stored, facts } = await readStored(tx, { today, timeZone });
  const draft = draftOf(stored, facts);
  const evidence = await readCurrentEvidence(tx, today);
  const rows = draft.rows.map(({ version: _row, requirementVersion: _requirement, ...row }) => ({
    ...row,
    evidence: evidence.get(row.ref) ?? [],
  }));
  return {
    header: draftHeader(draft, facts.dataset, facts.scope.scope),
    rows,
    checks: draft.checks,
    ...logOf(facts.ground, rows),
  };
}

/** The draft as a document. Nothing stays locked when it returns. */
export async function getSoaDocument(scope: Scope<"soa:read">, today: IsoDate): Promise<SoaDocument> {
  return inWorkspace(scope, (tx) => readDocument(tx, scope.timeZone, today));
}
