import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvLine } from "@/lib/core/csv";
import { planRequestImport, type RequestImportContext } from "@/lib/core/room-request-import";

const context: RequestImportContext = {
  existing: new Set(["R-1"]),
  known: new Set(["A.5.15", "A.5.18", "CC6.1"]),
  owners: [
    { userId: "u1", name: "Ada Owner", email: "ada@example.com" },
    { userId: "u2", name: "Twin", email: "a@example.com" },
    { userId: "u3", name: "Twin", email: "b@example.com" },
  ],
};
const HEAD = "Ref;Request;Type;Controls;Details;Due date;Owner;Colour";

function lines(text: string, given: RequestImportContext = context) {
  const plan = planRequestImport(text, given);
  if (!plan.ok) throw new Error(plan.reason);
  return plan.lines;
}

describe("the import of an auditor's list (A-05)", () => {
  test("reads headings as they come and says by line and column what it leaves out", () => {
    const text = [
      HEAD,
      "R-1;There;;;;;;",
      " R- 2 ;Leavers;population;A.5.18, CC6.1;All of them;2026-12-01;ada@example.com;red",
      "R-3;Odd;poem;A.9.99;;soon;Twin;",
      ";No reference;;;;;;",
      "R- 2;Again;;;;;;",
      "R-4;;;;;03/04/2026;Nobody;",
    ].join("\n");
    const [there, good, odd, bare, twin, last] = lines(text);
    expect(there).toMatchObject({ line: 2, outcome: "there", request: null });
    expect(good).toMatchObject({
      line: 3,
      outcome: "new",
      request: {
        ...{ auditorRef: "R- 2", title: "Leavers", kind: "population", detail: "All of them" },
        ...{ requirements: ["A.5.18", "CC6.1"], dueOn: "2026-12-01", ownerId: "u1" },
      },
    });
    expect(odd?.remarks.map(({ column }) => column)).toEqual(["Kind", "Requirements", "Due on", "Owner"]);
    expect(bare?.remarks).toEqual([
      { column: "Reference", text: "A reference is needed: a second import knows the request by it." },
    ]);
    expect(twin?.remarks).toEqual([{ column: "Reference", text: "Line 3 has this reference already." }]);
    expect(last).toMatchObject({ outcome: "left_out" });
    expect(last?.remarks.map(({ column }) => column)).toEqual(["Title", "Due on", "Owner"]);
    expect(planRequestImport(text, context)).toMatchObject({ unused: ["Colour"] });
  });

  test("an auditor's file names nobody, and a file without the two columns is refused", () => {
    const inRoom = { ...context, owners: null };
    expect(lines("Ref,Title,Owner\nR-9,Asked,Ada Owner", inRoom)[0]?.request?.ownerId).toBeNull();
    expect(planRequestImport("Title\nAsked", context)).toMatchObject({ ok: false });
    expect(planRequestImport("Ref\nR-1", context)).toMatchObject({ ok: false });
    expect(planRequestImport("", context)).toMatchObject({ ok: false });
    const many = `Ref,Title\n${Array.from({ length: 1_001 }, (_, at) => `R-${at},T`).join("\n")}`;
    expect(planRequestImport(many, context)).toMatchObject({ ok: false });
    expect(planRequestImport(`Ref,Title\nR-2,${"x".repeat(500_001)}`, context)).toMatchObject({ ok: false });
    const long = lines(`Ref,Title,Details\n${"R".repeat(41)},${"T".repeat(301)},${"d".repeat(4_001)}`)[0];
    expect(long?.remarks.map(({ column }) => column)).toEqual(["Reference", "Title", "Detail"]);
  });

  test("whatever the file holds, what is imported once is there the second time", () => {
    const word = fc.string({ maxLength: 12 });
    const row = fc.tuple(word, word, word, word, word);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const text = [
          "Reference,Title,Kind,Requirements,Due on",
          ...rows.map((cells) => csvLine(cells)),
        ].join("\r\n");
        const first = planRequestImport(text, context);
        if (!first.ok) return;
        const made = first.lines.flatMap(({ request }) => (request === null ? [] : [request.auditorRef]));
        expect(new Set(made).size).toBe(made.length);
        for (const line of first.lines) {
          expect(line.request === null).toBe(line.outcome !== "new");
          if (line.outcome === "left_out") expect(line.remarks.length).toBeGreaterThan(0);
        }
        const second = lines(text, { ...context, existing: new Set([...context.existing, ...made]) });
        expect(second.filter(({ outcome }) => outcome === "new")).toEqual([]);
      }),
    );
  });
});
