// What the activity log says about an obligation, in one line after the person's name.

import { ACTIVITY_VERBS, type ActivityVerb } from "@/lib/core/audit-actions";
import { sidesOf } from "@/lib/core/requirement-history";

const FIELD_WORDS: Readonly<Record<string, string>> = {
  kind: "the kind",
  title: "the title",
  source: "the source",
  description: "the description",
  ownerId: "the owner",
  reviewOn: "the review date",
  refs: "the controls",
};

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** `A.5.31, A.5.34 and 3 more`. */
function named(refs: readonly string[]): string {
  const shown = refs.slice(0, 5).join(", ");
  return refs.length > 5 ? `${shown} and ${refs.length - 5} more` : shown;
}

function controlWords(before: unknown, after: unknown): readonly string[] {
  const [was, is] = [list(before), list(after)];
  const added = is.filter((ref) => !was.includes(ref));
  const gone = was.filter((ref) => !is.includes(ref));
  return [
    ...(added.length > 0 ? [`asked for ${named(added)}`] : []),
    ...(gone.length > 0 ? [`no longer asked for ${named(gone)}`] : []),
  ];
}

function editWords(body: string): string {
  const { before, after } = sidesOf(body);
  const fields = Object.keys(after)
    .filter((key) => key !== "refs")
    .flatMap((key) => FIELD_WORDS[key] ?? []);
  const parts = [
    ...(fields.length > 0 ? [`changed ${fields.join(", ")}`] : []),
    ...(after.refs === undefined ? [] : controlWords(before.refs, after.refs)),
  ];
  return parts.length === 0 ? "saved it without a change" : parts.join("; ");
}

/** What an entry says about the obligation. */
export function obligationHistoryWords(verb: ActivityVerb, body: string): string {
  const { after } = sidesOf(body);
  switch (verb) {
    case "obligation.add":
      return after.imported === true ? "imported it from a file" : "added it";
    case "obligation.edit":
      return after.imported === true ? `${editWords(body)}, from a file` : editWords(body);
    case "obligation.archive":
      return after.archived === false ? "brought it back" : "archived it";
    default:
      return ACTIVITY_VERBS[verb];
  }
}
