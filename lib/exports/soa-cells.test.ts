// What each cell says, told from the row itself: the other tests compare the formats with each other.
import fc from "fast-check";
import { expect, test } from "vitest";
import { unguard } from "@/lib/core/csv";
import type { ExportProfile } from "@/lib/core/isms-statuses";
import { plainText } from "@/lib/core/plain-text";
import type { SoaDocument, SoaDocumentRow } from "@/lib/core/soa-document";
import { renderSoaFile } from "@/lib/exports/soa-files";
import { anyStatement, blockingCheck, sampleDocument, sampleRow } from "@/lib/exports/soa-samples";

type Cells = Readonly<{ [title: string]: string }>;

/** The file as records under its titles, by RFC 4180. */
async function recordsOf(document: SoaDocument, profile: ExportProfile): Promise<readonly Cells[]> {
  const bytes = await renderSoaFile("csv", document, { profile });
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).slice(1);
  const rows: string[][] = [[]];
  for (const [, value = "", end] of text.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    rows.at(-1)?.push(unguard(value.replaceAll('""', '"')));
    if (end === "\r\n") rows.push([]);
  }
  const [head = [], ...lines] = rows.slice(0, -1);
  return lines.map((cells) => Object.fromEntries(head.map((title, at) => [title, cells[at] ?? ""])));
}

const WORD = {
  included: "Included",
  excluded: "Excluded",
  undecided: "Undecided",
  not_started: "Not started",
  planned: "Planned",
  partial: "Partial",
  implemented: "Implemented",
  own: "Own",
  shared: "Shared",
  inherited: "Inherited",
  policy: "Policy",
  procedure: "Procedure",
  technical: "Technical",
  provider: "Provider",
  risk: "Risk",
  legal: "Legal",
  contractual: "Contract",
  business: "Business",
} as const;

function reasonsOf(row: SoaDocumentRow): string {
  const each = row.reasons.map(({ kind, detail }) => WORD[kind] + (detail === "" ? "" : `: ${detail}`));
  return row.applicability === "excluded" ? "Not needed" : each.join("; ");
}

function relianceOf({ reliance }: SoaDocumentRow): string {
  if (reliance === null) return "";
  const { provider, document, validUntil, valid } = reliance;
  return `${provider}, ${document}, ${valid ? "valid until" : "ended"} ${validUntil}`;
}

const named = (list: SoaDocumentRow["risks"]) =>
  list.map(({ number, title }) => (title === "" ? number : `${number} ${title}`)).join("; ");

/** The record of a row for the team, written out from its fields. */
function internalOf(row: SoaDocumentRow): Cells {
  const isOut = row.applicability === "excluded";
  return {
    Ref: row.ref,
    Control: row.title,
    Applicability: WORD[row.applicability],
    "Reasons for inclusion": reasonsOf(row),
    Justification: row.justification,
    "Justification for exclusion": isOut ? row.exclusionJustification : "",
    Implementation: isOut ? "Not needed" : WORD[row.implementation],
    "Target date": isOut ? "Not needed" : (row.targetOn ?? ""),
    Delivery: isOut ? "Not needed" : WORD[row.delivery],
    Method: isOut ? "Not needed" : (row.methods ?? []).map((method) => WORD[method]).join("; "),
    "How it is implemented": row.description,
    Owner: row.ownerName ?? "",
    Risks: named(row.risks),
    Obligations: named(row.obligations),
    "Relies on": relianceOf(row),
    "Stays with us": row.delivery === "own" ? "" : (row.reliance?.residual ?? []).join("; "),
    "Current evidence": String(row.currentCount),
    Evidence: row.evidence.join("; "),
    "Last accepted": row.acceptedOn ?? "",
    "Implemented without evidence because": row.evidenceOverride,
    "SOC 2 criteria": row.criteria.join(", "),
    "Open nonconformities": row.nonconformities.join(", "),
    "Last reviewed": row.reviewedOn ?? "",
  };
}

const plain = (record: Cells) =>
  Object.fromEntries(Object.entries(record).map(([title, text]) => [title, plainText(text)]));

test("every cell says what its row says, whatever people typed (S-01, S-02, S-03)", async () => {
  await fc.assert(
    fc.asyncProperty(anyStatement, async (document) => {
      const records = await recordsOf(document, "internal");
      expect(records).toHaveLength(document.rows.length);
      for (const [at, row] of document.rows.entries()) {
        expect(records[at]).toMatchObject(plain(internalOf(row)));
      }
    }),
    { numRuns: 40 },
  );
});

test("the edition for customers says what is decided and done, and the kinds of reasons alone (S-12)", async () => {
  const kept = ["Ref", "Control", "Applicability", "Implementation", "Delivery", "Method", "SOC 2 criteria"];
  await fc.assert(
    fc.asyncProperty(anyStatement, async (document) => {
      const records = await recordsOf(document, "shareable");
      for (const [at, row] of document.rows.entries()) {
        const kinds = [...new Set(row.reasons.map(({ kind }) => WORD[kind]))].join(", ");
        const wanted = plain(internalOf(row));
        expect(records[at]).toEqual({
          ...Object.fromEntries(kept.map((title) => [title, wanted[title]])),
          ...{ "Annex A number": expect.any(String), Theme: expect.any(String), Source: expect.any(String) },
          "Reasons for inclusion": row.applicability === "excluded" ? "Not needed" : kinds,
        });
      }
    }),
    { numRuns: 30 },
  );
});

test("a row names its theme and number, an own control neither, and what blocks stands at its row alone", async () => {
  const document = sampleDocument(
    [sampleRow("A.6.7", { theme: "A.6" }), sampleRow("X.1", { theme: null })],
    {},
    {
      checks: [blockingCheck(["X.1"])],
    },
  );
  const [annex, own] = await recordsOf(document, "internal");
  expect(annex).toMatchObject({ "Annex A number": "6.7", Theme: "People", Source: "Annex A" });
  expect(own).toMatchObject({ "Annex A number": "", Theme: "", Source: "Own control" });
  expect([annex?.["Blocks approval"], own?.["Blocks approval"]]).toEqual(["", "Name the risk behind each."]);
});
