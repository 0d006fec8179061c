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
  renewOn: "renewal date",
};

/** The fields of an edit, which has no references, version or state. */
function editedFields(before: Body, after: Body): string {
  if ("state" in after || "refs" in after) return "";
  return Object.keys(after)
    .filter((key) => key in before)
    .flatMap((key) => FIELD_WORDS[key] ?? [])
    .join(", ");
}

/** References, version, verdict, edited fields and reason of the entry, as far as it has them; empty otherwise. */
export function activityDetail(body: string): string {
  const entry = parse(body);
  const after = recordOf(entry.after);
  const before = recordOf(entry.before);
  const refs = textsOf(after.refs ?? before.refs ?? before.links);
  const parts = [
    typeof after.artifact === "number" ? `version ${after.artifact}` : "",
    typeof after.verdict === "string" ? after.verdict.replaceAll("_", " ") : "",
    listed(refs),
    editedFields(before, after),
    typeof after.reason === "string" ? after.reason : "",
    typeof after.note === "string" ? after.note : "",
  ];
  return parts.filter((part) => part !== "").join(": ");
}
