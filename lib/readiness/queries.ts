import "server-only";
import { type RowsOf, readTogether } from "@/db/bulk";
import { inWorkspaceByOnePlan, type Tx } from "@/db/tenant";
import { holds, type Scope } from "@/lib/core/access";
import { pairsOf } from "@/lib/core/crosswalk";
import { dateIn, type IsoDate } from "@/lib/core/dates";
import type { Home, OpenNonconformity } from "@/lib/core/home-dto";
import { type NextActionInput, nextActions } from "@/lib/core/next-actions";
import { ageing } from "@/lib/core/nonconformity";
import { setupSteps } from "@/lib/core/onboarding";
import { type Readiness, readiness } from "@/lib/core/readiness";
import { type FilterContext, filterContext, type RequirementFacts } from "@/lib/core/requirement-filters";
import { crosswalkOf, crosswalkRows } from "@/lib/crosswalk/queries";
import { now } from "@/lib/platform/clock";
import {
  evidenceNumbersOf,
  expiringByMonth,
  itemNumbers,
  readProposalNumbers,
  troubledItems,
  troubledOf,
  waitingItems,
} from "@/lib/readiness/queries/evidence";
import {
  endedOf,
  endedReliance,
  openNonconformities,
  openRecordsOf,
  peopleNumbers,
  trendDays,
} from "@/lib/readiness/queries/records";
import { requirementFacts, requirementRows } from "@/lib/requirements/queries";

export type HomeScope = Scope<"workspace:read" | "requirement:read" | "evidence:read" | "nonconformity:read">;

function excludedOf(rows: readonly RequirementFacts[]): ReadonlySet<string> {
  return new Set(rows.filter((row) => row.applicability === "excluded").map((row) => row.ref));
}

function openOf(records: readonly OpenNonconformity[]) {
  const of = (grade: OpenNonconformity["grade"]) => records.filter((one) => one.grade === grade).length;
  return { majors: of("major"), minors: of("minor") };
}

/** What the numbers of the day are counted from. */
function baseLists(tx: Tx, today: IsoDate) {
  return {
    facts: requirementFacts(tx, today),
    crosswalk: crosswalkRows(tx),
    records: openNonconformities(tx, today),
  };
}

type BaseFound = {
  readonly facts: RowsOf<ReturnType<typeof requirementFacts>>;
  readonly crosswalk: RowsOf<ReturnType<typeof crosswalkRows>>;
  readonly records: RowsOf<ReturnType<typeof openNonconformities>>;
};

function baseOf(found: BaseFound, today: IsoDate, timeZone: string) {
  const rows = requirementRows(found.facts);
  const { workspace, programme, crosswalk } = crosswalkOf(found.crosswalk);
  const records = openRecordsOf(found.records, timeZone);
  const context = filterContext(crosswalk, today);
  return {
    ...{ rows, workspace, programme, crosswalk, records, context },
    readiness: readiness(rows, context, openOf(records)),
  };
}

/** Every number of the day from the rows of the transaction's workspace: what the dashboard prints and the snapshot keeps. */
export async function readReadiness(tx: Tx, today: IsoDate, timeZone: string): Promise<Readiness> {
  return baseOf(await readTogether(tx, baseLists(tx, today)), today, timeZone).readiness;
}

type People = { readonly members: number; readonly invitations: number };

type Work = {
  readonly base: ReturnType<typeof baseOf>;
  readonly evidence: Home["evidence"];
  readonly troubled: NextActionInput["troubled"];
  readonly ended: NextActionInput["ended"];
  readonly waiting: NextActionInput["waiting"];
  readonly proposals: NextActionInput["proposals"];
};

function actionsOf(scope: HomeScope, { base, evidence, troubled, ended, waiting, proposals }: Work) {
  const { rows, context, programme, records } = base;
  const found = nextActions({
    ...{ rows, context, troubled, ended, waiting, proposals },
    stage1On: programme.stage1On,
    evidenceTotal: evidence.live,
    nonconformities: records,
  });
  return found.filter((action) => action.kind !== "import" || holds(scope, "import:run"));
}

function setupOf({ base, evidence, waiting, proposals }: Work, people: People) {
  const { undecided, unassigned } = base.readiness.numbers;
  return setupSteps({
    scopeSet: base.programme.onboardedAt !== null,
    evidence: evidence.live,
    accepted: evidence.accepted,
    waiting: waiting.items,
    proposals: proposals.items,
    controls: unassigned.of,
    undecided: undecided.count,
    unassigned: unassigned.count,
    members: people.members,
    invitations: people.invitations,
  });
}

function criteriaCount(context: FilterContext): number {
  return context.criteria.size;
}

/** Everything the home page shows, on the workspace's own day: one transaction, two statements. */
export async function getHome(scope: HomeScope): Promise<Home> {
  const { timeZone } = scope;
  const today = dateIn(timeZone, now());
  return inWorkspaceByOnePlan(scope, async (tx) => {
    const found = await readTogether(tx, {
      ...baseLists(tx, today),
      numbers: itemNumbers(tx, today),
      expiring: expiringByMonth(tx, today),
      troubled: troubledItems(tx, today),
      ended: endedReliance(tx, today),
      waiting: waitingItems(tx),
      trend: trendDays(tx, today),
      people: peopleNumbers(tx),
    });
    const base = baseOf(found, today, timeZone);
    const work: Work = {
      base,
      evidence: evidenceNumbersOf(found.numbers, found.expiring, today),
      troubled: troubledOf(found.troubled, timeZone),
      ended: endedOf(found.ended),
      waiting: found.waiting[0] ?? { items: 0, refs: [] },
      proposals: await readProposalNumbers(tx, pairsOf(base.crosswalk), excludedOf(base.rows)),
    };
    return {
      workspace: { name: base.workspace.name, slug: scope.workspaceSlug },
      today,
      programme: base.programme,
      criteria: criteriaCount(base.context),
      manages: holds(scope, "workspace:write"),
      readiness: base.readiness,
      evidence: work.evidence,
      ageing: ageing(base.records, today),
      oldest: base.records.find((one) => one.grade === "major" || one.grade === "minor") ?? null,
      trend: found.trend,
      actions: actionsOf(scope, work),
      overdue: base.readiness.numbers.overdue,
      setup: setupOf(work, found.people[0] ?? { members: 0, invitations: 0 }),
    };
  });
}
