import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OBLIGATION_KIND_LABEL, OBLIGATION_KINDS } from "@/lib/core/isms-statuses";
import {
  listObligationRows,
  type ObligationRow,
  obligationNumber,
  obligationQuery,
  obligationTabCounts,
  readObligationView,
  reasonKindOf,
  reviewState,
} from "@/lib/core/obligation";
import { type ObligationKnown, obligationsCsv, planObligations } from "@/lib/core/obligation-csv";

const row = (over: Partial<ObligationRow> = {}): ObligationRow => ({
  ...{ id: "1", number: "O-001", kind: "law", title: "Data act", source: "", description: "" },
  ...{ owner: null, reviewOn: null, archived: false, refs: ["A.5.34"], version: 1 },
  ...over,
});
const ANN = { userId: "ann", name: "Ann Lee", email: "ann@example.com" };
const known = (existing: readonly ObligationRow[] = []): ObligationKnown => ({
  existing,
  members: [ANN],
  ownControls: new Set(["X.1"]),
});
const planned = (text: string, existing: readonly ObligationRow[] = []) => {
  const result = planObligations(text, known(existing));
  if (!result.ok) throw new Error(result.reason);
  return result.plan;
};

describe("obligations", () => {
  test("have numbers, and are reasons of the kind that they are", () => {
    expect([obligationNumber(7), obligationNumber(1_234)]).toEqual(["O-007", "O-1234"]);
    expect(OBLIGATION_KINDS.map(reasonKindOf)).toEqual(["legal", "legal", "contractual", "contractual"]);
  });

  test("are due 30 days before the review and on the day, overdue after it", () => {
    const state = (reviewOn: string | null) => reviewState(reviewOn, "2026-11-22");
    expect([null, "2026-12-23", "2026-12-22", "2026-11-22", "2026-11-21"].map(state)).toEqual([
      "none",
      "planned",
      "due",
      "due",
      "overdue",
    ]);
  });

  test("are listed by tab, filter and order, and an address keeps its view", () => {
    const rows = [
      row({ id: "1", reviewOn: "2026-11-01" }),
      row({ id: "2", number: "O-010", title: "Contract", kind: "contract", refs: [] }),
      row({ id: "3", number: "O-002", archived: true }),
    ];
    expect(obligationTabCounts(rows, "2026-11-22")).toEqual({ live: 2, review: 1, open: 1, archived: 1 });
    const ids = (query: Record<string, string>) =>
      listObligationRows(rows, readObligationView(query), "2026-11-22").rows.map(({ id }) => id);
    expect(ids({ sort: "-number" })).toEqual(["2", "1"]);
    expect(ids({ ref: "A.5.34" })).toEqual(["1"]);
    expect(ids({ q: "contract" })).toEqual(["2"]);
    expect(ids({ kind: "nonsense", owner: "x" })).toEqual(["1", "2"]);
    const query = obligationQuery(
      readObligationView({ view: "open", kind: "law", sort: "-title", q: " a " }),
    );
    expect(query).toEqual({ view: "open", kind: "law", owner: null, ref: null, q: "a", sort: "-title" });
  });
});

describe("a register as CSV", () => {
  test("changes nothing when it comes back as it was written, for every text", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 40 }).map((one) => one.trim().replace(/\r/g, ""));
    const title = text.filter((one) => one !== "");
    const storable = (one: string) => !one.includes("\u0000") && one === one.trim();
    const rows = fc.uniqueArray(
      fc.record({
        kind: fc.constantFrom(...OBLIGATION_KINDS),
        title: title.filter(storable),
        source: text.filter(storable),
        reviewOn: fc.constantFrom(null, "2027-01-31"),
        refs: fc.constantFrom<readonly string[]>([], ["A.5.31"], ["A.5.31", "A.8.24", "X.1"]),
        mine: fc.boolean(),
      }),
      { selector: (one) => one.title, minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(rows, (given) => {
        const existing = given.map(({ mine, ...one }, at) =>
          row({
            ...one,
            id: String(at),
            number: obligationNumber(at + 1),
            owner: mine ? { userId: ANN.userId, name: ANN.name } : null,
          }),
        );
        const { lines, writes } = planned(obligationsCsv(existing), existing);
        expect(lines.map(({ outcome, problems }) => [outcome, problems])).toEqual(
          given.map(() => ["unchanged", []]),
        );
        expect(writes).toEqual([]);
      }),
    );
  });

  test("changes nothing where a form stored other line ends than the file has", () => {
    const existing = [row({ description: "Tell them:\r\n- by e-mail" })];
    expect(planned(obligationsCsv(existing), existing).lines[0]?.outcome).toBe("unchanged");
  });

  test("adds, changes what is written, and keeps what a cell leaves empty", () => {
    const existing = [row({ source: "Article 5", reviewOn: "2026-01-01" })];
    const { lines, writes } = planned(
      "Number;Kind;Title;Source;Review on;Controls\nO-001;;;Article 6;;5.31, x.1\n;Contract;MSA;;;\n",
      existing,
    );
    expect(lines.map(({ outcome }) => outcome)).toEqual(["changed", "new"]);
    expect(lines[0]?.changes.map(({ label }) => label)).toEqual(["Source", "Controls"]);
    expect(writes.map(({ id, values }) => [id, values.title, values.reviewOn, values.refs])).toEqual([
      ["1", "Data act", "2026-01-01", ["A.5.31", "X.1"]],
      [null, "MSA", null, []],
    ]);
  });

  test("leaves lines out with every problem named, and never guesses", () => {
    const { lines, writes } = planned(
      [
        "Number,Kind,Title,Owner,Review on,Controls",
        "O-009,Law,Unknown number,,,",
        ",Rule,Bad kind,Bob,tomorrow,CC6.1",
        ",Law,,,,",
        ",Law,Twice,,,",
        ",Law,twice,,,",
        ",Law,Clause,,,6.1.2",
      ].join("\n"),
    );
    expect(lines.map(({ outcome, problems }) => [outcome, problems.length])).toEqual([
      ["refused", 1],
      ["refused", 4],
      ["refused", 1],
      ["new", 0],
      ["refused", 1],
      ["refused", 1],
    ]);
    expect(lines[4]?.problems).toEqual(["Line 5 is about the same obligation."]);
    expect(writes).toHaveLength(1);
    expect(planObligations("Name,Colour\nx,y\n", known())).toMatchObject({ ok: false });
    const many = `Kind,Title\n${Array.from({ length: 501 }, (_, at) => `Law,T${at}`).join("\n")}`;
    expect(planObligations(many, known())).toMatchObject({ ok: false });
  });

  test("knows kinds by their printed words", () => {
    for (const kind of OBLIGATION_KINDS) {
      const { writes } = planned(`Kind,Title\n${OBLIGATION_KIND_LABEL[kind].toUpperCase()},T\n`);
      expect(writes[0]?.values.kind).toBe(kind);
    }
  });
});
