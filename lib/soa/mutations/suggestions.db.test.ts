import { expect, test } from "vitest";
import { evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { soaReasons } from "@/db/schema/requirements";
import { risks } from "@/db/schema/risks";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { citeRisk } from "@/db/testing/soa-ground";
import { pairsOf } from "@/lib/core/crosswalk";
import { dateIn } from "@/lib/core/dates";
import type { SoaSuggestionDto } from "@/lib/core/soa-dto";
import { readCrosswalk } from "@/lib/crosswalk/queries";
import { now } from "@/lib/platform/clock";
import { setSoaRow } from "@/lib/soa/mutations/rows";
import { decideSuggestions } from "@/lib/soa/mutations/suggestions";
import { getSoa } from "@/lib/soa/queries";

async function draftOf(workspace: TestWorkspace) {
  return (await getSoa(workspace.scope("viewer", "soa:read"), dateIn("UTC", now()))).draft;
}

const pick = ({ ref, field, basis }: SoaSuggestionDto) => ({ ref, field, basis });

/** A current piece of evidence for a criterion that pairs in full; returns the criterion and its controls. */
async function addEvidence(workspace: TestWorkspace) {
  const { workspaceId } = workspace;
  const by = workspace.people.owner.userId;
  return inWorkspace(workspace.system, async (tx) => {
    const pairs = pairsOf((await readCrosswalk(tx)).crosswalk).filter((pair) => pair.overlap === "full");
    const criterion = pairs[0]?.criterion ?? "";
    const [made] = await tx
      .insert(evidenceItems)
      .values({
        workspaceId,
        reference: "E-001",
        identity: "E-001",
        title: "Access review",
        state: "accepted",
      })
      .returning({ id: evidenceItems.id });
    const itemId = made?.id ?? "";
    await tx.insert(evidenceLinks).values({
      ...{ workspaceId, itemId, ref: criterion, origin: "manual", verdict: "sufficient", linkedBy: by },
    });
    return { itemId, refs: pairs.filter((pair) => pair.criterion === criterion).map((pair) => pair.ref) };
  });
}

test("Full evidence suggests words and links, which are read before approval and never become a reason (S-08)", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
  const lead = workspace.scope("lead", "soa:write");
  const { itemId, refs } = await addEvidence(workspace);
  const before = await draftOf(workspace);
  expect(new Set(before.suggestions.map(({ ref }) => ref))).toEqual(new Set(refs));
  expect(before.suggestions.every((one) => one.fromFull && one.because.startsWith("Full with "))).toBe(true);
  expect(before.checks.find(({ rule }) => rule === "suggestions-unread")?.refs).toHaveLength(refs.length);

  const [words, ...rest] = before.suggestions;
  if (words === undefined) throw new Error("Nothing was suggested.");
  const one = await decideSuggestions(lead, { decision: "accept", picks: [pick(words)] });
  expect(one).toMatchObject({ done: 1, gone: 0, left: before.suggestions.length - 1 });
  expect((await draftOf(workspace)).rows.find((row) => row.ref === words.ref)?.description).toBe(words.text);

  const all = await decideSuggestions(lead, { decision: "accept", picks: [words, ...rest].map(pick) });
  expect(all).toMatchObject({ done: rest.length, gone: 1 });
  const after = await draftOf(workspace);
  expect(after.suggestions).toEqual([]);
  expect(after.checks.some(({ rule }) => rule === "suggestions-unread")).toBe(false);
  expect(after.rows.every((row) => row.applicability === "undecided")).toBe(true);
  const stored = await inWorkspace(workspace.system, async (tx) => ({
    reasons: await tx.select().from(soaReasons),
    links: await tx.select().from(evidenceLinks),
  }));
  expect(stored.reasons).toEqual([]);
  const made = stored.links.filter((link) => link.origin === "crosswalk");
  expect(made.map(({ ref }) => ref).sort()).toEqual([...refs].sort());
  expect(made.every((link) => link.itemId === itemId && link.verdict === "proposed")).toBe(true);
  await expect(decideSuggestions(lead, { decision: "accept", picks: [pick(words)] })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("a dismissed suggestion comes back only when it says something else", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
  const lead = workspace.scope("lead", "soa:write");
  const id = await citeRisk(workspace, { number: "R-004", title: "Stolen session", refs: ["A.7.7"] });
  expect((await draftOf(workspace)).suggestions).toEqual([]);
  const note = (treatmentNote: string) =>
    inWorkspace(workspace.system, (tx) => tx.update(risks).set({ treatmentNote }));
  await note("Screens lock after a minute.");
  const [first] = (await draftOf(workspace)).suggestions;
  expect(first).toMatchObject({
    ...{ ref: "A.7.7", field: "description", because: "R-004", fromFull: false },
    text: "Treats R-004 Stolen session: Screens lock after a minute.",
  });
  if (first === undefined) throw new Error("Nothing was suggested.");
  await decideSuggestions(lead, { decision: "dismiss", picks: [pick(first)] });
  expect((await draftOf(workspace)).suggestions).toEqual([]);
  await note("Screens lock after thirty seconds.");
  const [second] = (await draftOf(workspace)).suggestions;
  expect(second?.basis).not.toBe(first.basis);
  await expect(decideSuggestions(lead, { decision: "accept", picks: [pick(first)] })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await setSoaRow(lead, {
    ...{ ref: "A.7.7", version: 1, requirementVersion: 1, patch: { description: "Written by hand." } },
  });
  expect((await draftOf(workspace)).suggestions).toEqual([]);
  expect(id).not.toBe("");
});

test("another workspace's suggestions are not found", async () => {
  const [mine, theirs] = await Promise.all([
    createWorkspaceWith({ roles: ["owner", "lead", "viewer"] }),
    createWorkspaceWith({ roles: ["owner", "lead", "viewer"] }),
  ]);
  await addEvidence(theirs);
  const picks = (await draftOf(theirs)).suggestions.map(pick);
  await expect(
    decideSuggestions(mine.scope("lead", "soa:write"), { decision: "accept", picks }),
  ).rejects.toMatchObject({ code: "CONFLICT" });
  expect((await draftOf(theirs)).suggestions).toHaveLength(picks.length);
});
