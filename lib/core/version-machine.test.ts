import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VERSION_STATES, type VersionState } from "@/lib/core/isms-statuses";
import {
  canApproveVersion,
  canBeginVersion,
  canEditVersion,
  moveVersion,
  VERSION_MOVES,
  type VersionFacts,
} from "@/lib/core/version-machine";

const NOUN = "scope statement";
const facts = (over: Partial<VersionFacts> = {}): VersionFacts => ({
  noun: NOUN,
  actorId: "ann",
  submitterId: "ben",
  selfAcceptance: false,
  reason: "",
  blocked: null,
  ...over,
});

type Version = { key: number; state: VersionState; content: number; submitter: string | null };
/** What the words of the feature say, kept apart from the table: one working version, one in force, frozen content. */
type Model = { working: "none" | "draft" | "in_review"; approvals: number; submitter: string | null };
type Real = { versions: Version[]; frozen: Map<number, number> };

const current = (real: Real) => real.versions.at(-1);

function checkInvariants(model: Model, real: Real): void {
  const states = real.versions.map(({ state }) => state);
  expect(states.filter((state) => state === "approved")).toHaveLength(Math.min(1, model.approvals));
  expect(states.filter((state) => state === "superseded")).toHaveLength(Math.max(0, model.approvals - 1));
  expect(states.filter((state) => state === "draft" || state === "in_review")).toEqual(
    model.working === "none" ? [] : [model.working],
  );
  for (const [key, content] of real.frozen) {
    expect(real.versions.find((one) => one.key === key)?.content).toBe(content);
  }
}

class Begin implements fc.Command<Model, Real> {
  check(): boolean {
    return true;
  }
  run(model: Model, real: Real): void {
    const decision = canBeginVersion(
      NOUN,
      real.versions.map(({ state }) => state),
    );
    expect(decision.ok).toBe(model.working === "none");
    if (!decision.ok) return;
    real.versions.push({ key: real.versions.length + 1, state: "draft", content: 0, submitter: null });
    model.working = "draft";
    checkInvariants(model, real);
  }
  toString(): string {
    return "begin";
  }
}

class Edit implements fc.Command<Model, Real> {
  constructor(readonly which: number) {}
  check(): boolean {
    return true;
  }
  run(model: Model, real: Real): void {
    const version = real.versions[this.which % Math.max(1, real.versions.length)];
    if (version === undefined) return;
    const isWorking = version === current(real) && model.working === "draft";
    const decision = canEditVersion(NOUN, version.state);
    expect(decision.ok).toBe(isWorking);
    if (decision.ok) version.content += 1;
    checkInvariants(model, real);
  }
  toString(): string {
    return `edit ${this.which}`;
  }
}

class Move implements fc.Command<Model, Real> {
  constructor(
    readonly to: VersionState,
    readonly actor: string,
    readonly waived: boolean,
    readonly reason: string,
    readonly blocked: boolean,
  ) {}
  check(): boolean {
    return true;
  }
  private allowed(model: Model): boolean {
    const mayApprove = this.waived || model.submitter !== this.actor;
    switch (this.to) {
      case "in_review":
        return model.working === "draft" && !this.blocked;
      case "approved":
        return model.working === "in_review" && mayApprove && !this.blocked;
      case "draft":
        return model.working === "in_review" && this.reason.trim() !== "";
      case "superseded":
        return false;
    }
  }
  run(model: Model, real: Real): void {
    const version = current(real);
    if (version === undefined) return;
    const move = moveVersion(real.versions, version.key, this.to, {
      noun: NOUN,
      actorId: this.actor,
      submitterId: version.submitter,
      selfAcceptance: this.waived,
      reason: this.reason,
      blocked: this.blocked ? "The sites are not named." : null,
    });
    expect(move.ok).toBe(this.allowed(model));
    if (!move.ok) {
      expect(move.reason).toMatch(/^[A-Z].*\.$/s);
      return;
    }
    for (const change of move.changes) {
      const changed = real.versions.find(({ key }) => key === change.key);
      expect(changed?.state).toBe(change.from);
      if (changed !== undefined) changed.state = change.to;
      expect(real.versions.filter(({ state }) => state === "approved").length).toBeLessThanOrEqual(1);
    }
    if (this.to === "in_review") {
      version.submitter = this.actor;
      model.submitter = this.actor;
      model.working = "in_review";
    } else if (this.to === "approved") {
      real.frozen.set(version.key, version.content);
      model.approvals += 1;
      model.working = "none";
    } else model.working = "draft";
    checkInvariants(model, real);
  }
  toString(): string {
    return `${this.actor} moves to ${this.to} (${this.waived}, "${this.reason}", ${this.blocked})`;
  }
}

const steps = [
  fc.constant(new Begin()),
  fc.nat(5).map((which) => new Edit(which)),
  fc
    .tuple(
      fc.constantFrom(...VERSION_STATES),
      fc.constantFrom("ann", "ben"),
      fc.boolean(),
      fc.constantFrom("", "  ", "Name the second site"),
      fc.boolean(),
    )
    .map(([to, actor, waived, reason, blocked]) => new Move(to, actor, waived, reason, blocked)),
];

describe("versions that a named person approves", () => {
  test("follow the model in every order of steps", () => {
    fc.assert(
      fc.property(fc.commands(steps, { maxCommands: 60 }), (commands) => {
        fc.modelRun(
          () => ({
            model: { working: "none", approvals: 0, submitter: null } as Model,
            real: { versions: [], frozen: new Map() } as Real,
          }),
          commands,
        );
      }),
      { numRuns: 300 },
    );
  });

  test("never leave a final state, and nobody supersedes by hand", () => {
    for (const from of VERSION_STATES) {
      for (const to of VERSION_STATES) {
        const move = moveVersion([{ key: 1, state: from }], 1, to, facts({ reason: "So" }));
        expect(move.ok).toBe(VERSION_MOVES[from].includes(to));
        if (!move.ok) expect(move.cause).toBe("state");
      }
    }
  });

  test("say what refuses: the person, the content, the missing reason or an unknown version", () => {
    const versions = [
      { key: 1, state: "approved" },
      { key: 2, state: "in_review" },
    ] as const;
    const own = moveVersion(versions, 2, "approved", facts({ submitterId: "ann" }));
    expect(own).toMatchObject({ ok: false, cause: "person" });
    const blocked = moveVersion(versions, 2, "approved", facts({ blocked: "The sites are not named." }));
    expect(blocked).toEqual({ ok: false, cause: "content", reason: "The sites are not named." });
    expect(moveVersion(versions, 2, "draft", facts())).toMatchObject({ ok: false, cause: "reason" });
    expect(moveVersion(versions, 9, "draft", facts())).toMatchObject({ ok: false, cause: "state" });
  });

  test("are superseded before the next one is in force", () => {
    const versions = [
      { key: "a", state: "superseded" },
      { key: "b", state: "approved" },
      { key: "c", state: "in_review" },
    ] as const;
    expect(moveVersion(versions, "c", "approved", facts())).toEqual({
      ok: true,
      changes: [
        { key: "b", from: "approved", to: "superseded" },
        { key: "c", from: "in_review", to: "approved" },
      ],
    });
  });

  test("are approved by somebody else unless the workspace waived that", () => {
    const who = { noun: NOUN, actorId: "ann", submitterId: "ann" };
    expect(canApproveVersion({ ...who, selfAcceptance: false }).ok).toBe(false);
    expect(canApproveVersion({ ...who, selfAcceptance: true }).ok).toBe(true);
    expect(canApproveVersion({ ...who, submitterId: null, selfAcceptance: false }).ok).toBe(true);
  });
});
