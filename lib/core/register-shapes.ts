// Which kind of list a register is, told by its headings, and what its columns mean then.

import {
  EMPTY_MAPPING,
  foldHeading,
  guessMapping,
  REGISTER_FIELDS,
  REQUIREMENT_FIELDS,
  type RegisterField,
  type RegisterMapping,
  withFrameworkColumns,
} from "@/lib/core/register-columns";

export const REGISTER_SHAPES = ["register", "evidence_list", "request_list", "ticket_export"] as const;
export type RegisterShape = (typeof REGISTER_SHAPES)[number];

export const REGISTER_SHAPE_LABEL: Readonly<Record<RegisterShape, string>> = {
  register: "Evidence register",
  evidence_list: "Evidence list with control ids",
  request_list: "Request list",
  ticket_export: "Ticket export",
};

type Rule = {
  /** One heading of every group has to be there. */
  readonly signs: readonly (readonly string[])[];
  /** What a heading means in this kind of list, before the general meaning of headings is asked. */
  readonly means: Partial<Readonly<Record<RegisterField, readonly string[]>>>;
  /** Fields that no column of this kind of list stands for. */
  readonly without: readonly RegisterField[];
};

const CONTROL_IDS = [
  ...["control id", "control ids", "control code", "control codes", "control number", "mapped controls"],
  ...[
    "linked controls",
    "related controls",
    "controls",
    "control",
    "framework requirement",
    "requirement id",
  ],
];

const RULES: Readonly<Record<Exclude<RegisterShape, "register">, Rule>> = {
  ticket_export: {
    signs: [
      ["issue key", "key", "ticket id", "ticket number", "ticket", "issue id"],
      ["summary", "subject"],
    ],
    means: {
      reference: ["issue key", "key", "ticket id", "ticket number", "ticket", "issue id"],
      name: ["summary", "subject"],
      type: ["issue type", "ticket type", "type"],
      owner: ["assignee", "assigned to"],
      criteria: ["labels", "label", "components", "tags", "controls", "control id"],
      comment: ["description", "comment", "comments"],
      source: ["project", "project name"],
    },
    without: ["collectedOn", "renewOn", "periodFrom", "periodTo"],
  },
  request_list: {
    signs: [
      ["request id", "request number", "request", "request title", "request name", "requested item"],
      ["due date", "due", "due on", "assignee", "assigned to", "requested by", "requested on", "status"],
    ],
    means: {
      reference: ["request id", "request number", "request no", "id"],
      name: ["request title", "request name", "requested item", "request", "title"],
      owner: ["assignee", "assigned to", "owner"],
      criteria: CONTROL_IDS,
      collectedOn: ["provided on", "submitted on", "completed on", "answered on"],
      comment: ["request description", "description", "comment", "comments"],
    },
    without: ["renewOn"],
  },
  evidence_list: {
    signs: [
      CONTROL_IDS,
      [
        "evidence name",
        "evidence",
        "evidence title",
        "evidence item",
        "evidence id",
        "test name",
        "artifact",
      ],
      [
        ...[
          "last collected",
          "collected on",
          "renewal",
          "renewal date",
          "renew by",
          "next collection",
          "url",
        ],
        ...["last updated", "expires", "expiration date", "evidence status", "status"],
      ],
    ],
    means: {
      criteria: CONTROL_IDS,
      name: ["evidence name", "evidence title", "evidence item", "evidence", "test name", "artifact"],
      reference: ["evidence id", "evidence reference", "id"],
    },
    without: [],
  },
};

/** The kind of list whose headings these are; a plain register when none is recognised. */
export function recogniseShape(headers: readonly string[]): RegisterShape {
  const folded = new Set(headers.map(foldHeading));
  const fits = (rule: Rule) => rule.signs.every((group) => group.some((word) => folded.has(word)));
  return (
    (["ticket_export", "request_list", "evidence_list"] as const).find((one) => fits(RULES[one])) ??
    "register"
  );
}

/** The columns of such a list: its own meanings first, then the general ones for the columns and fields left. */
export function mappingFor(
  shape: RegisterShape,
  headers: readonly string[],
  options: { readonly files: boolean },
): RegisterMapping {
  const general = (taken: ReadonlySet<number>) =>
    guessMapping(
      headers.map((heading, column) => (taken.has(column) ? "" : heading)),
      options,
    );
  if (shape === "register") return general(new Set());
  const { means, without } = RULES[shape];
  const folded = headers.map(foldHeading);
  const mapping: Record<RegisterField, number | null> = { ...EMPTY_MAPPING };
  const taken = new Set<number>();
  for (const field of REGISTER_FIELDS) {
    const column = (means[field] ?? [])
      .map((word) => folded.indexOf(word))
      .find((at) => at !== -1 && !taken.has(at));
    if (column === undefined) continue;
    mapping[field] = column;
    taken.add(column);
  }
  const rest = general(taken);
  const further = new Set<RegisterField>(REQUIREMENT_FIELDS.slice(1));
  for (const field of REGISTER_FIELDS) {
    if (!without.includes(field) && !further.has(field)) mapping[field] ??= rest[field];
  }
  return withFrameworkColumns(mapping, headers);
}
