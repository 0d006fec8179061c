// The index of a pack: what it holds by requirement, as a page that needs no script and as CSV.
import { toCsv } from "@/lib/core/csv";
import { PACK_STANDARD_LABEL, type PackFacts } from "@/lib/core/pack";

/** One version of one piece of evidence, as far as an auditor sees it. */
export type PackEvidence = {
  readonly itemId: string;
  readonly reference: string | null;
  readonly title: string;
  readonly description: string;
  readonly state: string;
  readonly kind: string;
  readonly version: number;
  readonly effectiveOn: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly sourceSystem: string;
  readonly collectedBy: string;
  readonly submittedOn: string | null;
  readonly acceptedOn: string | null;
  readonly acceptedBy: string | null;
  readonly query: string;
  readonly rowCount: number | null;
  readonly completeness: string;
  readonly url: string | null;
  readonly fileName: string;
  readonly sha256: string | null;
  /** Where its bytes are in the pack; null for a link, and for a file that stayed out. */
  readonly path: string | null;
};

export type PackRequirement = {
  readonly ref: string;
  readonly title: string;
  readonly evidence: readonly { readonly of: PackEvidence; readonly verdict: string }[];
};

const HEADER = [
  ...["Requirement", "Title", "Evidence", "Reference", "State", "Verdict", "Kind", "Version", "Effective on"],
  ...[
    "Covers from",
    "Covers to",
    "Source system",
    "Collected by",
    "Submitted on",
    "Accepted on",
    "Accepted by",
  ],
  ...["Query", "Rows", "Completeness", "Address", "File name", "Path", "SHA-256"],
];

/** One line for each piece of evidence of each requirement; a requirement without evidence has a line of its own. */
export function packIndexCsv(requirements: readonly PackRequirement[]): string {
  const lines = requirements.flatMap(({ ref, title, evidence }) =>
    evidence.length === 0
      ? [[ref, title, ...HEADER.slice(2).map(() => "")]]
      : evidence.map(({ of, verdict }) => [
          ...[ref, title, of.title, of.reference, of.state, verdict, of.kind, of.version, of.effectiveOn],
          ...[of.periodFrom, of.periodTo, of.sourceSystem, of.collectedBy, of.submittedOn, of.acceptedOn],
          ...[of.acceptedBy, of.query, of.rowCount, of.completeness, of.url, of.fileName, of.path, of.sha256],
        ]),
  );
  return toCsv(HEADER, lines);
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

function placeOf(evidence: PackEvidence): string {
  if (evidence.path !== null) {
    return `<a href="${escaped(encodeURI(evidence.path))}">${escaped(evidence.fileName)}</a>`;
  }
  if (evidence.url !== null && /^https?:\/\//i.test(evidence.url)) {
    return `<a href="${escaped(evidence.url)}" rel="noreferrer">${escaped(evidence.url)}</a>`;
  }
  return escaped(evidence.fileName === "" ? "No file" : `${evidence.fileName} (not in this pack)`);
}

function period({ periodFrom, periodTo, effectiveOn }: PackEvidence): string {
  if (periodFrom !== null || periodTo !== null) return `${periodFrom ?? "open"} to ${periodTo ?? "open"}`;
  return effectiveOn ?? "";
}

function rowOf({ of, verdict }: PackRequirement["evidence"][number]): string {
  const name = of.reference === null ? of.title : `${of.reference} ${of.title}`;
  const accepted =
    of.acceptedBy === null ? of.state : `${of.state}, ${of.acceptedBy}, ${of.acceptedOn ?? ""}`;
  const cells = [name, `${of.version}`, period(of), of.sourceSystem, accepted, verdict].map(
    (cell) => `<td>${escaped(cell)}</td>`,
  );
  return `<tr>${cells.join("")}<td>${placeOf(of)}</td></tr>`;
}

const HEAD = ["Evidence", "Version", "Period", "Source", "State", "Verdict", "File"]
  .map((cell) => `<th scope="col">${cell}</th>`)
  .join("");

function section({ ref, title, evidence }: PackRequirement): string {
  const heading = `<h2 id="${escaped(ref)}">${escaped(ref)} ${escaped(title)}</h2>`;
  if (evidence.length === 0) return `${heading}\n<p>No evidence in this pack.</p>\n`;
  return `${heading}\n<table><thead><tr>${HEAD}</tr></thead><tbody>\n${evidence.map(rowOf).join("\n")}\n</tbody></table>\n`;
}

const STYLE =
  ":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{border:1px solid #8888;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}h2{font-size:1.05rem;margin:1.5rem 0 .5rem}";

/** The first page of a pack: what it is, what else is in it, and the evidence by requirement. Runs nothing, loads nothing. */
export function packIndexHtml(
  facts: PackFacts,
  requirements: readonly PackRequirement[],
  others: readonly string[],
): string {
  const { from, to, standard } = facts.scope;
  const list: readonly (readonly [string, string])[] = [
    ["Organisation", facts.workspace],
    ["Standard", PACK_STANDARD_LABEL[standard]],
    ["Period", from === null && to === null ? "Not limited" : `${from ?? "open"} to ${to ?? "open"}`],
    ["Statement of Applicability", facts.soa],
    ["Crosswalk edition", facts.datasetVersion],
    ["Built at", facts.createdAt],
    [
      "Activity log",
      `${facts.activity.size} entries, ${facts.activity.entries} of them in this pack with proof`,
    ],
  ];
  const links = others.map((path) => `<li><a href="${escaped(encodeURI(path))}">${escaped(path)}</a></li>`);
  const missing = facts.missing.map((name) => `<li>${escaped(name)}</li>`);
  return [
    `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(facts.title)}</title>`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<style>${STYLE}</style></head><body>`,
    `<h1>${escaped(facts.title)}</h1>`,
    `<dl>${list.map(([name, value]) => `<dt><b>${escaped(name)}</b></dt><dd>${escaped(value)}</dd>`).join("")}</dl>`,
    "<p>Open <code>verifier.html</code>, or run <code>node verify.mjs</code> on the ZIP, to see whether every byte is the one that was signed.</p>",
    `<ul>${links.join("")}</ul>`,
    missing.length === 0 ? "" : `<p>Files that could not be given:</p><ul>${missing.join("")}</ul>`,
    ...requirements.map(section),
    "</body></html>\n",
  ].join("\n");
}
