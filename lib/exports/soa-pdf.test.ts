import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { isRightToLeft, printable } from "@/lib/core/font-coverage";
import { soaCells, soaColumns } from "@/lib/core/soa-columns";
import { soaPdf } from "@/lib/exports/soa-pdf";
import { APPROVED, blockingCheck, NASTY_TEXTS, sampleDocument, sampleRow } from "@/lib/exports/soa-samples";
import { printedCharacters, TypesetError, typesetPdf } from "@/lib/platform/typst";

const folder = mkdtempSync(join(tmpdir(), "soa-pdf-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function has(tool: string): boolean {
  const found = spawnSync(tool, ["-v"]).error === undefined;
  if (!found) process.stdout.write(`skipped: ${tool} is not installed\n`);
  return found;
}
function run(tool: string, ...args: readonly string[]): string {
  return execFileSync(tool, args, { encoding: "latin1", stdio: "pipe", maxBuffer: 64 * 1024 * 1024 });
}
const textOf = (...args: readonly string[]) =>
  Buffer.from(run("pdftotext", ...args, "-"), "latin1").toString("utf8");

const reads = has("pdftotext") && has("pdfinfo");
const checks = has("qpdf");

function kept(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** Everything but spaces, break marks and the order of right-to-left runs. */
const letters = (text: string) => [
  ...text.normalize("NFC").replace(/[\s\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\f]/gu, ""),
];
const bag = (text: string) => letters(text).toSorted().join("");

const long = "A sentence of the justification, once more. ".repeat(1_200);
const fixed = sampleDocument(
  [
    sampleRow("A.5.1", { justification: long, nonconformities: ["NC-2026-001"] }),
    sampleRow("A.5.10", { applicability: "excluded", exclusionJustification: "Nobody works there." }),
    sampleRow("A.8.34", {
      description: "one\ntwo",
      risks: [{ id: "r", number: "R-004", title: "Lost laptop" }],
    }),
    ...NASTY_TEXTS.map((text, index) =>
      sampleRow(`X.${index + 1}`, { title: `Own ${index + 1}`, justification: text }),
    ),
  ],
  APPROVED,
);

const TURNED = /[\u202e\p{Script=Hebrew}\p{Script=Arabic}]/u;

/** The cells of both tables that stand on one page from left to right, as printed. */
async function plainCells(): Promise<readonly string[]> {
  const covers = await printedCharacters();
  const cells = (["statement", "record"] as const).flatMap((place) =>
    soaCells(soaColumns("internal", place), fixed.rows, fixed).flat(),
  );
  const plain = cells.filter((cell) => cell !== long && !TURNED.test(String(cell)));
  expect(plain.length).toBeGreaterThan(400);
  return plain.map((cell) => printable(String(cell), covers));
}

describe("the PDF", () => {
  test.skipIf(!reads)("holds every cell of both tables", { timeout: 120_000 }, async () => {
    const path = kept("fixed.pdf", await soaPdf(fixed, "internal"));
    const text = textOf("-raw", path);
    const whole = letters(text).join("");
    for (const cell of await plainCells()) expect(whole, cell).toContain(letters(cell).join(""));
    // What runs over pages has their heads and feet in between; what runs right to left comes in the order of the page.
    expect(whole.split("Asentenceofthejustification,oncemore.").length - 1).toBeGreaterThan(1_150);
    for (const script of [/[\u05d0-\u05ea]/gu, /[\u0621-\u064a]/gu]) {
      const typed = fixed.rows.map((row) => row.justification).join("");
      expect(bag(text.match(script)?.join("") ?? "")).toBe(bag(typed.match(script)?.join("") ?? ""));
    }
  });

  test.skipIf(!reads)("is tagged, landscape, named, and numbers its pages", { timeout: 60_000 }, async () => {
    const path = kept("facts.pdf", await soaPdf(fixed, "internal"));
    const facts = run("pdfinfo", path);
    expect(facts).toMatch(/Title: +Northwind: Statement of Applicability, Version 1\.2/);
    expect(facts).toMatch(/Tagged: +yes/);
    expect(facts).toMatch(/Page size: +841\.\d+ x 595\.\d+ pts \(A4\)/);
    const pages = /Pages: +(\d+)/.exec(facts)?.[1];
    const last = textOf("-f", String(pages), path);
    expect(last).toContain(`Page ${pages} of ${pages}`);
    for (const page of ["2", "3"]) {
      const text = textOf("-f", page, "-l", page, path);
      expect(text, `the repeated header row on page ${page}`).toContain("How it is implemented");
      expect(text).toContain("approved by Ann Approver");
      expect(text).not.toContain("DRAFT");
    }
  });

  test.skipIf(!reads)(
    "prints DRAFT on every page and what blocks on the cover",
    { timeout: 60_000 },
    async () => {
      const draft = sampleDocument(
        [sampleRow("A.5.1"), sampleRow("A.6.7")],
        {},
        { checks: [blockingCheck(["A.6.7"])] },
      );
      const path = kept("draft.pdf", await soaPdf(draft, "internal"));
      const pages = textOf("-raw", path)
        .split("\f")
        .filter((page) => page.trim() !== "");
      expect(pages.length).toBeGreaterThan(2);
      for (const page of pages) expect(page).toContain("DRAFT");
      expect(pages[0]).toContain("1 rows are included with no reason.");
    },
  );

  test.skipIf(!checks)(
    "passes qpdf's check, with bookmarks and a language",
    { timeout: 60_000 },
    async () => {
      const path = kept("check.pdf", await soaPdf(fixed, "shareable"));
      expect(run("qpdf", "--check", path)).toContain("No syntax or stream encoding errors");
      const plain = run("qpdf", "--qdf", "--object-streams=disable", path, "-");
      expect(plain).toMatch(/\/Lang \(en(-GB)?\)/);
      expect(plain).toMatch(/\/Outlines \d+ 0 R/);
      expect(plain.match(/\/S \/TH\b/g)?.length).toBeGreaterThan(8);
    },
  );

  test("is the same bytes for the same statement, and shared by equal requests", {
    timeout: 60_000,
  }, async () => {
    const small = sampleDocument([sampleRow("A.5.1")]);
    const all = await Promise.all([soaPdf(small, "internal"), soaPdf(small, "internal")]);
    all.push(await soaPdf(small, "internal"));
    expect(new Set(all.map((bytes) => Buffer.from(bytes).toString("base64"))).size).toBe(1);
  });
});

describe("the typesetter", () => {
  test("refuses what is too large with a sentence, and goes on after a broken template", {
    timeout: 60_000,
  }, async () => {
    await expect(typesetPdf("x", "y".repeat(8_000_001))).rejects.toThrow(TypesetError);
    await expect(typesetPdf("#panic()", {})).rejects.toThrow("does not compile");
    const bytes = await typesetPdf("#json(bytes(sys.inputs.data)).at(0)", ["#panic() *text*"]);
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe("%PDF-");
  });

  test("reads no file but its own template", { timeout: 60_000 }, async () => {
    await expect(typesetPdf('#read("/etc/passwd")', {})).rejects.toThrow("does not compile");
  });
});

describe("characters", () => {
  test("outside the typeface are printed as code points, marks that draw nothing are left out", async () => {
    const covers = await printedCharacters();
    expect(printable("Gr\u00fc\u00df \u0394 \u0416 \u05d0 \u0627", covers)).toBe(
      "Gr\u00fc\u00df \u0394 \u0416 \u05d0 \u0627",
    );
    expect(printable("\u{1f389}\u6f22\u{e0061}", covers)).toBe("[U+1F389][U+6F22]");
    expect(printable("x".repeat(30), covers).replaceAll("\u200b", "")).toBe("x".repeat(30));
  });

  test("right to left is decided by the first letter", () => {
    expect(["\u05d0 a", "1. \u0627", "a \u05d0", "", "12"].map(isRightToLeft)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
