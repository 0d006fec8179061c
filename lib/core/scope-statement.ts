// The scope of the management system (4.3): its parts, what stands against approving it, and what an approved version keeps.

import { z } from "zod";
import { type ContextDto, contextGaps, liveIssues, liveParties } from "@/lib/core/context";
import type { IsoDate } from "@/lib/core/dates";
import { isWritten } from "@/lib/core/decision";
import { ISSUE_SIDES } from "@/lib/core/isms-statuses";

export const SCOPE_TEXT_LIMIT = 8_000;
export const SCOPE_NOUN = "scope statement";

/** The written parts in the order of the page. */
export const SCOPE_TEXTS = [
  "statement",
  "units",
  "sites",
  "remoteWork",
  "technology",
  "interfaces",
  "exclusions",
  "soc2Boundary",
  "soc2Difference",
] as const;
export type ScopeText = (typeof SCOPE_TEXTS)[number];
export const SCOPE_LABEL: Readonly<Record<ScopeText, string>> = {
  statement: "Scope statement",
  units: "Organisational units",
  sites: "Sites",
  remoteWork: "Remote work",
  technology: "Technology",
  interfaces: "Interfaces and dependencies",
  exclusions: "Exclusions",
  soc2Boundary: "Boundary of the SOC 2 system",
  soc2Difference: "Difference to the SOC 2 system",
};

export type ScopeParts = Readonly<Record<ScopeText, string>> & {
  /** Whether people work from places that the organisation does not run; null while nobody has said. */
  readonly remoteStaff: boolean | null;
  /** Whether development is done by others; null while nobody has said. */
  readonly outsourcedDevelopment: boolean | null;
};

export const EMPTY_SCOPE: ScopeParts = {
  statement: "",
  units: "",
  sites: "",
  remoteWork: "",
  technology: "",
  interfaces: "",
  exclusions: "",
  soc2Boundary: "",
  soc2Difference: "",
  remoteStaff: null,
  outsourcedDevelopment: null,
};

export type Exclusion = { readonly what: string; readonly reason: string };

/** One exclusion for each line: what is out, a colon, the reason. A line without a colon has no reason. */
export function readExclusions(text: string): readonly Exclusion[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const at = line.indexOf(":");
      if (at === -1) return { what: line, reason: "" };
      return { what: line.slice(0, at).trim(), reason: line.slice(at + 1).trim() };
    });
}

export type ScopeCheck = {
  readonly part: ScopeText | "remoteStaff" | "outsourcedDevelopment" | "context";
  readonly severity: "blocking" | "warning";
  /** A whole sentence with what to do. */
  readonly sentence: string;
};

const NEEDED: readonly (readonly [ScopeText, string])[] = [
  [
    "statement",
    "Write the scope statement: what the management system covers, as the certificate will print it.",
  ],
  ["units", "Name the organisational units inside the scope."],
  ["sites", "Name the sites, or say that there is none."],
  ["technology", "Name the technology: products, platforms and networks inside the scope."],
  [
    "interfaces",
    "Describe the interfaces and dependencies between what you do yourselves and what others do.",
  ],
];

function blocking(part: ScopeCheck["part"], sentence: string): ScopeCheck {
  return { part, severity: "blocking", sentence };
}

function decisionChecks(parts: ScopeParts): readonly (ScopeCheck | null)[] {
  return [
    parts.remoteStaff === null
      ? blocking("remoteStaff", "Say whether people work from places that you do not run.")
      : null,
    parts.remoteStaff === true && !isWritten(parts.remoteWork)
      ? blocking("remoteWork", "Describe the remote work that is inside the scope.")
      : null,
    parts.outsourcedDevelopment === null
      ? blocking("outsourcedDevelopment", "Say whether others develop software for you.")
      : null,
  ];
}

function exclusionChecks(parts: ScopeParts): readonly (ScopeCheck | null)[] {
  return readExclusions(parts.exclusions).map(({ what, reason }) =>
    isWritten(reason) && isWritten(what)
      ? null
      : blocking("exclusions", `The exclusion "${what.slice(0, 80) || reason.slice(0, 80)}" has no reason.`),
  );
}

function soc2Checks(parts: ScopeParts): readonly (ScopeCheck | null)[] {
  if (!isWritten(parts.soc2Boundary)) {
    const sentence =
      "The boundary of the SOC 2 system is not written down: evidence of that system may not cover the whole scope.";
    return [{ part: "soc2Boundary", severity: "warning", sentence }];
  }
  if (isWritten(parts.soc2Difference)) return [];
  const sentence = "Say how the scope differs from the SOC 2 system, or that the two are the same.";
  return [{ part: "soc2Difference", severity: "warning", sentence }];
}

/** What an audit would find in the scope and the context it rests on: blocking ones first. */
export function scopeChecks(parts: ScopeParts, context: ContextDto): readonly ScopeCheck[] {
  const empty = NEEDED.map(([part, sentence]) => (isWritten(parts[part]) ? null : blocking(part, sentence)));
  const gaps = contextGaps(context).map(
    (gap): ScopeCheck => ({
      part: "context",
      severity: gap.blocking ? "blocking" : "warning",
      sentence: gap.sentence,
    }),
  );
  const all = [
    ...empty,
    ...decisionChecks(parts),
    ...exclusionChecks(parts),
    ...gaps,
    ...soc2Checks(parts),
  ].filter((check) => check !== null);
  return [
    ...all.filter(({ severity }) => severity === "blocking"),
    ...all.filter(({ severity }) => severity === "warning"),
  ];
}

/** The first sentences that stand against approval, as one; null when nothing does. */
export function scopeBlock(checks: readonly ScopeCheck[]): string | null {
  const found = checks.filter(({ severity }) => severity === "blocking");
  const [first] = found;
  if (first === undefined) return null;
  const more = found.length - 1;
  return more === 0 ? first.sentence : `${first.sentence} And ${more} more: see the checks.`;
}

// ---- versions ----

const person = z.strictObject({ userId: z.string(), name: z.string() });
const text = z.string();

const frozenScope = z.strictObject({
  schema: z.literal(1),
  organisation: text,
  number: z.number().int().min(1),
  changeReason: text,
  parts: z.strictObject({
    statement: text,
    units: text,
    sites: text,
    remoteWork: text,
    technology: text,
    interfaces: text,
    exclusions: text,
    soc2Boundary: text,
    soc2Difference: text,
    remoteStaff: z.boolean().nullable(),
    outsourcedDevelopment: z.boolean().nullable(),
  }),
  climate: z
    .strictObject({ relevant: z.boolean(), reason: text, decidedBy: text, decidedOn: text })
    .nullable(),
  issues: z.array(
    z.strictObject({
      side: z.enum(ISSUE_SIDES),
      title: text,
      effect: text,
      reviewedOn: text.nullable(),
    }),
  ),
  parties: z.array(
    z.strictObject({
      name: text,
      kind: text,
      needs: z.array(
        z.strictObject({ need: text, answered: z.boolean().nullable(), how: text, climate: z.boolean() }),
      ),
    }),
  ),
  submittedBy: person,
  approvedBy: z.strictObject({ ...person.shape, role: text }),
  approvedOn: text,
});

/** What an approved version keeps: the parts, and issues, needs and the climate determination of that day. */
export type FrozenScope = z.output<typeof frozenScope>;

/** The version as it is frozen. */
export function freezeScope(
  facts: Omit<FrozenScope, "schema" | "climate" | "issues" | "parties" | "parts"> & {
    readonly parts: ScopeParts;
  },
  context: ContextDto,
): FrozenScope {
  const { climate } = context;
  return {
    ...facts,
    schema: 1,
    climate:
      climate === null
        ? null
        : {
            relevant: climate.relevant,
            reason: climate.reason,
            decidedBy: climate.decidedBy,
            decidedOn: climate.decidedOn,
          },
    issues: liveIssues(context).map(({ side, title, effect, reviewedOn }) => ({
      ...{ side, title, effect, reviewedOn },
    })),
    parties: liveParties(context).map(({ name, kind, needs }) => ({
      ...{ name, kind },
      needs: needs.map(({ need, answered, how, climate: concernsClimate }) => ({
        ...{ need, answered, how },
        climate: concernsClimate,
      })),
    })),
  };
}

/** A frozen version as it was stored. @throws Error when the text is none */
export function parseFrozenScope(content: string): FrozenScope {
  return frozenScope.parse(JSON.parse(content));
}

/** The subject of a version's entries in the activity log. */
export function scopeSubject(number: number): string {
  return `scope-${number}`;
}

/** What other records say about the scope: facts of the version in force, else of the one that is worked on. */
export type ScopeFacts = {
  readonly remoteStaff: boolean | null;
  readonly outsourcedDevelopment: boolean | null;
  /** The approved version; null while there is none. */
  readonly scope: {
    readonly number: number;
    readonly statement: string;
    readonly approvedOn: IsoDate;
  } | null;
};
