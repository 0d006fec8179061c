// By what means a control is implemented: the set that a row holds, and its words.

import type { SoaDocumentRow } from "@/lib/core/soa-document";
import { CONTROL_METHODS, type ControlMethod, METHOD_LABEL } from "@/lib/core/statuses";

/** Each method once, in the order of CONTROL_METHODS: two rows with the same methods hold equal lists. */
export function inMethodOrder(methods: readonly ControlMethod[]): readonly ControlMethod[] {
  return CONTROL_METHODS.filter((method) => methods.includes(method));
}

/** `Policy, Technical`; empty where none is recorded and in versions that were frozen before methods were. */
export function methodWords(methods: readonly ControlMethod[] | undefined, between = ", "): string {
  return (methods ?? []).map((method) => METHOD_LABEL[method]).join(between);
}

type Implemented = Pick<SoaDocumentRow, "applicability" | "methods" | "description">;

/** Method and description for one cell, the method on a line of its own; an excluded row has none. */
export function howWords({ applicability, methods, description }: Implemented): string {
  const means = applicability === "excluded" ? "" : methodWords(methods);
  return [means, description].filter((text) => text !== "").join("\n");
}
