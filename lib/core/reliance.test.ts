import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, type IsoDate } from "@/lib/core/dates";
import {
  canChangeReliance,
  checkEntityControl,
  checkReliance,
  isRelied,
  leaningOn,
  proposedRelianceReview,
  RELIANCE_LEAD_DAYS,
  type RelianceStatement,
  relianceByRef,
  relianceReach,
  relianceState,
  reliedRefs,
} from "@/lib/core/reliance";

const today = "2026-11-22";

/** What the words say, kept apart from the rules: days left of the document and of the review, and whether it is archived. */
type Model = { documentDays: number; reviewDays: number; archived: boolean };
type Real = { on: IsoDate; validUntil: IsoDate; nextReviewOn: IsoDate; archived: boolean };

function expectSame(model: Model, real: Real): void {
  const state = relianceState(real, real.on);
  const { documentDays, reviewDays, archived } = model;
  expect(state === "archived").toBe(archived);
  if (archived) return;
  expect(isRelied(state)).toBe(documentDays >= 0 && reviewDays >= 0);
  expect(state === "expired_document").toBe(documentDays < 0);
  expect(state === "expired_review").toBe(documentDays >= 0 && reviewDays < 0);
  if (isRelied(state)) {
    expect(state === "due").toBe(Math.min(documentDays, reviewDays) <= RELIANCE_LEAD_DAYS);
  }
}

class Wait implements fc.Command<Model, Real> {
  constructor(readonly days: number) {}
  check = () => true;
  run(model: Model, real: Real): void {
    model.documentDays -= this.days;
    model.reviewDays -= this.days;
    real.on = addDays(real.on, this.days);
    expectSame(model, real);
  }
  toString = () => `wait ${this.days}`;
}

/** A review, with a new document when `documentDays` is given: stored only when the rules allow it. */
class Review implements fc.Command<Model, Real> {
  constructor(
    readonly nextDays: number,
    readonly documentDays: number | null,
  ) {}
  check = () => true;
  run(model: Model, real: Real): void {
    const left = this.documentDays ?? model.documentDays;
    const validUntil = addDays(real.on, left);
    const nextReviewOn = addDays(real.on, this.nextDays);
    const allowed = canChangeReliance(relianceState(real, real.on)).ok;
    const errors = checkReliance({ refs: ["A.7.5"], validUntil, reviewedOn: real.on, nextReviewOn }, real.on);
    const sound = left >= 0 && this.nextDays > 0 && this.nextDays < left;
    expect(Object.keys(errors).length === 0).toBe(sound);
    expect(allowed).toBe(!model.archived);
    if (!allowed || !sound) return;
    Object.assign(real, { validUntil, nextReviewOn });
    Object.assign(model, { documentDays: left, reviewDays: this.nextDays });
    expect(isRelied(relianceState(real, real.on))).toBe(true);
    expectSame(model, real);
  }
  toString = () => `review in ${this.nextDays}, document ${this.documentDays ?? "kept"}`;
}

class Archive implements fc.Command<Model, Real> {
  check = (model: Readonly<Model>) => !model.archived;
  run(model: Model, real: Real): void {
    model.archived = true;
    real.archived = true;
    expectSame(model, real);
  }
  toString = () => "archive";
}

describe("the states of a reliance statement", () => {
  it("follow the model through days, reviews, new documents and the archive", () => {
    const days = fc.integer({ min: -40, max: 400 });
    const steps = [
      fc.integer({ min: 0, max: 200 }).map((n) => new Wait(n)),
      fc.tuple(days, fc.option(days, { nil: null })).map(([next, document]) => new Review(next, document)),
      fc.constant(new Archive()),
    ];
    fc.assert(
      fc.property(fc.commands(steps, { maxCommands: 20 }), (commands) => {
        const setup = () => ({
          model: { documentDays: 300, reviewDays: 100, archived: false },
          real: {
            on: today,
            validUntil: addDays(today, 300),
            nextReviewOn: addDays(today, 100),
            archived: false,
          },
        });
        fc.modelRun(setup, commands);
      }),
    );
  });

  it("hold on the last day of the document and on the day of the review, and no day longer", () => {
    const at = (validUntil: number, nextReviewOn: number) =>
      relianceState(
        {
          ...{ validUntil: addDays(today, validUntil), nextReviewOn: addDays(today, nextReviewOn) },
          archived: false,
        },
        today,
      );
    expect([at(0, 90), at(-1, 90), at(90, 0), at(90, -1), at(-1, -1)]).toEqual([
      ...["due", "expired_document", "due", "expired_review", "expired_document"],
    ]);
    expect([at(30, 90), at(31, 90), at(90, 30), at(90, 31)]).toEqual(["due", "valid", "due", "valid"]);
  });

  it("take a document without a last day as expired", () => {
    const facts = { validUntil: null, nextReviewOn: addDays(today, 10), archived: false };
    expect(relianceState(facts, today)).toBe("expired_document");
  });
});

describe("what may be relied on", () => {
  it("refuses own desks and equipment, shares what stays partly in own hands, and takes controls only", () => {
    for (const ref of ["A.7.7", "A.7.8"]) expect(relianceReach(ref)).toMatchObject({ ok: false });
    for (const ref of ["A.7.9", "A.7.10", "A.7.14", "A.8.1"]) {
      expect(relianceReach(ref)).toEqual({ ok: true, reach: "shared" });
    }
    for (const ref of ["A.7.5", "A.7.11", "A.7.12", "A.7.13", "A.8.14", "X.1"]) {
      expect(relianceReach(ref)).toEqual({ ok: true, reach: "inherited" });
    }
    for (const ref of ["6.1.3", "CC9.2", "A.9.9"]) expect(relianceReach(ref)).toMatchObject({ ok: false });
  });

  it("proposes a review before the document ends, a year ahead at most, and none where no day is left", () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 900 }), (days) => {
        const validUntil = addDays(today, days);
        const next = proposedRelianceReview(validUntil, today);
        expect(next === null).toBe(days <= 1);
        if (next === null) return;
        expect(
          checkReliance({ refs: ["A.7.5"], validUntil, reviewedOn: today, nextReviewOn: next }, today),
        ).toEqual({});
        expect(next <= addMonths(today, 12)).toBe(true);
      }),
    );
  });

  it("asks for controls, a document that is valid, and a review that is not ahead of its day", () => {
    const errors = checkReliance(
      { refs: [], validUntil: null, reviewedOn: addDays(today, 1), nextReviewOn: addDays(today, 9) },
      today,
    );
    expect(Object.keys(errors).sort()).toEqual(["attestationId", "refs", "reviewedOn"]);
  });

  it("settles a user-entity control with an own control, or a reason", () => {
    const bare = { ref: null, note: "" };
    expect(checkEntityControl({ ...bare, state: "open" })).toEqual({});
    expect(checkEntityControl({ ...bare, state: "in_place" })).toHaveProperty("ref");
    expect(checkEntityControl({ ...bare, state: "not_relevant" })).toHaveProperty("note");
  });
});

const statement = (id: string, more: Partial<RelianceStatement> = {}): RelianceStatement => ({
  id,
  supplierId: "s",
  provider: "Nimbus",
  attestation: {
    id: "a",
    kind: "soc2_type2",
    issuer: "Meridian",
    number: "S-1",
    validUntil: addDays(today, 200),
    exceptions: "",
  },
  services: "",
  covers: "Power.",
  gaps: "The office.",
  refs: ["A.7.5"],
  entityControls: [
    {
      id: "e",
      text: "Remove leavers.",
      ref: "A.5.18",
      ownerId: null,
      ownerName: "Lee",
      state: "open",
      note: "",
      version: 1,
    },
    {
      id: "f",
      text: "Own keys.",
      ref: null,
      ownerId: null,
      ownerName: null,
      state: "not_relevant",
      note: "None.",
      version: 1,
    },
  ],
  reviewerName: "Lee",
  reviewedOn: today,
  nextReviewOn: addDays(today, 100),
  archived: false,
  version: 1,
  ...more,
});

describe("the rows of the Statement of Applicability (S-05)", () => {
  it("show provider, document, last day and own residual duty, those that hold first", () => {
    const late = statement("late", { nextReviewOn: addDays(today, -1) });
    const rows = relianceByRef([late, statement("good"), statement("old", { archived: true })], today).get(
      "A.7.5",
    );
    expect(rows?.map(({ statementId }) => statementId)).toEqual(["good", "late"]);
    expect(rows?.[0]).toMatchObject({
      provider: "Nimbus",
      document: "SOC 2 Type 2 report S-1, Meridian",
      validUntil: addDays(today, 200),
      residual: ["The office.", "Remove leavers. (A.5.18, Lee, open)"],
      attention: null,
    });
    expect(rows?.[1]?.attention).toMatch(/was to be reviewed by/);
  });

  it("ask for attention on every row once the document has expired", () => {
    const one = statement("one", { refs: ["A.7.5", "A.7.11"] });
    const later = addDays(today, 201);
    const byRef = relianceByRef([one], later);
    for (const ref of one.refs) expect(byRef.get(ref)?.[0]?.attention).toMatch(/Nimbus expired on/);
    expect(reliedRefs([one], later)).toEqual([]);
    expect(reliedRefs([one], today)).toEqual(["A.7.5", "A.7.11"]);
  });
});

describe("what leans on a supplier", () => {
  const refs = ["A.7.5", "A.7.11"];
  const later = addDays(today, 201);
  const words = { document: "SOC 2 Type 2 report S-1, Meridian" };

  it("is every control of a statement that holds, and of an ended one the rows that the provider still delivers", () => {
    const one = statement("one", { refs });
    expect(leaningOn([one], new Set(), today)).toEqual([{ ...words, refs }]);
    expect(leaningOn([one], new Set(["A.7.11", "A.8.14"]), later)).toEqual([{ ...words, refs: ["A.7.11"] }]);
    expect(leaningOn([one], new Set(), later)).toEqual([]);
    const late = statement("late", { refs, nextReviewOn: addDays(today, -1) });
    expect(leaningOn([late], new Set(refs), today)).toEqual([{ ...words, refs }]);
    expect(leaningOn([statement("old", { refs, archived: true })], new Set(refs), today)).toEqual([]);
  });
});
