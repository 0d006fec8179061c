import type { PublishedClaim } from "@/lib/core/frameworks/claims";
import type { SourceRef } from "@/lib/core/frameworks/types";

const DOCUMENT: Readonly<Record<SourceRef["document"], string>> = {
  "mapping-article": "Mapping article",
  "side-by-side": "Side-by-side page",
  "own-reading": "Own reading",
};

type Line = { readonly document: SourceRef["document"]; readonly line: number };

function linesOf(document: SourceRef["document"], lines: readonly Line[]): string | null {
  const own = lines.filter((one) => one.document === document).map((one) => one.line);
  if (own.length === 0) return null;
  return `${DOCUMENT[document]}, ${own.length === 1 ? "line" : "lines"} ${own.join(", ")}`;
}

/** "Mapping article, lines 7, 159; Side-by-side page, line 5". */
export function lineWords(lines: readonly Line[]): string {
  const documents = ["mapping-article", "side-by-side"] as const;
  const parts = documents.map((document) => linesOf(document, lines)).filter((part) => part !== null);
  return parts.length === 0 ? "The rows themselves" : parts.join("; ");
}

/** "82 of 93, 88 %" as the source prints it. */
export function quotedWords({ n, of, percent }: PublishedClaim["quoted"], claimed: number | null): string {
  const count = n === null ? claimed : n;
  const share = percent === null ? null : `${percent} %`;
  if (count === null) return share === null ? "No figure" : `About ${share}`;
  const number = of === null ? String(count) : `${count} of ${of}`;
  return share === null ? number : `${number}, ${share}`;
}

/** The place of a dispute on the page of numbers. */
export function disputeAnchor(id: string): string {
  return id.toLowerCase();
}

const KIND: Readonly<Record<string, string>> = {
  count: "A count against the rows",
  overlap: "An overlap value against the text",
  "row-vs-prose": "A row against the text",
  method: "Two ways of counting",
  terms: "A term",
  fact: "A fact about the standard",
  text: "The text against the rows",
  time: "A length of time",
  content: "Left out of a list",
  evidence: "Evidence that points elsewhere",
  row: "A reference that is missing",
  naming: "The name of a row",
  scope: "An edition that has changed",
  "between-sources": "One source against the other",
  "side-by-side": "The side-by-side page against the rows",
};

/** What kind of contradiction it is, in words. */
export function kindWords(kind: string): string {
  return KIND[kind] ?? "";
}
