// The item's life against a small model of it: any order of moves, versions, verdicts, links and archiving, by three people.
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { evidenceOf, seenItem } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { addDays } from "@/lib/core/dates";
import { AppError } from "@/lib/core/errors";
import type { ItemState, Verdict } from "@/lib/core/statuses";
import { addArtifactInput, linkEvidenceInput, restoreArtifactInput } from "@/lib/evidence/input";
import { archiveEvidence, unarchiveEvidence } from "@/lib/evidence/mutations/bulk";
import { addArtifact, restoreArtifact } from "@/lib/evidence/mutations/items";
import { giveVerdict, linkEvidence, unlinkEvidence } from "@/lib/evidence/mutations/links";
import {
  acceptEvidence,
  returnEvidence,
  submitEvidence,
  withdrawEvidence,
} from "@/lib/evidence/mutations/moves";

const ROLES = ["owner", "lead", "approver"] as const;
type Person = (typeof ROLES)[number];
const WRITERS: readonly Person[] = ["owner", "lead"];
const REFS = ["A.5.15", "CC6.1"] as const;
type Ref = (typeof REFS)[number];

type Link = {
  verdict: Verdict;
  by: Person | null;
  /** The verdict holds for versions from `seen` to `last`. */
  seen: number;
  last: number;
  renewals: boolean;
};
type Model = {
  state: ItemState;
  archived: boolean;
  submitter: Person | null;
  versions: { source: string; day: number }[];
  links: Partial<Record<Ref, Link>>;
};
type Real = { itemId: string };

const UNJUDGED: Link = { verdict: "proposed", by: null, seen: 0, last: 0, renewals: false };

let ws: TestWorkspace;
let kit: ReturnType<typeof evidenceOf>;
beforeAll(async () => {
  ws = await createWorkspaceWith({ roles: ["owner", "lead", "approver"] });
  kit = evidenceOf(ws);
});

const ended = ({ state, archived }: Model) => archived || state === "withdrawn";

/** A command says whether it is allowed, changes the model, and calls the product; both have to agree. */
type Step = {
  readonly name: string;
  readonly allowed: (model: Model) => boolean;
  readonly apply: (model: Model) => void;
  readonly call: (real: Real, model: Model) => Promise<unknown>;
};

class Command implements fc.AsyncCommand<Model, Real> {
  readonly step: Step;
  constructor(step: Step) {
    this.step = step;
  }
  check(): boolean {
    return true;
  }
  async run(model: Model, real: Real): Promise<void> {
    const allowed = this.step.allowed(model);
    const refusal = await this.step.call(real, model).then(
      () => null,
      (error: unknown) => error,
    );
    if (refusal !== null && !(refusal instanceof AppError)) throw refusal;
    expect(refusal === null, `${this.step.name}: ${refusal?.message ?? "went through"}`).toBe(allowed);
    if (allowed) this.step.apply(model);
    await expectSame(model, real, this.step.name);
  }
  toString(): string {
    return this.step.name;
  }
}

async function expectSame(model: Model, real: Real, after: string): Promise<void> {
  const row = await kit.itemOf(real.itemId);
  const links = await kit.linksOf(real.itemId);
  const personOf = (id: string | null) => ROLES.find((role) => ws.people[role].userId === id) ?? null;
  expect(
    {
      state: row.state,
      archived: row.archivedAt !== null,
      submitter: personOf(row.submittedBy),
      versions: row.currentArtifact,
      links: links.map((link) => [
        link.ref,
        link.verdict,
        personOf(link.reviewerId),
        link.seenArtifact ?? 0,
        link.reviewedArtifact ?? 0,
        link.forRenewals,
      ]),
    },
    after,
  ).toEqual({
    state: model.state,
    archived: model.archived,
    submitter: model.submitter,
    versions: model.versions.length,
    links: REFS.flatMap((ref) => {
      const link = model.links[ref];
      return link === undefined ? [] : [[ref, link.verdict, link.by, link.seen, link.last, link.renewals]];
    }),
  });
}

const standing = (model: Model): Link[] => REFS.flatMap((ref) => model.links[ref] ?? []);

const submit = (by: Person): Step => ({
  name: `${by} submits`,
  allowed: (model) => !ended(model) && (model.state === "draft" || model.state === "returned"),
  apply: (model) => {
    model.state = "submitted";
    model.submitter = by;
    for (const link of standing(model)) {
      if (link.verdict === "sufficient" && link.by === by) Object.assign(link, UNJUDGED);
    }
  },
  call: ({ itemId }) => submitEvidence(ws.scope(by), { itemIds: seenItem(itemId) }),
});

const accept = (by: Person, sufficient: boolean, renewals: boolean): Step => ({
  name: `${by} accepts${sufficient ? " and finds sufficient" : ""}${renewals ? " for renewals" : ""}`,
  allowed: (model) => model.state === "submitted" && model.submitter !== by,
  apply: (model) => {
    model.state = "accepted";
    const now = model.versions.length;
    for (const link of sufficient ? standing(model) : []) {
      const open = link.verdict === "proposed" || (link.verdict === "sufficient" && link.last < now);
      if (open) Object.assign(link, { verdict: "sufficient", by, seen: now, last: now, renewals });
    }
  },
  call: ({ itemId }) =>
    acceptEvidence(ws.scope(by), { itemIds: seenItem(itemId), sufficient, forRenewals: renewals }),
});

const giveBack = (by: Person): Step => ({
  name: `${by} returns`,
  allowed: (model) => model.state === "submitted" && model.submitter !== by,
  apply: (model) => {
    model.state = "returned";
  },
  call: ({ itemId }) => returnEvidence(ws.scope(by), { itemIds: seenItem(itemId), reason: "Not this one." }),
});

const withdraw = (by: Person): Step => ({
  name: `${by} withdraws`,
  allowed: (model) => !ended(model) && (model.state === "draft" || model.state === "accepted"),
  apply: (model) => {
    model.state = "withdrawn";
  },
  call: ({ itemId }) => withdrawEvidence(ws.scope(by), { itemIds: seenItem(itemId), reason: "Wrong." }),
});

function settle(model: Model, by: Person, submitted: boolean): void {
  if (submitted || model.state === "submitted") {
    model.state = "submitted";
    model.submitter = by;
  } else if (model.state === "accepted") {
    model.state = "draft";
    model.submitter = null;
  }
}

const ownVerdict = (link: Link, by: Person) => link.verdict === "sufficient" && link.by === by;
const holds = (link: Link, version: number) =>
  link.verdict !== "proposed" && link.seen <= version && version <= link.last;

const addNext = (by: Person, source: string, day: number, submitted: boolean): Step => ({
  name: `${by} adds ${source}/${day}${submitted ? " and submits" : ""}`,
  allowed: (model) => !ended(model),
  apply: (model) => {
    const before = model.versions.length;
    const old = model.versions[before - 1];
    model.versions.push({ source, day });
    settle(model, by, submitted);
    for (const link of standing(model)) {
      const renewal = old?.source === source && day >= old.day;
      const kept = link.verdict === "sufficient" && link.renewals && holds(link, before) && renewal;
      if (kept && !ownVerdict(link, by)) link.last = before + 1;
    }
  },
  call: async ({ itemId }) => {
    const { version } = await kit.itemOf(itemId);
    const typed = { kind: "link", url: "https://wiki.example/a", sourceSystem: source };
    const effectiveOn = addDays("2025-03-03", day);
    const input = { itemId, version, ...typed, effectiveOn, submit: submitted };
    return addArtifact(ws.scope(by), addArtifactInput.parse(input));
  },
});

const bringBack = (by: Person, number: number): Step => ({
  name: `${by} brings ${number} back`,
  allowed: (model) => !ended(model) && number < model.versions.length,
  apply: (model) => {
    const again = model.versions[number - 1];
    if (again !== undefined) model.versions.push({ ...again });
    settle(model, by, false);
    for (const link of standing(model)) {
      if (holds(link, number) && !ownVerdict(link, by)) link.last = model.versions.length;
    }
  },
  call: async ({ itemId }) => {
    const { version } = await kit.itemOf(itemId);
    return restoreArtifact(ws.scope(by), restoreArtifactInput.parse({ itemId, number, version }));
  },
});

const judge = (by: Person, ref: Ref, verdict: Verdict, renewals: boolean): Step => ({
  name: `${by} judges ${ref} ${verdict}${renewals ? " for renewals" : ""}`,
  allowed: (model) =>
    (model.state === "submitted" || model.state === "accepted") &&
    model.submitter !== by &&
    model.links[ref] !== undefined,
  apply: (model) => {
    const now = model.versions.length;
    const given = { verdict, by, seen: now, last: now, renewals: verdict === "sufficient" && renewals };
    model.links[ref] = verdict === "proposed" ? { ...UNJUDGED } : given;
  },
  call: ({ itemId }) =>
    giveVerdict(ws.scope(by), { itemId, refs: [ref], verdict, note: "Because.", forRenewals: renewals }),
});

const unlink = (by: Person, ref: Ref): Step => ({
  name: `${by} unlinks ${ref}`,
  allowed: (model) => model.links[ref] !== undefined,
  apply: (model) => {
    delete model.links[ref];
  },
  call: ({ itemId }) => unlinkEvidence(ws.scope(by), { itemId, refs: [ref] }),
});

const link = (by: Person, ref: Ref): Step => ({
  name: `${by} links ${ref}`,
  allowed: (model) => !ended(model),
  apply: (model) => {
    model.links[ref] ??= { ...UNJUDGED };
  },
  call: ({ itemId }) =>
    linkEvidence(ws.scope(by), linkEvidenceInput.parse({ itemIds: [itemId], refs: [ref] })),
});

const archive = (by: Person): Step => ({
  name: `${by} archives`,
  allowed: (model) => !model.archived && ["draft", "returned", "withdrawn"].includes(model.state),
  apply: (model) => {
    model.archived = true;
  },
  call: ({ itemId }) => archiveEvidence(ws.scope(by), { itemIds: seenItem(itemId) }),
});

const unarchive = (by: Person): Step => ({
  name: `${by} unarchives`,
  allowed: (model) => model.archived,
  apply: (model) => {
    model.archived = false;
  },
  call: ({ itemId }) => unarchiveEvidence(ws.scope(by), { itemIds: seenItem(itemId) }),
});

const writer = fc.constantFrom(...WRITERS);
const person = fc.constantFrom(...ROLES);
const ref = fc.constantFrom(...REFS);
const verdict = fc.constantFrom("sufficient", "sufficient", "needs_supplement", "rejected", "proposed");
const version = fc.record({
  by: writer,
  source: fc.constantFrom("Okta", "Okta", "Entra"),
  day: fc.integer({ min: 0, max: 3 }),
  submitted: fc.boolean(),
});

const steps: fc.Arbitrary<Step>[] = [
  writer.map(submit),
  writer.map(submit),
  fc.tuple(person, fc.boolean(), fc.boolean()).map(([by, sufficient, all]) => accept(by, sufficient, all)),
  person.map(giveBack),
  version.map(({ by, source, day, submitted }) => addNext(by, source, day, submitted)),
  version.map(({ by, source, day, submitted }) => addNext(by, source, day, submitted)),
  fc.tuple(writer, fc.integer({ min: 1, max: 4 })).map(([by, number]) => bringBack(by, number)),
  fc.tuple(person, ref, verdict, fc.boolean()).map(([by, which, given, all]) => judge(by, which, given, all)),
  fc.tuple(person, ref, verdict, fc.boolean()).map(([by, which, given, all]) => judge(by, which, given, all)),
  fc.tuple(writer, ref).map(([by, which]) => unlink(by, which)),
  fc.tuple(writer, ref).map(([by, which]) => link(by, which)),
  writer.map(archive),
  writer.map(unarchive),
];
/** Rare, because nothing follows it. */
const rarely = fc.tuple(fc.nat(9), writer).map(([n, by]) => (n === 0 ? withdraw(by) : submit(by)));

it("behaves like its model in every order of commands", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.commands(
        [...steps, rarely].map((step) => step.map((one) => new Command(one))),
        { maxCommands: 40, size: "max" },
      ),
      async (commands) => {
        const itemId = await kit.add({ requirements: REFS.join(", "), sourceSystem: "Okta" });
        const model: Model = {
          state: "draft",
          archived: false,
          submitter: null,
          versions: [{ source: "Okta", day: 0 }],
          links: { "A.5.15": { ...UNJUDGED }, "CC6.1": { ...UNJUDGED } },
        };
        await fc.asyncModelRun(() => ({ model, real: { itemId } }), commands);
      },
    ),
    { numRuns: 60, endOnFailure: true, interruptAfterTimeLimit: 90_000 },
  );
}, 120_000);
