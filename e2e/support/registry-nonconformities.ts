// Rows of the registry: nonconformities, their actions and the comments on them.
import type { Role } from "@/lib/core/access";
import type { Place } from "./place";
import type { WorkspaceAction } from "./registry";

const nc = (name: string) => `lib/nonconformities/actions.ts#${name}Action`;

async function record(place: Place) {
  return place.nonconformity("owner");
}

async function waitingForItsCheck(place: Place) {
  const { id } = await record(place);
  await place.database.inside(
    place.team.workspaceId,
    (sql) => sql`update nonconformities set state = 'effectiveness_check' where id = ${id}`,
  );
  return { id, version: await place.ncVersion(id) };
}

const write = { kind: "workspace", needs: ["nonconformity:write"], owned: true } as const;
const raised = (place: Place) => ({
  grade: "minor",
  title: `Raised ${place.canary}`,
  source: "internal_audit",
  refs: ["A.5.18"],
  objectiveEvidence: `Seen ${place.canary}`,
});
const evidenceOf = async (place: Place) => (await place.item("owner")).itemId;

export const NONCONFORMITY_ACTIONS: Readonly<Record<string, WorkspaceAction>> = {
  [nc("raiseNonconformity")]: {
    kind: "workspace",
    needs: ["nonconformity:write"],
    input: async (place: Place, actor: Role) => ({
      ...raised(place),
      itemIds: [await evidenceOf(place)],
      ownerId: actor === "contributor" ? "" : place.team.people.lead.userId,
      onceKey: "",
    }),
  },
  [nc("setStatement")]: {
    ...write,
    input: async (place) => ({
      ...(await record(place)),
      ...raised(place),
      itemIds: [await evidenceOf(place)],
      ownerId: place.team.people.lead.userId,
    }),
  },
  [nc("setCorrection")]: {
    ...write,
    input: async (place) => ({ ...(await record(place)), correction: `Corrected ${place.canary}` }),
  },
  [nc("setCause")]: {
    ...write,
    input: async (place) => ({
      ...(await record(place)),
      method: "free",
      text: `Analysis ${place.canary}`,
      rootCause: `Cause ${place.canary}`,
    }),
  },
  [nc("setEffectiveness")]: {
    ...write,
    input: async (place) => ({
      ...(await record(place)),
      effectivenessCriteria: `Criteria ${place.canary}`,
      effectivenessDueOn: "2027-01-31",
      effectivenessReviewerId: place.team.people.approver.userId,
    }),
  },
  [nc("judgeEffectiveness")]: {
    kind: "workspace",
    needs: ["nonconformity:read", "nonconformity:verify"],
    input: async (place) => ({
      ...(await waitingForItsCheck(place)),
      result: "effective",
      note: `Checked ${place.canary}`,
      ismsChange: "No change.",
    }),
  },
  [nc("takeStep")]: {
    ...write,
    input: async (place) => ({ ...(await record(place)), to: "investigating", reason: "" }),
  },
  [nc("addAction")]: {
    ...write,
    input: async (place) => ({
      id: (await record(place)).id,
      title: `Action ${place.canary}`,
      ownerId: place.team.people.lead.userId,
      dueOn: "2027-01-31",
      onceKey: "",
    }),
  },
  [nc("setAction")]: {
    ...write,
    input: async (place) => ({
      ...(await place.action("owner")),
      title: `Action again ${place.canary}`,
      ownerId: place.team.people.lead.userId,
    }),
  },
  [nc("completeAction")]: {
    ...write,
    input: async (place) => ({
      ...(await place.action("owner")),
      to: "done",
      proofNote: `Proof ${place.canary}`,
      proofItemId: await evidenceOf(place),
    }),
  },
  "lib/comments/actions.ts#writeCommentAction": {
    kind: "workspace",
    needs: ["comment:write"],
    input: async (place) => ({
      subjectKind: "nonconformity",
      subjectId: (await record(place)).id,
      body: `Comment ${place.canary}`,
      onceKey: "",
    }),
  },
};
