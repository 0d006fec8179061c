// How two versions of an artifact differ, and how references typed by people are read into canonical ones.
import { formatDate, type IsoDate } from "@/lib/core/dates";
import { compareRefs, parseRef } from "@/lib/core/frameworks/catalogue";
import { ARTIFACT_KIND_LABEL, type ArtifactKind } from "@/lib/core/statuses";

export type ArtifactFacts = {
  readonly kind: ArtifactKind;
  readonly url: string | null;
  readonly body: string;
  readonly effectiveOn: IsoDate | null;
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
  readonly sourceSystem: string;
  readonly collectedBy: string;
};

export type FactChange = { readonly label: string; readonly from: string; readonly to: string };

const EMPTY = "empty";

function dateText(date: IsoDate | null): string {
  return date === null ? EMPTY : formatDate(date);
}

/** `1 Oct 2025 to 30 Sep 2026`, `from ...`, `until ...`; null when neither end is known. */
export function periodText(from: IsoDate | null, to: IsoDate | null): string | null {
  if (from !== null && to !== null) return `${formatDate(from)} to ${formatDate(to)}`;
  if (from !== null) return `from ${formatDate(from)}`;
  return to === null ? null : `until ${formatDate(to)}`;
}

const FACTS: readonly { readonly label: string; readonly text: (facts: ArtifactFacts) => string }[] = [
  { label: "Kind", text: (facts) => ARTIFACT_KIND_LABEL[facts.kind] },
  { label: "Address", text: (facts) => facts.url ?? EMPTY },
  { label: "Text", text: (facts) => facts.body || EMPTY },
  { label: "Effective date", text: (facts) => dateText(facts.effectiveOn) },
  { label: "Period covered", text: (facts) => periodText(facts.periodFrom, facts.periodTo) ?? EMPTY },
  { label: "Source system", text: (facts) => facts.sourceSystem || EMPTY },
  { label: "Collected by", text: (facts) => facts.collectedBy || EMPTY },
];

/** The facts that the newer version states differently, in the order of the form; missing values read `empty`. */
export function artifactChanges(older: ArtifactFacts, newer: ArtifactFacts): readonly FactChange[] {
  return FACTS.map(({ label, text }) => ({ label, from: text(older), to: text(newer) })).filter(
    (change) => change.from !== change.to,
  );
}

const OWN_CONTROL = /^x\s*\.?\s*(\d{1,4})$/i;

export type ReadRefs = { readonly refs: readonly string[]; readonly unknown: readonly string[] };

/**
 * References separated by commas, semicolons or line ends, canonical and in standard order, and the parts that name
 * none. Own controls (`X.1`) are taken as written; whether they exist is the database's to say.
 */
export function readRefs(text: string): ReadRefs {
  const refs = new Set<string>();
  const unknown = new Set<string>();
  for (const part of text.split(/[,;\n]+/).map((one) => one.trim())) {
    if (part === "") continue;
    const own = OWN_CONTROL.exec(part);
    const ref = own === null ? parseRef(part) : `X.${Number(own[1])}`;
    if (ref === null) unknown.add(part);
    else refs.add(ref);
  }
  return { refs: [...refs].sort(compareRefs), unknown: [...unknown] };
}
