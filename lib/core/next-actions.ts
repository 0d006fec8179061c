// What to do next: five actions, ranked by what blocks the audit, what is overdue, and how many requirements each unlocks.

import { daysBetween, formatDate, type IsoDate } from "@/lib/core/dates";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { NET_NEW } from "@/lib/core/frameworks/net-new";
import { paths, withQuery } from "@/lib/core/paths";
import {
  type FilterContext,
  isInScope,
  matches,
  type RequirementFacts,
} from "@/lib/core/requirement-filters";
import type { NcGrade } from "@/lib/core/statuses";

export type ActionTarget =
  | { readonly page: "import" | "proposals" | "soa" | "review" }
  | { readonly page: "requirement" | "attach"; readonly ref: string }
  | { readonly page: "evidence" | "nonconformity" | "supplier"; readonly id: string };

export type NextAction = {
  readonly kind:
    | "import"
    | "close-major"
    | "close-minor"
    | "renew"
    | "mend"
    | "rely"
    | "record"
    | "review"
    | "propose"
    | "decide"
    | "attach";
  /** A sentence without full stop: what to do. */
  readonly title: string;
  /** Why it is next. */
  readonly reason: string;
  /** The word on the button. */
  readonly verb: string;
  readonly target: ActionTarget;
  /** Requirements in scope that it can move. */
  readonly unlocks: number;
};

export type NextActionInput = {
  readonly rows: readonly RequirementFacts[];
  readonly context: FilterContext;
  readonly stage1On: IsoDate | null;
  /** Items that are neither withdrawn nor superseded. */
  readonly evidenceTotal: number;
  /** Expired and returned items with the references that use them. */
  readonly troubled: readonly {
    readonly id: string;
    readonly title: string;
    readonly trouble: "expired" | "returned";
    readonly since: IsoDate | null;
    readonly refs: readonly string[];
  }[];
  readonly nonconformities: readonly {
    readonly id: string;
    readonly number: string;
    readonly grade: NcGrade;
    readonly dueOn: IsoDate | null;
    readonly overdueActions: number;
    readonly refs: readonly string[];
  }[];
  /** Suppliers whose reliance has ended, since when, and the inherited controls that nothing else stands behind. */
  readonly ended: readonly {
    readonly id: string;
    readonly name: string;
    readonly since: IsoDate;
    readonly refs: readonly string[];
  }[];
  /** Items that wait for a reviewer, and the references they could evidence. */
  readonly waiting: { readonly items: number; readonly refs: readonly string[] };
  /** Proposed links nobody has confirmed or declined, and the references they would reach. */
  readonly proposals: { readonly items: number; readonly refs: readonly string[] };
};

type Ranked = NextAction & { readonly tier: 0 | 1 | 2 };

const KINDS: readonly NextAction["kind"][] = [
  ...(["import", "close-major", "renew", "rely", "mend", "record", "close-minor"] as const),
  ...(["review", "propose", "decide", "attach"] as const),
];

/** At most `limit` actions, the most urgent first, equals in the order of the rows; fewer when there is less to do. */
export function nextActions(input: NextActionInput, limit = 5): readonly NextAction[] {
  const all = [
    ...importAction(input),
    ...nonconformityActions(input),
    ...troubledActions(input),
    ...endedActions(input),
    ...overdueActions(input),
    ...queueActions(input),
    ...attachActions(input),
  ];
  return all
    .toSorted(byUrgency)
    .slice(0, limit)
    .map(({ tier: _, ...action }) => action);
}

function byUrgency(a: Ranked, b: Ranked): number {
  return a.tier - b.tier || b.unlocks - a.unlocks || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
}

function list(refs: readonly string[]): string {
  const sorted = [...refs].sort(compareRefs);
  const shown = sorted.slice(0, 3).join(", ");
  return sorted.length > 3 ? `${shown} and ${sorted.length - 3} more` : shown;
}

function many(count: number, one: string, other: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${other}`;
}

function importAction({ evidenceTotal, rows, context }: NextActionInput): readonly Ranked[] {
  if (evidenceTotal > 0) return [];
  const unlocks = rows.filter((row) => matches(row, { show: "mapped" }, context)).length;
  return [
    {
      tier: 0,
      kind: "import",
      title: "Import your SOC 2 evidence register",
      reason: "Every number starts from the evidence you already have.",
      verb: "Import",
      target: { page: "import" },
      unlocks,
    },
  ];
}

function nonconformityActions({ nonconformities, context, stage1On }: NextActionInput): readonly Ranked[] {
  return nonconformities
    .filter((nc) => nc.grade === "major" || (nc.grade === "minor" && isLate(nc, context.today)))
    .map((nc) => {
      const major = nc.grade === "major";
      const blocks = major ? `Major. Blocks ${stageName(stage1On, context.today)}` : "Minor, past its date";
      const holds = nc.refs.length === 0 ? "" : `. Concerns ${list(nc.refs)}`;
      return {
        tier: major ? 0 : 1,
        kind: major ? "close-major" : "close-minor",
        title:
          nc.overdueActions === 0
            ? `Take the next step on ${nc.number}`
            : `Close ${many(nc.overdueActions, "overdue action", "overdue actions")} on ${nc.number}`,
        reason: `${blocks}${holds}.`,
        verb: "Open",
        target: { page: "nonconformity", id: nc.id },
        unlocks: nc.refs.length,
      };
    });
}

function isLate(nc: NextActionInput["nonconformities"][number], today: IsoDate): boolean {
  return nc.overdueActions > 0 || (nc.dueOn !== null && nc.dueOn < today);
}

function stageName(stage1On: IsoDate | null, today: IsoDate): string {
  if (stage1On === null || stage1On < today) return "certification";
  return `Stage 1 in ${many(daysBetween(today, stage1On), "day", "days")}`;
}

function troubledActions({ troubled, rows, context }: NextActionInput): readonly Ranked[] {
  const inScope = new Set(rows.filter((row) => isInScope(row, context)).map((row) => row.ref));
  return troubled.map((item) => {
    const refs = item.refs.filter((ref) => inScope.has(ref));
    const since = item.since === null ? "" : ` ${formatDate(item.since)}`;
    const used = refs.length === 0 ? "" : ` Used by ${list(refs)}.`;
    const expired = item.trouble === "expired";
    return {
      tier: 1,
      kind: expired ? "renew" : "mend",
      title: `${expired ? "Renew" : "Correct"} ${item.title}`,
      reason: `${expired ? "Expired" : "Returned"}${since}.${used}`,
      verb: expired ? "Renew" : "Open",
      target: { page: "evidence", id: item.id },
      unlocks: refs.length,
    };
  });
}

function endedActions({ ended }: NextActionInput): readonly Ranked[] {
  return ended.map(({ id, name, since, refs }) => ({
    tier: 1,
    kind: "rely",
    title: `Renew the reliance on ${name}`,
    reason: `Ended ${formatDate(since)}. ${list(refs)} ${refs.length === 1 ? "is" : "are"} inherited through it.`,
    verb: "Renew",
    target: { page: "supplier", id },
    unlocks: refs.length,
  }));
}

function overdueActions({ rows, context }: NextActionInput): readonly Ranked[] {
  return rows
    .filter((row) => matches(row, { show: "overdue" }, context))
    .map((row) => ({
      tier: 1,
      kind: "record",
      title: `Get ${row.ref} ready`,
      reason: `${row.title}. Was due ${formatDate(row.dueOn ?? context.today)}.`,
      verb: "Open",
      target: { page: "requirement", ref: row.ref },
      unlocks: 1,
    }));
}

function queueActions({ waiting, proposals, rows, context }: NextActionInput): readonly Ranked[] {
  const open = new Set(
    rows.filter((row) => matches(row, { show: "not-evidenced" }, context)).map((row) => row.ref),
  );
  const undecided = rows.filter((row) => row.kind === "control" && row.applicability === "undecided").length;
  const found: Ranked[] = [];
  if (waiting.items > 0) {
    found.push({
      tier: 2,
      kind: "review",
      title: `Review ${many(waiting.items, "submitted piece of evidence", "submitted pieces of evidence")}`,
      reason: "Evidence counts once somebody other than its submitter has accepted it.",
      verb: "Review",
      target: { page: "review" },
      unlocks: waiting.refs.filter((ref) => open.has(ref)).length,
    });
  }
  if (proposals.items > 0) {
    found.push({
      tier: 2,
      kind: "propose",
      title: `Confirm the links proposed for ${many(proposals.items, "piece of evidence", "pieces of evidence")}`,
      reason: "Linked to criteria only. Full pairs are ticked, Partial pairs say what to add.",
      verb: "Confirm",
      target: { page: "proposals" },
      unlocks: proposals.refs.filter((ref) => open.has(ref)).length,
    });
  }
  if (undecided > 0) {
    found.push({
      tier: 2,
      kind: "decide",
      title: `Decide ${many(undecided, "row", "rows")} of the Statement of Applicability`,
      reason: "Every control needs a decision with a reason before Stage 1.",
      verb: "Decide",
      target: { page: "soa" },
      unlocks: undecided,
    });
  }
  return found;
}

function attachActions({ rows, context, evidenceTotal }: NextActionInput): readonly Ranked[] {
  if (evidenceTotal === 0) return [];
  return rows
    .filter((row) => row.kind !== "criterion" && matches(row, { show: "no-evidence" }, context))
    .map((row) => ({
      tier: 2,
      kind: "attach",
      title: `Attach evidence to ${row.ref}`,
      reason: `${row.title}. ${suggestion(row.ref)}`,
      verb: "Attach",
      target: { page: "attach", ref: row.ref },
      unlocks: 1,
    }));
}

function suggestion(ref: string): string {
  const artefact = NET_NEW.find((item) => item.ref === ref)?.artefact;
  return artefact === undefined ? "No evidence." : `No evidence. To be made: ${artefact}.`;
}

/** The address that the action's button opens. */
export function actionHref(slug: string, target: ActionTarget): string {
  switch (target.page) {
    case "import":
      return paths.evidenceImport(slug);
    case "proposals":
      return paths.evidenceProposals(slug);
    case "soa":
      return withQuery(paths.soa(slug), { show: "undecided" });
    case "review":
      return withQuery(paths.evidence(slug), { state: "submitted" });
    case "requirement":
      return paths.requirement(slug, target.ref);
    case "attach":
      return withQuery(paths.requirement(slug, target.ref), { do: "attach" });
    case "evidence":
      return paths.evidenceItem(slug, target.id);
    case "supplier":
      return paths.supplier(slug, target.id);
    case "nonconformity":
      return paths.nonconformity(slug, target.id);
  }
}
