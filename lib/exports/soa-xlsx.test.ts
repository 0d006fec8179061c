import { readXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { soaColumns } from "@/lib/core/soa-columns";
import { type SoaDocument, soaFileName } from "@/lib/core/soa-document";
import { soaExportName } from "@/lib/exports/soa-files";
import {
  APPROVED,
  blockingCheck,
  entryOf,
  NASTY_TEXTS,
  sampleDocument,
  sampleRow,
} from "@/lib/exports/soa-samples";
import { soaWorkbook } from "@/lib/exports/soa-xlsx";

const rows = [
  sampleRow("A.5.1"),
  sampleRow("A.5.10"),
  sampleRow("A.8.34", { applicability: "excluded", exclusionJustification: "Nothing here" }),
  ...NASTY_TEXTS.map((text, index) => sampleRow(`X.${index + 1}`, { title: text })),
];
const draft = sampleDocument(rows, {}, { checks: [blockingCheck(["A.5.1", "A.5.10"])] });

async function reread(document: SoaDocument, profile: "internal" | "shareable" = "internal") {
  return readXlsx(await soaWorkbook(document, profile), { readStyles: true });
}

describe("the workbook", () => {
  test("has a cover, a sheet with all rows, one for each theme, change log and legend (S-11)", async () => {
    const names = (await reread(draft)).sheets.map((sheet) => sheet.name);
    expect(names).toEqual([
      ...["Cover", "SoA", "A.5 Organizational", "A.8 Technological", "Own controls", "Change log", "Key"],
    ]);
  });

  test("splits the rows over the themes without losing or doubling one", async () => {
    const sheets = (await reread(draft)).sheets;
    const refs = (at: number) => (sheets[at]?.rows.slice(2) ?? []).map((cells) => cells[0]);
    expect([2, 3, 4].flatMap(refs)).toEqual(refs(1));
  });

  test("keeps 5.10 apart from 5.1, as text", async () => {
    const sheet = (await reread(draft)).sheets[1];
    expect(sheet?.rows[2]?.slice(0, 2)).toEqual(["A.5.1", "5.1"]);
    expect(sheet?.rows[3]?.slice(0, 2)).toEqual(["A.5.10", "5.10"]);
    const number = sheet?.cells?.get("3,1");
    expect([number?.type, number?.style?.numFmt]).toEqual(["string", "@"]);
  });

  test("has filters over all rows, a frozen header and the header on each printed page (S-11)", async () => {
    const sheet = (await reread(draft)).sheets[1];
    const last = soaColumns("internal", "sheet").length;
    expect(last).toBe(27);
    expect(sheet?.autoFilter?.range).toBe(`A2:AA${draft.rows.length + 2}`);
    expect(sheet?.freezePane).toEqual({ rows: 2, columns: 3 });
    expect(sheet?.pageSetup?.printTitlesRow?.replaceAll("$", "")).toMatch(/^2:2$/);
    expect(sheet?.pageSetup?.orientation).toBe("landscape");
  });

  test("names the repeated rows of every sheet so that a spreadsheet reads them, and keeps a wide sheet readable", async () => {
    const zip = await soaWorkbook(draft, "internal");
    const book = entryOf(zip, "xl/workbook.xml");
    const names = [...book.matchAll(/<definedName name="_xlnm\.Print_Titles"[^>]*>([^<]*)</g)].map(
      ([, range]) => range,
    );
    expect(names).toHaveLength(6);
    for (const range of names) expect(range).toMatch(/^(?:'[^']+'!\$A:\$C,)?'[^']+'!\$2:\$2$/);
    expect(names).toContain("'A.5 Organizational'!$A:$C,'A.5 Organizational'!$2:$2");
    const [cover, all] = (await reread(draft)).sheets;
    expect([cover?.pageSetup?.fitToWidth, all?.pageSetup?.fitToWidth]).toEqual([1, 3]);
    const outside = (await reread(draft, "shareable")).sheets[1];
    expect(outside?.pageSetup?.fitToWidth).toBe(1);
  });

  test("cuts long names in head and foot lines, which hold 255 characters, and prints an ampersand as one", async () => {
    const named = sampleDocument(rows, { ...APPROVED, organisation: `R&D ${"long ".repeat(60)}` });
    for (const { headerFooter } of (await reread(named)).sheets) {
      expect(headerFooter?.oddHeader).toContain("R&&D long");
      expect(headerFooter?.oddHeader?.length).toBeLessThanOrEqual(255);
      expect(headerFooter?.oddFooter?.length).toBeLessThanOrEqual(255);
    }
  });

  test("prints DRAFT on every sheet and lists what blocks, until somebody approved", async () => {
    const book = await reread(draft);
    for (const sheet of book.sheets) expect(sheet.headerFooter?.oddHeader).toContain("DRAFT");
    const cover = book.sheets[0]?.rows.map((cells) => cells.join(" | ")).join("\n") ?? "";
    expect(cover).toContain("DRAFT of 2026-11-20, not approved. 1 check blocks approval.");
    expect(cover).toContain(
      "2 rows are included with no reason. | Name the risk behind each. | A.5.1, A.5.10",
    );
    expect(cover).toContain("Standard | ISO/IEC 27001:2022 + Amd 1:2024");
    expect(cover).toContain("SOC 2 categories in scope | Security, Privacy");
    expect(cover).toContain("Approved by | Nobody yet");
    expect(cover).toContain("(scope statement 2, approved on 2026-10-01)");
  });

  test("names version, approver, classification, reason and hash once approved, without a watermark (S-11)", async () => {
    const history = [
      { label: "1.1", approvedOn: "2026-05-01", approvedBy: "Ann Approver", changeReason: "First year" },
    ];
    const change = { kind: "changed", ref: "A.5.1", title: "Policies", cell: "Owner" } as const;
    const changes = [{ ...change, before: "", after: "Lea Lead" }];
    const book = await reread(sampleDocument(rows, APPROVED, { history, changes }));
    for (const sheet of book.sheets) {
      expect(sheet.headerFooter?.oddHeader).toMatch(/Version 1\.2&R.*Internal$/);
      expect(sheet.headerFooter?.oddHeader).not.toContain("DRAFT");
      expect(sheet.headerFooter?.oddFooter).toContain(
        "27001:2022 + Amd 1:2024, scope statement 2, 1 Dec 2026",
      );
      expect(sheet.headerFooter?.oddFooter).toContain("approved by Ann Approver");
    }
    const cover = book.sheets[0]?.rows.map((cells) => cells.join(" | ")).join("\n") ?? "";
    for (const line of [
      "Version 1.2, approved by Ann Approver on 2026-12-01.",
      "Classification | Internal",
      "Approved by | Ann Approver, Head of Security",
      "Reason for the change | Cloud controls after the move",
      `SHA-256 of the frozen content | ${APPROVED.sha256}`,
    ]) {
      expect(cover).toContain(line);
    }
    const sheet = (name: string) => book.sheets.find((one) => one.name === name)?.rows.slice(2);
    expect(sheet("Change log")?.map((cells) => cells[0])).toEqual(["1.2", "1.1"]);
    expect(sheet("Changed cells")).toEqual([["A.5.1", "Policies", "Changed", "Owner", null, "Lea Lead"]]);
  });

  test("is the same bytes for the same statement", async () => {
    const [one, two] = [await soaWorkbook(draft, "internal"), await soaWorkbook(draft, "internal")];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  });
});

test("the file name says organisation, version and day, in plain letters (S-11)", () => {
  const name = (organisation: string, extension: string, more: Partial<SoaDocument["header"]> = {}) =>
    soaFileName(sampleDocument([], { organisation, ...more }).header, extension);
  expect(name("Northwind", "xlsx")).toBe("Northwind_SoA_draft_2026-11-20.xlsx");
  expect(name('Müller & Söhne "GmbH"/..', "csv")).toBe("Muller-Sohne-GmbH_SoA_draft_2026-11-20.csv");
  expect(name("株式会社", "csv")).toBe("Organisation_SoA_draft_2026-11-20.csv");
  expect(name("Northwind", "pdf", APPROVED)).toBe("Northwind_SoA_v1.2_2026-12-01.pdf");
  expect(soaExportName(sampleDocument([], APPROVED), "shareable", "oscal-ssp.json")).toBe(
    "Northwind_SoA-shareable_v1.2_2026-12-01.oscal-ssp.json",
  );
});
