// What an entry of the activity log says about evidence in one line, from its stored body.

type Body = Readonly<Record<string, unknown>>;

function recordOf(value: unknown): Body {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Body) : {};
}

function parse(body: string): Body {
  try {
    return recordOf(JSON.parse(body));
  } catch {
    return {};
  }
}

function textsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => {
    if (typeof one === "string") return [one];
    const { ref } = recordOf(one);
    return typeof ref === "string" ? [ref] : [];
  });
}

const NAMES_SHOWN = 6;

function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, NAMES_SHOWN).join(", ");
  const rest = texts.length - NAMES_SHOWN;
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  title: "title",
  reference: "reference",
  category: "category",
  guidance: "guidance",
  sharedDescription: "description",
  internalNotes: "internal notes",
  ownerId: "owner",
  cadence: "cadence",
  cadenceDays: "cadence",
  renewOverrideOn: "renewal date",
  reminderDays: "reminder",
  renewOn: "renewal date",
};

/** The fields of an edit, which has no references, version or state. */
function editedFields(before: Body, after: Body): string {
  if ("state" in after || "refs" in after) return "";
  const words = Object.keys(after)
    .filter((key) => key in before)
    .flatMap((key) => FIELD_WORDS[key] ?? []);
  return [...new Set(words)].join(", ");
}

/** Verdicts that a new version kept, or asked for again. */
function verdictsText(after: Body): string {
  const kept = textsOf(after.verdictsKept);
  const again = textsOf(after.verdictsAskedAgain);
  const parts = [
    kept.length > 0 ? `verdicts kept for ${listed(kept)}` : "",
    again.length > 0 ? `verdicts asked again for ${listed(again)}` : "",
  ];
  return parts.filter((part) => part !== "").join("; ");
}

/** References, version, verdict, edited fields and reason of the entry, as far as it has them; empty otherwise. */
export function activityDetail(body: string): string {
  const entry = parse(body);
  const after = recordOf(entry.after);
  const before = recordOf(entry.before);
  const refs = textsOf(after.refs ?? before.refs ?? before.links);
  const parts = [
    typeof after.artifact === "number" ? `version ${after.artifact}` : "",
    typeof after.restoredFrom === "number" ? `version ${after.restoredFrom} again` : "",
    typeof after.verdict === "string" ? after.verdict.replaceAll("_", " ") : "",
    listed(refs),
    editedFields(before, after),
    typeof after.reason === "string" ? after.reason : "",
    typeof after.note === "string" ? after.note : "",
    verdictsText(after),
  ];
  return parts.filter((part) => part !== "").join(": ");
}
