import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "@/lib/core/canonical-json";
import type { ContextDto } from "@/lib/core/context";
import {
  EMPTY_SCOPE,
  freezeScope,
  parseFrozenScope,
  readExclusions,
  type ScopeParts,
  scopeBlock,
  scopeChecks,
} from "@/lib/core/scope-statement";
import { comparableScope, compareScopes } from "@/lib/core/scope-statement-compare";
import { diffTexts } from "@/lib/core/scope-statement-diff";

const CONTEXT: ContextDto = {
  climate: { relevant: true, reason: "Power", decidedBy: "Ann", decidedOn: "2026-01-01", version: 1 },
  issues: (["internal", "external"] as const).map((side) => ({
    ...{ id: side, side, title: `${side} issue`, effect: "", reviewedOn: null, archived: false, version: 1 },
  })),
  parties: [
    {
      ...{ id: "p", name: "Customers", kind: "", archived: false, version: 1 },
      needs: [
        {
          ...{ id: "n", partyId: "p", need: "Care", answered: true, how: "By contract" },
          ...{ climate: true, archived: false, version: 1 },
        },
      ],
    },
  ],
};
const COMPLETE: ScopeParts = {
  ...EMPTY_SCOPE,
  statement: "The product as a service.",
  units: "All",
  sites: "None",
  technology: "Cloud",
  interfaces: "Provider",
  soc2Boundary: "The product",
  soc2Difference: "The office",
  remoteStaff: false,
  outsourcedDevelopment: false,
};
const PEOPLE = {
  submittedBy: { userId: "a", name: "Ann" },
  approvedBy: { userId: "b", name: "Ben", role: "approver" },
};
const frozen = (parts: ScopeParts, context = CONTEXT) =>
  freezeScope(
    { organisation: "Acme", number: 1, changeReason: "", parts, ...PEOPLE, approvedOn: "2026-02-01" },
    context,
  );
const parts = (over: Partial<ScopeParts>) => ({ ...COMPLETE, ...over });

describe("the checks of a scope statement", () => {
  test("find nothing in a complete one, and every empty part otherwise", () => {
    expect(scopeChecks(COMPLETE, CONTEXT)).toEqual([]);
    const found = scopeChecks(EMPTY_SCOPE, CONTEXT).filter(({ severity }) => severity === "blocking");
    expect(found.map(({ part }) => part)).toEqual([
      "statement",
      "units",
      "sites",
      "technology",
      "interfaces",
      "remoteStaff",
      "outsourcedDevelopment",
    ]);
    expect(scopeBlock(scopeChecks(EMPTY_SCOPE, CONTEXT))).toMatch(/And 6 more: see the checks\.$/);
    expect(scopeBlock([])).toBeNull();
  });

  test("ask for remote work in words, reasons of exclusions, and the context", () => {
    const blocks = (over: Partial<ScopeParts>, context = CONTEXT) =>
      scopeChecks(parts(over), context)
        .filter(({ severity }) => severity === "blocking")
        .map(({ part }) => part);
    expect(blocks({ remoteStaff: true })).toEqual(["remoteWork"]);
    expect(blocks({ exclusions: "Website: an agency runs it\nCafeteria\n: no name" })).toEqual([
      "exclusions",
      "exclusions",
    ]);
    expect(blocks({}, { ...CONTEXT, climate: null })).toEqual(["context"]);
    expect(scopeChecks(parts({ soc2Boundary: "" }), CONTEXT)).toMatchObject([{ severity: "warning" }]);
  });

  test("read one exclusion a line, whatever stands in it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.stringMatching(/^[a-zA-Z ]{1,20}$/), fc.string({ maxLength: 30 }))),
        (given) => {
          const clean = given
            .map(([what, why]) => [what.trim(), why.replace(/[\r\n]/g, " ").trim()] as const)
            .filter(([what]) => what !== "");
          const text = clean.map(([what, why]) => `${what}: ${why}`).join("\r\n");
          expect(readExclusions(text)).toEqual(clean.map(([what, reason]) => ({ what, reason })));
        },
      ),
    );
  });
});

describe("a frozen version", () => {
  test("says the same after it was stored, for every text", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 60 });
    fc.assert(
      fc.property(fc.record({ statement: text, exclusions: text, units: text }), (over) => {
        const version = frozen(parts(over));
        const content = canonicalJson(version);
        expect(parseFrozenScope(content)).toEqual(version);
        expect(canonicalJson(parseFrozenScope(content))).toBe(content);
      }),
    );
  });

  test("keeps the context in use and nothing that is archived, and is refused with anything added", () => {
    const archived = CONTEXT.issues.map((issue) => ({ ...issue, archived: issue.side === "external" }));
    expect(frozen(COMPLETE, { ...CONTEXT, issues: archived }).issues).toMatchObject([{ side: "internal" }]);
    const [party] = CONTEXT.parties;
    const former = party === undefined ? [] : [{ ...party, archived: true }];
    expect(frozen(COMPLETE, { ...CONTEXT, parties: [...CONTEXT.parties, ...former] }).parties).toHaveLength(
      1,
    );
    const more = canonicalJson({ ...frozen(COMPLETE), extra: 1 });
    expect(() => parseFrozenScope(more)).toThrow();
  });

  test("is compared field by field with one that is not frozen", () => {
    const before = { parts: COMPLETE, frozen: frozen(COMPLETE) };
    const after = { parts: parts({ sites: "Berlin", remoteStaff: true }), frozen: null };
    const later = { ...CONTEXT, climate: null };
    const pairs = compareScopes(comparableScope(before, later), comparableScope(after, later));
    expect(pairs.filter(({ changed }) => changed).map(({ label, from, to }) => [label, from, to])).toEqual([
      ["Sites", "None", "Berlin"],
      ["People work remotely", "No", "Yes"],
      ["Climate change (4.1)", "Relevant: Power", ""],
    ]);
    const same = comparableScope(before, CONTEXT);
    expect(compareScopes(same, same).some(({ changed }) => changed)).toBe(false);
  });
});

describe("two texts side by side", () => {
  test("mark what stands on one side only, without case and punctuation", () => {
    const { left, right, same } = diffTexts("The product, and the office.", "the Product");
    expect(left.filter(({ only }) => only).map(({ text }) => text)).toEqual(["and the office."]);
    expect(right.some(({ only }) => only)).toBe(false);
    expect(same).toBe(false);
    expect(diffTexts("Same  words.", "same words").same).toBe(true);
  });

  test("lose no character, and are the same as themselves", () => {
    const text = fc.array(fc.constantFrom("a", "b", "A.", "\n", " ", "ü", "—"), { maxLength: 30 });
    fc.assert(
      fc.property(text, text, (one, two) => {
        const [a, b] = [one.join(" "), two.join("")];
        const { left, right } = diffTexts(a, b);
        expect(left.map((part) => part.text).join("")).toBe(a);
        expect(right.map((part) => part.text).join("")).toBe(b);
        expect(diffTexts(a, a).same).toBe(true);
      }),
    );
  });
});
