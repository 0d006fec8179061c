// What of a conflict a form can answer. Apart from the comparison itself, which is fetched when there is one.
import type { FormFailure } from "@/components/ui/form-context";

export const VERSIONS = ["version", "requirementVersion", "reviewVersion"] as const;
/** Stored values that are nobody's typing. */
export const SKIPPED = new Set<string>([...VERSIONS, "id"]);

const UNSEEN =
  "This was changed by someone else since the page was loaded. Nothing was saved. Reload the page and decide on what it says now.";

/**
 * A conflict as the form can answer it. Where it has no field for any stored value there is nothing to compare, so the
 * stored version is left out, too: pressing again must not decide on what the person has not seen.
 */
export function answerable(
  failure: FormFailure,
  form: { readonly elements: { namedItem(name: string): unknown } } | null,
): FormFailure {
  const { current, ...rest } = failure;
  if (failure.code !== "CONFLICT" || current === undefined || form === null) return failure;
  const names = Object.keys(current).filter((name) => !SKIPPED.has(name));
  if (names.some((name) => form.elements.namedItem(name) !== null)) return failure;
  return { ...rest, message: UNSEEN };
}
