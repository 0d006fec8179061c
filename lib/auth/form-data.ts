import "server-only";

// A form's fields as a plain object for zod. Framework fields are left out; a name that ends in [] is always a list.

const SECRET = /password/i;

function entriesOf(form: FormData): readonly (readonly [string, FormDataEntryValue])[] {
  return [...form.entries()].filter(([name]) => !name.startsWith("$ACTION"));
}

/** `{title: "x", refs: ["A.5.1"]}` for title=x and refs[]=A.5.1. Names are own properties only. */
export function formToObject(form: FormData): Record<string, unknown> {
  const out = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of entriesOf(form)) {
    const key = name.endsWith("[]") ? name.slice(0, -2) : name;
    const before = out[key];
    if (name.endsWith("[]")) out[key] = [...(Array.isArray(before) ? before : []), value];
    else out[key] = value;
  }
  return { ...out };
}

/** The text that was typed, to fill the form again after an error; never passwords, never files. */
export function typedValues(form: FormData): Record<string, string | readonly string[]> {
  const out: Record<string, string | readonly string[]> = {};
  for (const [name] of entriesOf(form)) {
    if (SECRET.test(name)) continue;
    const texts = form.getAll(name).filter((value): value is string => typeof value === "string");
    const [first] = texts;
    if (first === undefined) continue;
    out[name] = name.endsWith("[]") ? texts : first;
  }
  return out;
}
