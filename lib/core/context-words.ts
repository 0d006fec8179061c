// What the activity log says about the scope statement, in one line after the person's name.

import { ACTIVITY_VERBS, type ActivityVerb } from "@/lib/core/audit-actions";
import { sidesOf } from "@/lib/core/requirement-history";
import { SCOPE_LABEL, type ScopeText } from "@/lib/core/scope-statement";

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

const OTHER: Readonly<Record<string, string>> = {
  remoteStaff: "whether people work remotely",
  outsourcedDevelopment: "whether others develop software",
};

function editWords(after: Readonly<Record<string, unknown>>): string {
  if (after.begun === true) return "began this version";
  const fields = Object.keys(after).flatMap((key) => {
    const label: string | undefined = SCOPE_LABEL[key as ScopeText];
    if (label === undefined) return OTHER[key] ?? [];
    return label.charAt(0).toLowerCase() + label.slice(1);
  });
  return fields.length === 0 ? "edited the scope statement" : `changed ${fields.join(", ")}`;
}

/** What an entry says about a version of the scope statement. */
export function scopeHistoryWords(verb: ActivityVerb, body: string): string {
  const { after } = sidesOf(body);
  switch (verb) {
    case "context.edit":
      return editWords(after);
    case "context.discard":
      return "discarded the draft";
    case "context.submit":
      return `submitted it: "${text(after.changeReason)}"`;
    case "context.return":
      return `sent it back: "${text(after.reason)}"`;
    case "context.approve":
      return after.selfAccepted === true
        ? "approved their own version, as the workspace allows"
        : "approved it";
    default:
      return ACTIVITY_VERBS[verb];
  }
}
