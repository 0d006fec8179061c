// How two versions of an artifact differ, and how references typed by people are read into canonical ones.
import { formatDate, type IsoDate } from "@/lib/core/dates";
import { typeLabel } from "@/lib/core/file-allowed";
import type { FileFacts } from "@/lib/core/file-dto";
import { compareRefs, parseRef } from "@/lib/core/frameworks/catalogue";
import { ARTIFACT_KIND_LABEL, type ArtifactKind } from "@/lib/core/statuses";

/** What the collector attests of a screenshot, in the order of the form. */
export const SCREENSHOT_POINTS = ["showsDate", "showsSource", "showsAccount", "showsProduction"] as const;
export type ScreenshotPoint = (typeof SCREENSHOT_POINTS)[number];
export const SCREENSHOT_LABEL: Readonly<Record<ScreenshotPoint, string>> = {
  showsDate: "Its date and time are visible",
  showsSource: "The address or the system is visible",
  showsAccount: "The account or organisation is visible",
  showsProduction: "It shows production",
};

export type ArtifactFacts = {
  readonly kind: ArtifactKind;
  readonly url: string | null;
  readonly body: string;
  readonly effectiveOn: IsoDate | null;
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
  readonly sourceSystem: string;
  readonly collectedBy: string;
  /** Population: the query or filter, the rows stated, the rows counted in the list, how completeness was shown. */
  readonly query: string;
  readonly rowCount: number | null;
  readonly countedRows: number | null;
  readonly completeness: string;
  readonly isScreenshot: boolean;
} & Readonly<Record<ScreenshotPoint, boolean>>;

export type VersionFacts = ArtifactFacts & {
  readonly file: Pick<FileFacts, "fileName" | "sizeBytes" | "mediaType" | "sha256"> | null;
};

export type FactChange = { readonly label: string; readonly from: string; readonly to: string };

const EMPTY = "empty";

function dateText(date: IsoDate | null): string {
  return date === null ? "" : formatDate(date);
}

function numberText(n: number | null): string {
  return n === null ? "" : n.toLocaleString("en");
}

/** `1 Oct 2025 to 30 Sep 2026`, `from ...`, `until ...`; null when neither end is known. */
export function periodText(from: IsoDate | null, to: IsoDate | null): string | null {
  if (from !== null && to !== null) return `${formatDate(from)} to ${formatDate(to)}`;
  if (from !== null) return `from ${formatDate(from)}`;
  return to === null ? null : `until ${formatDate(to)}`;
}

/** The points of a screenshot that its collector did not attest; none for anything else. */
export function missingPoints(facts: ArtifactFacts): readonly ScreenshotPoint[] {
  return facts.isScreenshot ? SCREENSHOT_POINTS.filter((point) => !facts[point]) : [];
}

function attestation(facts: ArtifactFacts): string {
  if (!facts.isScreenshot) return "";
  const attested = SCREENSHOT_POINTS.filter((point) => facts[point]);
  return attested.length === 0
    ? "Nothing attested"
    : attested.map((point) => SCREENSHOT_LABEL[point]).join("; ");
}

type Fact = { readonly label: string; readonly text: (facts: VersionFacts) => string };

const FACTS: readonly Fact[] = [
  { label: "Kind", text: (facts) => ARTIFACT_KIND_LABEL[facts.kind] },
  { label: "File", text: ({ file }) => file?.fileName ?? "" },
  { label: "Size", text: ({ file }) => (file === null ? "" : `${numberText(file.sizeBytes)} bytes`) },
  { label: "Type", text: ({ file }) => (file === null ? "" : typeLabel(file.mediaType)) },
  { label: "SHA-256", text: ({ file }) => file?.sha256 ?? "" },
  { label: "Address", text: (facts) => facts.url ?? "" },
  { label: "Text", text: (facts) => facts.body },
  { label: "Effective date", text: (facts) => dateText(facts.effectiveOn) },
  { label: "Period covered", text: (facts) => periodText(facts.periodFrom, facts.periodTo) ?? "" },
  { label: "Source system", text: (facts) => facts.sourceSystem },
  { label: "Collected by", text: (facts) => facts.collectedBy },
  { label: "Query or filter", text: (facts) => facts.query },
  { label: "Rows stated", text: (facts) => numberText(facts.rowCount) },
  { label: "Rows counted", text: (facts) => numberText(facts.countedRows) },
  { label: "Completeness", text: (facts) => facts.completeness },
  { label: "Screenshot", text: attestation },
];

/** The facts that the newer version states differently, in the order of the form; missing values read `empty`. */
export function artifactChanges(older: VersionFacts, newer: VersionFacts): readonly FactChange[] {
  return FACTS.map(({ label, text }) => ({ label, from: text(older), to: text(newer) }))
    .filter((change) => change.from !== change.to)
    .map(({ label, from, to }) => ({ label, from: from || EMPTY, to: to || EMPTY }));
}

type FactPair = FactChange & { readonly changed: boolean };

/** Every fact that one of the two states, side by side; `from` and `to` are empty where nothing is said. */
export function compareVersions(a: VersionFacts, b: VersionFacts): readonly FactPair[] {
  return FACTS.map(({ label, text }) => ({ label, from: text(a), to: text(b) }))
    .filter(({ from, to }) => from !== "" || to !== "")
    .map((pair) => ({ ...pair, changed: pair.from !== pair.to }));
}

const OWN_CONTROL = /^x\s*\.?\s*(\d{1,4})$/i;

export type ReadRefs = { readonly refs: readonly string[]; readonly unknown: readonly string[] };

/**
 * References separated by commas, semicolons or line ends, canonical and in standard order, and the parts that name
 * none. A bare `7.2` is the clause, as it is printed, so that a list which comes back from a form says what it said. Own
 * controls (`X.1`) are taken as written; whether they exist is the database's to say.
 */
export function readRefs(text: string): ReadRefs {
  const refs = new Set<string>();
  const unknown = new Set<string>();
  for (const part of text.split(/[,;\n]+/).map((one) => one.trim())) {
    if (part === "") continue;
    const own = OWN_CONTROL.exec(part);
    const ref = own === null ? parseRef(part, "clause") : `X.${Number(own[1])}`;
    if (ref === null) unknown.add(part);
    else refs.add(ref);
  }
  return { refs: [...refs].sort(compareRefs), unknown: [...unknown] };
}
