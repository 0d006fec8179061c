// Clauses 4.1 and 4.2: what the page about the context shows, where its forms stand, and what is still missing.

import type { IsoDate } from "@/lib/core/dates";
import { ISSUE_SIDES, type IssueSide } from "@/lib/core/isms-statuses";
import { paths, withQuery } from "@/lib/core/paths";

export const CONTEXT_LIMITS = {
  title: 200,
  text: 4_000,
  kind: 100,
  /** Issues, parties or needs in use; more than that nobody reviews. */
  rows: 200,
} as const;

export type ClimateDto = {
  readonly relevant: boolean;
  readonly reason: string;
  readonly decidedBy: string;
  readonly decidedOn: IsoDate;
  readonly version: number;
};

export type IssueDto = {
  readonly id: string;
  readonly side: IssueSide;
  readonly title: string;
  readonly effect: string;
  readonly reviewedOn: IsoDate | null;
  readonly archived: boolean;
  readonly version: number;
};

export type NeedDto = {
  readonly id: string;
  readonly partyId: string;
  readonly need: string;
  /** Null while nobody has decided whether the management system answers it. */
  readonly answered: boolean | null;
  readonly how: string;
  readonly climate: boolean;
  readonly archived: boolean;
  readonly version: number;
};

export type PartyDto = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly archived: boolean;
  readonly version: number;
  readonly needs: readonly NeedDto[];
};

export type ContextDto = {
  /** Null while nobody has determined it: a gap of 4.1. */
  readonly climate: ClimateDto | null;
  /** Archived ones among them; in the order in which they were added. */
  readonly issues: readonly IssueDto[];
  readonly parties: readonly PartyDto[];
};

/** Issues in use. */
export function liveIssues(context: Pick<ContextDto, "issues">, side?: IssueSide): readonly IssueDto[] {
  return context.issues.filter((issue) => !issue.archived && (side === undefined || issue.side === side));
}

/** Parties in use, each with its needs in use. */
export function liveParties(context: Pick<ContextDto, "parties">): readonly PartyDto[] {
  return context.parties
    .filter((party) => !party.archived)
    .map((party) => ({ ...party, needs: party.needs.filter((need) => !need.archived) }));
}

/** How a need is answered, in a word. */
export function answerWord(answered: boolean | null): string {
  if (answered === null) return "Not decided";
  return answered ? "Answered" : "Not answered";
}

export type ContextGap = {
  readonly key: "climate" | "internal" | "external" | "parties" | "needs" | "undecided" | "reasons";
  readonly view: "issues" | "parties";
  /** A whole sentence. */
  readonly sentence: string;
  /** An audit would find it: the scope is not approved before it is closed. */
  readonly blocking: boolean;
};

function counted(n: number, one: string, many: string): string {
  return n === 1 ? `1 ${one}` : `${n} ${many}`;
}

function partyGaps(parties: readonly PartyDto[]): readonly (ContextGap | null)[] {
  const needs = parties.flatMap((party) => party.needs);
  const undecided = needs.filter((need) => need.answered === null).length;
  const silent = needs.filter((need) => need.answered !== null && need.how === "").length;
  const without = parties.filter((party) => party.needs.length === 0).length;
  const gap = (key: ContextGap["key"], blocking: boolean, sentence: string): ContextGap => ({
    ...{ key, blocking, sentence },
    view: "parties",
  });
  return [
    needs.length === 0 ? gap("parties", true, "No need of an interested party is recorded.") : null,
    needs.length > 0 && without > 0
      ? gap(
          "needs",
          false,
          `${counted(without, "party has", "parties have")} no need: say what they ask for, or archive them.`,
        )
      : null,
    undecided > 0
      ? gap(
          "undecided",
          true,
          `${counted(undecided, "need is", "needs are")} not decided: say whether the management system answers ${undecided === 1 ? "it" : "them"}.`,
        )
      : null,
    silent > 0
      ? gap("reasons", false, `${counted(silent, "need does", "needs do")} not say how, or why not.`)
      : null,
  ];
}

/** What 4.1 and 4.2 still miss, in the order of the page. */
export function contextGaps(context: ContextDto): readonly ContextGap[] {
  const sides = ISSUE_SIDES.map((side): ContextGap | null =>
    liveIssues(context, side).length > 0
      ? null
      : { key: side, view: "issues", blocking: true, sentence: `No ${side} issue is recorded.` },
  );
  const climate: ContextGap | null =
    context.climate === null
      ? {
          key: "climate",
          view: "issues",
          blocking: true,
          sentence: "Nobody has determined whether climate change is a relevant issue.",
        }
      : null;
  const gaps = [climate, ...sides, ...partyGaps(liveParties(context))];
  return gaps.filter((gap) => gap !== null);
}

// ---- the page ----

export const CONTEXT_TABS = ["issues", "parties", "scope"] as const;
export type ContextTab = (typeof CONTEXT_TABS)[number];
export const CONTEXT_TAB_LABEL: Readonly<Record<ContextTab, string>> = {
  issues: "Issues",
  parties: "Interested parties",
  scope: "Scope statement",
};

/** Which form is open: of a record by its id, or a new one. */
export type ContextEdit =
  | { readonly form: "climate" | "party" | "scope"; readonly from: string | null }
  | { readonly form: "issue"; readonly side: IssueSide; readonly from: string | null }
  | { readonly form: "need"; readonly party: string }
  | { readonly form: "record"; readonly id: string };

export type ContextView = { readonly tab: ContextTab; readonly edit: ContextEdit | null };

type Query = Readonly<Record<string, string | undefined>>;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function readEdit(query: Query): ContextEdit | null {
  const { edit = "", from = "" } = query;
  const suggested = from === "" ? null : from.slice(0, 60);
  if (edit === "climate" || edit === "scope" || edit === "party") return { form: edit, from: suggested };
  const side = ISSUE_SIDES.find((one) => edit === `${one}-issue`);
  if (side !== undefined) return { form: "issue", side, from: suggested };
  if (edit.startsWith("need-") && UUID.test(edit.slice(5))) return { form: "need", party: edit.slice(5) };
  return UUID.test(edit) ? { form: "record", id: edit } : null;
}

/** The view that an address asks for; what it does not know is left out. */
export function readContextView(query: Query): ContextView {
  return { tab: CONTEXT_TABS.find((tab) => tab === query.view) ?? "issues", edit: readEdit(query) };
}

/** The page with one tab, and with one form open where `edit` names it: `internal-issue`, `need-<party>`, a record's id. */
export function contextHref(slug: string, tab: ContextTab, edit?: string, from?: string): string {
  return withQuery(paths.context(slug), { view: tab === "issues" ? null : tab, edit, from });
}
