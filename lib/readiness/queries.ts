import "server-only";
import { inWorkspace, type Tx } from "@/db/tenant";
import { holds, type Scope } from "@/lib/core/access";
import { pairsOf } from "@/lib/core/crosswalk";
import { dateIn, type IsoDate } from "@/lib/core/dates";
import type { Home, OpenNonconformity } from "@/lib/core/home-dto";
import { nextActions } from "@/lib/core/next-actions";
import { ageing } from "@/lib/core/nonconformity";
import { setupSteps } from "@/lib/core/onboarding";
import { type Readiness, readiness } from "@/lib/core/readiness";
import { type FilterContext, filterContext, type RequirementFacts } from "@/lib/core/requirement-filters";
import { readCrosswalk } from "@/lib/crosswalk/queries";
import { now } from "@/lib/platform/clock";
import {
  readEvidenceNumbers,
  readProposalNumbers,
  readTroubled,
  readWaiting,
} from "@/lib/readiness/queries/evidence";
import { readOpenNonconformities, readPeople, readTrend } from "@/lib/readiness/queries/records";
import { readRequirementFacts } from "@/lib/requirements/queries";

export type HomeScope = Scope<"workspace:read" | "requirement:read" | "evidence:read" | "nonconformity:read">;

function excludedOf(rows: readonly RequirementFacts[]): ReadonlySet<string> {
  return new Set(rows.filter((row) => row.applicability === "excluded").map((row) => row.ref));
}

function openOf(records: readonly OpenNonconformity[]) {
  const of = (grade: OpenNonconformity["grade"]) => records.filter((one) => one.grade === grade).length;
  return { majors: of("major"), minors: of("minor") };
}

async function readBase(tx: Tx, today: IsoDate, timeZone: string) {
  const [rows, { programme, crosswalk }, records] = await Promise.all([
    readRequirementFacts(tx, today),
    readCrosswalk(tx),
    readOpenNonconformities(tx, today, timeZone),
  ]);
  const context = filterContext(crosswalk, today);
  return {
    ...{ rows, programme, crosswalk, records, context },
    readiness: readiness(rows, context, openOf(records)),
  };
}

/** Every number of the day from the rows of the transaction's workspace: what the dashboard prints and the snapshot keeps. */
export async function readReadiness(tx: Tx, today: IsoDate, timeZone: string): Promise<Readiness> {
  return (await readBase(tx, today, timeZone)).readiness;
}

type Work = {
  readonly base: Awaited<ReturnType<typeof readBase>>;
  readonly evidence: Home["evidence"];
  readonly troubled: Awaited<ReturnType<typeof readTroubled>>;
  readonly waiting: Awaited<ReturnType<typeof readWaiting>>;
  readonly proposals: Awaited<ReturnType<typeof readProposalNumbers>>;
};

function actionsOf(scope: HomeScope, { base, evidence, troubled, waiting, proposals }: Work) {
  const { rows, context, programme, records } = base;
  const found = nextActions({
    ...{ rows, context, troubled, waiting, proposals },
    stage1On: programme.stage1On,
    evidenceTotal: evidence.live,
    nonconformities: records,
  });
  return found.filter((action) => action.kind !== "import" || holds(scope, "import:run"));
}

function setupOf(
  { base, evidence, waiting, proposals }: Work,
  people: Awaited<ReturnType<typeof readPeople>>,
) {
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

/** Everything the home page shows, on the workspace's own day: one transaction, two rounds of statements sent together. */
export async function getHome(scope: HomeScope): Promise<Home> {
  const today = dateIn(scope.timeZone, now());
  return inWorkspace(scope, async (tx) => {
    const [base, evidence, troubled, waiting, trend, people] = await Promise.all([
      readBase(tx, today, scope.timeZone),
      readEvidenceNumbers(tx, today),
      readTroubled(tx, today, scope.timeZone),
      readWaiting(tx),
      readTrend(tx, today),
      readPeople(tx),
    ]);
    const proposals = await readProposalNumbers(tx, pairsOf(base.crosswalk), excludedOf(base.rows));
    const work = { base, evidence, troubled, waiting, proposals };
    return {
      workspace: { name: people.name, slug: scope.workspaceSlug },
      today,
      programme: base.programme,
      criteria: criteriaCount(base.context),
      manages: holds(scope, "workspace:write"),
      readiness: base.readiness,
      evidence,
      ageing: ageing(base.records, today),
      oldest: base.records.find((one) => one.grade === "major" || one.grade === "minor") ?? null,
      trend,
      actions: actionsOf(scope, work),
      overdue: base.readiness.numbers.overdue,
      setup: setupOf(work, people),
    };
  });
}
