import "server-only";
import { inWorkspace, type Tx } from "@/db/tenant";
import { readScopeFacts } from "@/lib/context/queries";
import type { Scope } from "@/lib/core/access";
import { type CrosswalkInput, pairsOf } from "@/lib/core/crosswalk";
import { formatInstant, type IsoDate } from "@/lib/core/dates";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import type { Programme } from "@/lib/core/programme";
import { checkSoa, type SoaContext } from "@/lib/core/soa-checks";
import { changedDecisions } from "@/lib/core/soa-compare";
import {
  documentTotals,
  SOA_CLASSIFICATION,
  SOA_STANDARD,
  type SoaDocument,
  type SoaScopeFacts,
} from "@/lib/core/soa-document";
import type { SoaDraft, SoaReliance, SoaRowDto, SoaStanding } from "@/lib/core/soa-dto";
import { suggestionsFor } from "@/lib/core/soa-suggestions";
import { nextVersion, versionLabel } from "@/lib/core/soa-version";
import { readCrosswalk } from "@/lib/crosswalk/queries";
import { frozenDocument } from "@/lib/soa/queries/frozen";
import {
  type Ground,
  openSuggestions,
  readGround,
  relianceByRef,
  treatedRisks,
} from "@/lib/soa/queries/ground";
import { readCurrentEvidence, type Selected, selectRows, toDto } from "@/lib/soa/queries/rows";
import { readReliance } from "@/lib/suppliers/queries";
import { type Member, readMembers } from "@/lib/workspaces/queries";

function criteriaByRef(input: CrosswalkInput): ReadonlyMap<string, readonly string[]> {
  const byRef = new Map<string, string[]>();
  for (const { ref, criterion } of pairsOf(input)) byRef.set(ref, [...(byRef.get(ref) ?? []), criterion]);
  for (const list of byRef.values()) list.sort(compareRefs);
  return byRef;
}

function lastSaved(selected: readonly Selected[]): Date | null {
  const edited = selected.map(({ row }) => (row.updatedBy === null ? 0 : row.updatedAt.getTime()));
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
  readonly scope: Awaited<ReturnType<typeof readScopeFacts>>;
  readonly reliance: ReadonlyMap<string, SoaReliance>;
  readonly ground: Ground;
  readonly today: IsoDate;
  readonly timeZone: string;
};

async function readFacts(tx: Tx, today: IsoDate, timeZone: string): Promise<Facts> {
  const { workspace, programme, crosswalk, edition } = await readCrosswalk(tx);
  return {
    organisation: workspace.name,
    programme,
    dataset: edition.version,
    criteria: criteriaByRef(crosswalk),
    scope: await readScopeFacts(tx),
    reliance: relianceByRef(await readReliance(tx), today),
    ground: await readGround(tx, crosswalk, { today, timeZone }),
    ...{ today, timeZone },
  };
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
    },
  };
}

function standingOf({ versions, approved, approvedSha256 }: Ground, rows: readonly SoaRowDto[]): SoaStanding {
  const inForce = versions.find(({ state }) => state === "approved");
  const inReview = versions.find(({ state }) => state === "in_review");
  const done = versions.filter(({ state }) => state !== "in_review");
  const frozen =
    approved === null
      ? null
      : frozenDocument(approved, { state: "approved", sha256: approvedSha256 ?? "", approval: null });
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

function draftOf(selected: readonly Selected[], facts: Facts): SoaDraft {
  const { programme, ground, timeZone } = facts;
  const inOrder = [...selected].sort((a, b) => compareRefs(a.row.ref, b.row.ref));
  const live = inOrder.filter(({ requirement }) => requirement.archivedAt === null);
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
      .filter(({ requirement }) => requirement.archivedAt !== null)
      .map(({ requirement }) => ({
        ref: requirement.ref,
        title: requirement.title ?? requirement.ref,
        requirementVersion: requirement.version,
      })),
    savedAt: saved === null ? null : formatInstant(saved, timeZone),
  };
}

/** The draft as of `today` inside the caller's transaction; five statements. */
export async function readDraft(tx: Tx, timeZone: string, today: IsoDate): Promise<SoaDraft> {
  const facts = await readFacts(tx, today, timeZone);
  return draftOf(await selectRows(tx, today, timeZone), facts);
}

/** What the checks ask for besides the rows, as of `today`: for content that was frozen earlier. */
export async function readSoaContext(tx: Tx, timeZone: string, today: IsoDate): Promise<SoaContext> {
  return contextOf(await readFacts(tx, today, timeZone), new Set());
}

/** The draft with its checks as of `today`, and the members for pickers by name; six statements. */
export async function getSoa(
  scope: Scope<"soa:read">,
  today: IsoDate,
): Promise<{ readonly draft: SoaDraft; readonly members: readonly Member[] }> {
  return inWorkspace(scope, async (tx) => ({
    draft: await readDraft(tx, scope.timeZone, today),
    members: await readMembers(tx),
  }));
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

/** The draft as a document inside the caller's transaction: organisation, scope, totals, and the evidence of each row. */
export async function readDocument(tx: Tx, timeZone: string, today: IsoDate): Promise<SoaDocument> {
  const facts = await readFacts(tx, today, timeZone);
  const draft = draftOf(await selectRows(tx, today, timeZone), facts);
  const evidence = await readCurrentEvidence(tx, today);
  return {
    header: draftHeader(draft, facts.dataset, facts.scope.scope),
    rows: draft.rows.map(({ version: _row, requirementVersion: _requirement, ...row }) => ({
      ...row,
      evidence: evidence.get(row.ref) ?? [],
    })),
    checks: draft.checks,
    changes: [],
    history: [],
  };
}

/** The draft as a document. Nothing stays locked when it returns. */
export async function getSoaDocument(scope: Scope<"soa:read">, today: IsoDate): Promise<SoaDocument> {
  return inWorkspace(scope, (tx) => readDocument(tx, scope.timeZone, today));
}
