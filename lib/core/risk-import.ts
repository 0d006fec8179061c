// Reading a risk register from a CSV file: which column is what, what each line becomes, and why a line is left out.

import { isWritten } from "@/lib/core/decision";
import { foldText } from "@/lib/core/register-line";
import { keepable, parseRegister } from "@/lib/core/register-text";
import { type RiskScales, readLevel } from "@/lib/core/risk-method";

export const RISK_IMPORT_LIMITS = { characters: 500_000, lines: 1_000 } as const;
export const RISK_IMPORT_TEXT =
  "CSV with a header line, up to 500 kB and 1,000 lines. Columns: Title, Asset or process, Cause, Consequence, Confidentiality, Integrity, Availability, Owner, Inherent likelihood, Inherent consequence.";

const COLUMNS = {
  number: ["number", "risk number", "id", "risk id"],
  title: ["title", "risk", "name", "risk title", "scenario"],
  asset: ["asset or process", "asset", "process"],
  cause: ["cause", "threat", "threat and vulnerability"],
  consequence: ["consequence", "effect", "impact description"],
  confidentiality: ["confidentiality", "c"],
  integrity: ["integrity", "i"],
  availability: ["availability", "a"],
  owner: ["owner", "risk owner"],
  likelihood: ["inherent likelihood", "likelihood"],
  severity: ["inherent consequence", "inherent impact", "impact"],
} as const satisfies Record<string, readonly string[]>;
type Column = keyof typeof COLUMNS;

const LIMITS = { title: 200, asset: 300, cause: 4_000, consequence: 4_000 } as const;

export type ImportedRisk = {
  readonly title: string;
  readonly asset: string;
  readonly cause: string;
  readonly consequence: string;
  readonly confidentiality: boolean;
  readonly integrity: boolean;
  readonly availability: boolean;
  readonly ownerId: string | null;
  /** Both or neither. */
  readonly levels: { readonly likelihood: number; readonly consequence: number } | null;
};
export type RiskImportLine = {
  readonly line: number;
  readonly title: string;
  /** Null where the line is left out. */
  readonly risk: ImportedRisk | null;
  /** Why it is left out, or what of it could not be taken over. */
  readonly remarks: readonly string[];
};
export type RiskImportPlan =
  | {
      readonly ok: true;
      readonly lines: readonly RiskImportLine[];
      /** Headings of the file that nothing is taken from. */
      readonly unused: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

export type RiskImportContext = {
  readonly existing: readonly { readonly number: string; readonly title: string }[];
  readonly owners: readonly { readonly userId: string; readonly name: string; readonly email: string }[];
  /** Of the approved method; null while there is none: then levels are left out. */
  readonly scales: RiskScales | null;
};

function fold(heading: string): string {
  return foldText(heading)
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

function columnsOf(header: readonly string[]): ReadonlyMap<Column, number> {
  const folded = header.map(fold);
  const found = new Map<Column, number>();
  for (const [column, names] of Object.entries(COLUMNS) as [Column, readonly string[]][]) {
    const at = names.map((name) => folded.indexOf(name)).find((index) => index !== -1);
    if (at !== undefined && ![...found.values()].includes(at)) found.set(column, at);
  }
  return found;
}

type Reading = { readonly refusals: string[]; readonly notes: string[] };
type Cells = (column: Column) => string;

const YES = new Set(["yes", "y", "x", "true", "1"]);
const NO = new Set(["", "no", "n", "false", "0", "-"]);

function readYes(
  cell: Cells,
  column: "confidentiality" | "integrity" | "availability",
  into: Reading,
): boolean {
  const text = foldText(cell(column));
  if (YES.has(text) || text === column.charAt(0)) return true;
  if (!NO.has(text)) into.refusals.push(`${column.charAt(0).toUpperCase()}${column.slice(1)} is Yes or No.`);
  return false;
}

function readText(cell: Cells, column: keyof typeof LIMITS, into: Reading): string {
  const text = cell(column);
  const limit = LIMITS[column];
  if (text.length <= limit) return text;
  const name = `${column.charAt(0).toUpperCase()}${column.slice(1)}`;
  into.refusals.push(`${name} has at most ${limit.toLocaleString("en")} characters.`);
  return "";
}

function readOwner(cell: Cells, { owners }: RiskImportContext, into: Reading): string | null {
  const text = foldText(cell("owner"));
  if (text === "") return null;
  const named = owners.filter(({ name, email }) => foldText(name) === text || foldText(email) === text);
  if (named.length === 1) return named[0]?.userId ?? null;
  const why = named.length === 0 ? "Nobody who can own a risk is called" : "Several people are called";
  into.notes.push(`${why} ${cell("owner").slice(0, 80)}. The risk comes without an owner.`);
  return null;
}

function readLevels(cell: Cells, { scales }: RiskImportContext, into: Reading): ImportedRisk["levels"] {
  const given = [cell("likelihood"), cell("severity")] as const;
  if (given.every((text) => text === "")) return null;
  if (scales === null) {
    into.notes.push("No risk method is approved, so likelihood and consequence are left out.");
    return null;
  }
  const likelihood = readLevel(given[0], "Inherent likelihood", scales.likelihood);
  const consequence = readLevel(given[1], "Inherent consequence", scales.consequence);
  for (const [name, read] of [
    ["Inherent likelihood", likelihood],
    ["Inherent consequence", consequence],
  ] as const) {
    if (!read.ok) into.refusals.push(read.reason.startsWith(name) ? read.reason : `${name}: ${read.reason}`);
  }
  return likelihood.ok && consequence.ok
    ? { likelihood: likelihood.value, consequence: consequence.value }
    : null;
}

function readRisk(cell: Cells, context: RiskImportContext, into: Reading): ImportedRisk {
  const title = readText(cell, "title", into);
  if (!isWritten(cell("title"))) into.refusals.push("A title is needed.");
  return {
    title,
    asset: readText(cell, "asset", into),
    cause: readText(cell, "cause", into),
    consequence: readText(cell, "consequence", into),
    confidentiality: readYes(cell, "confidentiality", into),
    integrity: readYes(cell, "integrity", into),
    availability: readYes(cell, "availability", into),
    ownerId: readOwner(cell, context, into),
    levels: readLevels(cell, context, into),
  };
}

/** What every line of the file would become; nothing is stored. A title that the register has already is left out. */
export function planRiskImport(text: string, context: RiskImportContext): RiskImportPlan {
  if (text.length > RISK_IMPORT_LIMITS.characters) {
    return { ok: false, reason: "The file is larger than 500 kB. Split it into several files." };
  }
  const parsed = keepable(parseRegister(text.replace(/^\uFEFF/, "")));
  if (!parsed.ok) return parsed;
  const { header, records } = parsed;
  if (records.length > RISK_IMPORT_LIMITS.lines) {
    return { ok: false, reason: "The file has more than 1,000 lines. Split it into several files." };
  }
  const columns = columnsOf(header);
  if (!columns.has("title")) {
    return {
      ok: false,
      reason: "No column is called Title, Risk or Name. Name the column that holds the risks.",
    };
  }
  const titles = new Map(context.existing.map(({ title, number }) => [foldText(title), number]));
  const lines = records.map((record): RiskImportLine => {
    const cell: Cells = (column) => record.cells[columns.get(column) ?? -1] ?? "";
    const into: Reading = { refusals: [], notes: [] };
    if (record.problem !== null) into.refusals.push(record.problem);
    const risk = readRisk(cell, context, into);
    const twin = titles.get(foldText(risk.title));
    if (risk.title !== "" && twin !== undefined) into.refusals.push(`The title is there already: ${twin}.`);
    const isTaken = into.refusals.length === 0;
    if (isTaken) titles.set(foldText(risk.title), `line ${record.line}`);
    return {
      line: record.line,
      title: cell("title").slice(0, LIMITS.title),
      risk: isTaken ? risk : null,
      remarks: [...into.refusals, ...into.notes],
    };
  });
  const used = new Set(columns.values());
  return { ok: true, lines, unused: header.filter((name, at) => !used.has(at) && name !== "") };
}
