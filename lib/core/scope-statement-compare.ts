// Two versions of the scope statement field by field, with the context that each rests on.

import { answerWord, type ContextDto } from "@/lib/core/context";
import { ISSUE_SIDE_LABEL, ISSUE_SIDES } from "@/lib/core/isms-statuses";
import {
  type FrozenScope,
  freezeScope,
  SCOPE_LABEL,
  SCOPE_TEXTS,
  type ScopeParts,
} from "@/lib/core/scope-statement";
import type { ScopeVersion } from "@/lib/core/scope-statement-page";

type ScopePair = {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly changed: boolean;
};

/** `Yes`, `No`, or that nobody has said. */
export function yesNo(value: boolean | null): string {
  if (value === null) return "Not said";
  return value ? "Yes" : "No";
}

type Comparable = Pick<FrozenScope, "climate" | "issues" | "parties"> & { readonly parts: ScopeParts };

function issueLines({ issues }: Comparable, side: (typeof ISSUE_SIDES)[number]): string {
  return issues
    .filter((issue) => issue.side === side)
    .map(({ title, effect }) => (effect === "" ? title : `${title}: ${effect}`))
    .join("\n");
}

function partyLines({ parties }: Comparable): string {
  return parties
    .flatMap(({ name, needs }) =>
      needs.length === 0
        ? [name]
        : needs.map(({ need, answered, how, climate }) =>
            [
              `${name}: ${need}`,
              `${answerWord(answered)}${how === "" ? "" : `: ${how}`}`,
              climate ? "Concerns climate change" : "",
            ]
              .filter((part) => part !== "")
              .join(". "),
          ),
    )
    .join("\n");
}

function climateLine({ climate }: Comparable): string {
  if (climate === null) return "";
  return `${climate.relevant ? "Relevant" : "Not relevant"}: ${climate.reason}`;
}

/** Every field as one text, in the order of the page. */
function fieldsOf(version: Comparable): readonly (readonly [string, string])[] {
  const { parts } = version;
  return [
    ...SCOPE_TEXTS.slice(0, 3).map((part) => [SCOPE_LABEL[part], parts[part]] as const),
    ["People work remotely", yesNo(parts.remoteStaff)],
    ...SCOPE_TEXTS.slice(3, 7).map((part) => [SCOPE_LABEL[part], parts[part]] as const),
    ["Others develop software", yesNo(parts.outsourcedDevelopment)],
    ...SCOPE_TEXTS.slice(7).map((part) => [SCOPE_LABEL[part], parts[part]] as const),
    ["Climate change (4.1)", climateLine(version)],
    ...ISSUE_SIDES.map(
      (side) => [`${ISSUE_SIDE_LABEL[side]} issues (4.1)`, issueLines(version, side)] as const,
    ),
    ["Interested parties (4.2)", partyLines(version)],
  ];
}

/** Two versions field by field. */
export function compareScopes(from: Comparable, to: Comparable): readonly ScopePair[] {
  const right = fieldsOf(to);
  return fieldsOf(from).map(([label, before], at) => {
    const after = right[at]?.[1] ?? "";
    return { label, from: before, to: after, changed: before !== after };
  });
}

/** A version that is not frozen, with the context as it stands now, in the shape of a frozen one. */
export function comparableScope(
  version: Pick<ScopeVersion, "parts" | "frozen">,
  context: ContextDto,
): Comparable {
  if (version.frozen !== null) return version.frozen;
  const { climate, issues, parties } = freezeScope(
    {
      organisation: "",
      number: 1,
      changeReason: "",
      parts: version.parts,
      submittedBy: { userId: "", name: "" },
      approvedBy: { userId: "", name: "", role: "" },
      approvedOn: "",
    },
    context,
  );
  return { parts: version.parts, climate, issues, parties };
}
