import { describe, expect, it } from "vitest";
import type { ActivityVerb } from "@/lib/core/audit-actions";
import { historyIcon, historyWords, lastStatusOf, sidesOf } from "@/lib/core/requirement-history";

const body = (before: unknown, after: unknown) => JSON.stringify({ before, after });
const words = (verb: ActivityVerb, before: unknown, after: unknown, title: string | null = null) =>
  historyWords({ verb, body: body(before, after), title }, "A.5.1");

describe("sidesOf", () => {
  it("reads both sides and survives what it cannot read", () => {
    expect(sidesOf(body({ a: 1 }, { b: 2 }))).toEqual({ before: { a: 1 }, after: { b: 2 } });
    for (const text of ["", "null", "[]", "{}", body(null, [1])]) {
      expect(sidesOf(text)).toEqual({ before: {}, after: {} });
    }
  });
});

describe("lastStatusOf", () => {
  const entry = {
    verb: "requirement.set-status" as ActivityVerb,
    actorId: "me",
    body: body(
      { evidenceStatus: "ready", overrideReason: "Seen on site", overrideBy: "them" },
      { evidenceStatus: "in_review", version: 4 },
    ),
  };
  it("gives back what the actor's own change replaced", () => {
    expect(lastStatusOf(entry, "me")).toEqual({
      before: "ready",
      overrideReason: "Seen on site",
      overrideBy: "them",
      version: 4,
    });
  });
  it("gives nothing for others, for other entries and for undone changes", () => {
    expect(lastStatusOf(undefined, "me")).toBeNull();
    expect(lastStatusOf(entry, "you")).toBeNull();
    expect(lastStatusOf({ ...entry, actorId: null }, null)).toBeNull();
    expect(lastStatusOf({ ...entry, verb: "requirement.assign" }, "me")).toBeNull();
    expect(lastStatusOf({ ...entry, body: body({ evidenceStatus: "x" }, { version: 1 }) }, "me")).toBeNull();
    expect(
      lastStatusOf({ ...entry, body: body({ evidenceStatus: "ready" }, { version: 1, undo: true }) }, "me"),
    ).toBeNull();
    expect(lastStatusOf({ ...entry, body: body({ evidenceStatus: "ready" }, {}) }, "me")).toBeNull();
  });
});

describe("historyWords", () => {
  it("says status changes with reason and override", () => {
    const set = (before: unknown, after: unknown) => words("requirement.set-status", before, after);
    expect(set({ evidenceStatus: "missing" }, { evidenceStatus: "in_progress" })).toBe(
      "moved Missing to In progress",
    );
    expect(set({ evidenceStatus: "ready" }, { evidenceStatus: "missing", reason: "Lost" })).toBe(
      'moved Ready to Missing: "Lost"',
    );
    expect(set({ evidenceStatus: "in_review" }, { evidenceStatus: "ready", overrideReason: "Seen" })).toBe(
      'moved In review to Ready, with the override "Seen"',
    );
    expect(set({}, { evidenceStatus: "ready" })).toBe("recorded Ready");
    expect(set({}, {})).toBe("recorded an evidence status");
    expect(set({ evidenceStatus: "ready" }, { evidenceStatus: "missing", undo: true })).toBe(
      "took back the change to Ready",
    );
    expect(set({}, { evidenceStatus: "missing", undo: true })).toBe("took back the change to another status");
  });
  it("says assignments", () => {
    const set = (after: unknown) => words("requirement.assign", {}, after);
    expect(set({ ownerId: "1", ownerName: "Lena", dueOn: "2026-11-28" })).toBe(
      "assigned it to Lena, set the due date to 28 Nov 2026",
    );
    expect(set({ ownerId: "1" })).toBe("assigned it to a member");
    expect(set({ ownerId: null, dueOn: null, note: "" })).toBe(
      "removed the owner, removed the due date, removed the note",
    );
    expect(set({ note: "x", dueOn: "soon" })).toBe("set the due date to none, edited the note");
    expect(set({})).toBe("saved without a change");
  });
  it("takes the requirement's own part of a bulk edit", () => {
    const rows = (status: string) => ({
      rows: { "A.5.1": { evidenceStatus: status }, "A.5.2": { evidenceStatus: "ready" } },
    });
    expect(words("requirement.bulk-edit", rows("missing"), rows("in_review"))).toBe(
      "moved Missing to In review",
    );
    expect(words("requirement.bulk-edit", { rows: {} }, { rows: { "A.5.1": { dueOn: null } } })).toBe(
      "removed the due date",
    );
    expect(words("requirement.bulk-edit", { rows: {} }, { rows: {} })).toBe("saved without a change");
  });
  it("says implementation, links and verdicts", () => {
    expect(words("requirement.set-implementation", {}, { implementation: "partial" })).toBe(
      "recorded implementation Partial",
    );
    expect(words("requirement.set-implementation", {}, {})).toBe("edited the implementation");
    expect(words("evidence.link", {}, {}, "RBAC matrix")).toBe("attached RBAC matrix");
    expect(words("evidence.link", {}, {})).toBe("attached evidence");
    expect(words("evidence.unlink", { title: "Old" }, {})).toBe("unlinked Old");
    expect(words("evidence.unlink", {}, {})).toBe("unlinked evidence");
    expect(
      words("evidence.give-verdict", {}, { verdict: "needs_supplement", note: "Add dates" }, "Checklist"),
    ).toBe('gave the verdict Needs supplement on Checklist: "Add dates"');
    expect(words("evidence.give-verdict", {}, { verdict: "sufficient" })).toBe("gave the verdict Sufficient");
    expect(words("evidence.give-verdict", {}, {})).toBe("gave a verdict");
    expect(words("nonconformity.raise", {}, { title: "Access stays on" })).toBe(
      "raised a nonconformity: Access stays on",
    );
    expect(words("soa.set-row", {}, {})).toBe("edited a Statement of Applicability row");
  });
  it("draws each kind", () => {
    const verbs = [
      "evidence.confirm-proposals",
      "evidence.give-verdict",
      "evidence.link",
      "nonconformity.raise",
      "soa.set-row",
      "requirement.assign",
    ] as const;
    expect(verbs.map(historyIcon)).toEqual(["crosswalk", "comment", "link", "nonconformity", "soa", "edit"]);
  });
});
