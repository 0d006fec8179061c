import { readXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { checkSoa } from "@/lib/core/soa-checks";
import {
  documentTotals,
  SOA_CLASSIFICATION,
  SOA_STANDARD,
  type SoaDocument,
  type SoaDocumentRow,
  soaFileName,
} from "@/lib/core/soa-document";
import { SOA_COLUMNS } from "@/lib/exports/soa-columns";
import { soaCsv } from "@/lib/exports/soa-csv";
import { soaWorkbook } from "@/lib/exports/soa-xlsx";

const AT = new Date("2026-11-20T14:02:00Z");

function row(ref: string, title: string, more: Partial<SoaDocumentRow> = {}): SoaDocumentRow {
  return {
    ref,
    title,
    about: "",
    theme: ref.startsWith("A.5") ? "A.5" : null,
    applicability: "included",
    reasons: [{ kind: "contractual", detail: "", cited: false }],
    justification: `Because of the contract with customer ${ref}.`,
    exclusionJustification: "",
    description: "",
    implementation: "implemented",
    targetOn: null,
    delivery: "own",
    evidenceOverride: "",
    ownerId: "o",
    ownerName: "Lea Lead",
    evidenceCount: 2,
    currentCount: 1,
    evidencedCurrent: true,
    acceptedOn: "2026-11-02",
    citedBy: [],
    openMajor: 0,
    criteria: ["CC6.1"],
    nonconformities: [],
    risks: [],
    obligations: [],
    reliance: null,
    reviewedOn: null,
    evidence: ref === "A.5.10" ? ["E-001", "=HYPERLINK(1)"] : [],
    ...more,
  };
}

const NASTY = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "007", "1e5", "2026-01-01", "5.10"];

function headerOf(organisation: string, all: readonly SoaDocumentRow[]): SoaDocument["header"] {
  return {
    organisation,
    standard: SOA_STANDARD,
    classification: SOA_CLASSIFICATION,
    scope: null,
    categories: ["security", "privacy"],
    dataset: "2026.11.1",
    label: null,
    date: "2026-11-20",
    preparedBy: null,
    changeReason: "",
    totals: documentTotals(all),
    status: "draft",
    approval: null,
    sha256: null,
  };
}

function documentOf(rows: readonly SoaDocumentRow[], addressed: boolean): SoaDocument {
  const context = {
    today: "2026-11-20",
    hosting: "cloud" as const,
    categories: ["security" as const],
    remoteStaff: null,
    outsourcedDevelopment: null,
    relied: null,
  };
  const others = addressed ? CONTROLS.filter((c) => !rows.some((r) => r.ref === c.ref)) : [];
  const all = [...rows, ...others.map((control) => row(control.ref, control.title))];
  return {
    header: headerOf("Northwind", all),
    rows: all,
    checks: checkSoa(all, context),
    changes: [],
    history: [],
  };
}

const rows = [
  row("A.5.1", "Policies"),
  row("A.5.10", "Acceptable use", { justification: "_x0041_ stays as typed\r\nsecond line" }),
  row("A.5.23", "Cloud", { implementation: "planned", targetOn: null }),
  row("A.5.31", "Law", { applicability: "excluded", exclusionJustification: "Nothing here" }),
  ...NASTY.map((text, index) => row(`X.${index + 1}`, text, { justification: text, ownerName: text })),
  row("X.90", "Broken", { description: "a\u0000b\u0007c \ud800 d", justification: "x".repeat(40_000) }),
];

async function reread(document: SoaDocument) {
  return readXlsx(await soaWorkbook(document, AT), { readStyles: true });
}

describe("the workbook", () => {
  test("holds every cell of the statement as it was given", async () => {
    const document = documentOf(rows.slice(0, -1), false);
    const sheet = (await reread(document)).sheets[1];
    const expected = document.rows.map((each) => SOA_COLUMNS.map((column) => column.value(each, document)));
    const seen = sheet?.rows.slice(2).map((cells) => SOA_COLUMNS.map((_, index) => cells[index] ?? ""));
    expect(seen).toEqual(
      expected.map((cells) =>
        cells.map((cell) => (typeof cell === "string" ? cell.replace(/\r\n?/g, "\n") : cell)),
      ),
    );
    expect(sheet?.rows[1]).toEqual(SOA_COLUMNS.map((column) => column.title));
  });

  test("keeps 5.10 apart from 5.1 and everything that was typed as text, without a formula", async () => {
    const book = await reread(documentOf(rows, false));
    const sheet = book.sheets[1];
    expect(sheet?.rows[2]?.slice(0, 2)).toEqual(["A.5.1", "5.1"]);
    expect(sheet?.rows[3]?.slice(0, 2)).toEqual(["A.5.10", "5.10"]);
    const typed = sheet?.rows.filter((cells) => String(cells[0]).startsWith("X.")).map((cells) => cells[2]);
    expect(typed).toEqual([...NASTY, "Broken"]);
    const cells = book.sheets.flatMap((each) => [...(each.cells?.values() ?? [])]);
    expect(cells.filter((cell) => cell.formula !== undefined)).toEqual([]);
    expect(cells.filter((cell) => cell.type === "date")).toEqual([]);
    const number = sheet?.cells?.get("3,1");
    expect([number?.type, number?.style?.numFmt]).toEqual(["string", "@"]);
  });

  test("replaces what a workbook cannot carry and cuts at the longest cell", async () => {
    const sheet = (await reread(documentOf(rows, false))).sheets[1];
    const broken = sheet?.rows.at(-1);
    expect(broken?.[12]).toBe("a b c \ufffd d");
    expect(String(broken?.[7])).toHaveLength(32_767);
  });

  test("has filters over all rows, a frozen header and the header on each printed page", async () => {
    const document = documentOf(rows, false);
    const sheet = (await reread(document)).sheets[1];
    expect(sheet?.autoFilter?.range).toBe(`A2:U${document.rows.length + 2}`);
    expect(sheet?.freezePane).toEqual({ rows: 2, columns: 3 });
    expect(sheet?.pageSetup?.printTitlesRow?.replaceAll("$", "")).toMatch(/^2:2$/);
    expect(sheet?.pageSetup?.orientation).toBe("landscape");
  });

  test("prints DRAFT on every sheet and lists what fails while something blocks", async () => {
    const document = documentOf(rows, false);
    const book = await reread(document);
    for (const sheet of book.sheets) {
      expect(sheet.headerFooter?.oddHeader).toContain("DRAFT");
      expect(sheet.rows.slice(0, 2).flat().join(" ")).toContain("DRAFT of 2026-11-20");
    }
    const cover = book.sheets[0]?.rows.map((cells) => cells.join(" | ")).join("\n") ?? "";
    for (const check of document.checks) expect(cover).toContain(check.sentence);
    expect(cover).toContain("Organisation | Northwind");
    expect(cover).toContain("ISO/IEC 27001:2022 + Amd 1:2024");
    expect(cover).toContain("Security, Privacy");
    expect(cover).toContain(`Included | ${document.rows.length - 1} of ${document.rows.length}`);
  });

  test("loses the watermark, not the word draft, when nothing blocks", async () => {
    const document = documentOf([row("A.5.10", "Acceptable use")], true);
    expect(document.rows).toHaveLength(93);
    expect(document.checks.filter((check) => check.severity === "blocking")).toEqual([]);
    const book = await reread(document);
    expect(book.sheets.map((sheet) => sheet.headerFooter?.oddHeader ?? "")).toEqual(["", "", ""]);
    expect(book.sheets[1]?.rows[0]?.[0]).toBe("Draft of 2026-11-20. All blocking checks pass. Not approved.");
  });
});

test("the CSV has the same rows and guards what a spreadsheet would run", () => {
  const text = soaCsv(documentOf(rows, false));
  expect(text).toContain('"A.5.10","5.10","Acceptable use"');
  expect(text).toContain(`"X.1","","'=1+1"`);
  expect(text).toContain(`"E-001; =HYPERLINK(1)"`);
  expect(text.split("\r\n").filter((line) => /^"(A|X)\./.test(line))).toHaveLength(rows.length);
});

test("the file name is the organisation's, in plain letters", () => {
  const name = (organisation: string, extension: string, more: Partial<SoaDocument["header"]> = {}) =>
    soaFileName({ ...headerOf(organisation, []), ...more }, extension);
  expect(name("Northwind", "xlsx")).toBe("Northwind_SoA_draft_2026-11-20.xlsx");
  expect(name('Müller & Söhne "GmbH"/..', "csv")).toBe("Muller-Sohne-GmbH_SoA_draft_2026-11-20.csv");
  expect(name("株式会社", "csv")).toBe("Organisation_SoA_draft_2026-11-20.csv");
  const approval = { name: "Ann", role: "Approver", on: "2026-12-01" };
  const approved = { label: "1.2", status: "approved", approval } as const;
  expect(name("Northwind", "pdf", approved)).toBe("Northwind_SoA_v1.2_2026-12-01.pdf");
});
