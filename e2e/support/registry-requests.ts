// Rows of the registry: requests for evidence, notifications and mail settings.
import type { Role } from "@/lib/core/access";
import type { Place } from "./place";
import type { WorkspaceAction } from "./registry";

const request = (name: string) => `lib/requests/actions.ts#${name}Action`;
const notification = (name: string) => `lib/notifications/actions.ts#${name}Action`;

/** Somebody who can answer and is not the one who decides. */
const otherThan = (decider: Role): Role => (decider === "owner" ? "lead" : "owner");

const ask = (place: Place) => ({
  title: `Asked ${place.canary}`,
  detail: `Detail ${place.canary}`,
  kind: "document",
  requirements: place.nextRef(),
  ownerId: place.team.people.contributor.userId,
  dueOn: "2099-12-31",
});

const answer = (place: Place) => ({
  kind: "attestation",
  body: `Answer ${place.canary}`,
  effectiveOn: "2026-01-15",
  onceKey: "",
});

async function answered(place: Place, actor: Role) {
  const { id } = await place.request("owner");
  const input = { id, version: 1, ...answer(place) };
  await place.act(otherThan(actor), request("answerRequest"), input);
  return { id, version: 2 };
}

/** An unread notification of the member: somebody else mentions them. */
async function mentioned(place: Place, actor: Role): Promise<string> {
  const { userId, name } = place.team.people[actor];
  await place.act(otherThan(actor), "lib/comments/actions.ts#writeCommentAction", {
    subjectKind: "nonconformity",
    subjectId: (await place.nonconformity("owner")).id,
    body: `@${name} look at ${place.canary}`,
    onceKey: "",
  });
  const { id } = await place.one(
    (sql) => sql<{ id: string }[]>`select id from notifications
      where person_id = ${userId} and kind = 'mention' order by created_at desc limit 1`,
  );
  return id;
}

const manage = { kind: "workspace", needs: ["request:write"] } as const;
const decide = { kind: "workspace", needs: ["request:write", "evidence:review"] } as const;
const everybody = { kind: "workspace", needs: ["workspace:read"] } as const;

export const REQUEST_ACTIONS: Readonly<Record<string, WorkspaceAction>> = {
  [request("askForEvidence")]: {
    ...manage,
    input: async (place) => ({
      ...ask(place),
      itemId: (await place.item("owner")).itemId,
      onceKey: "",
    }),
  },
  [request("editRequest")]: {
    ...manage,
    input: async (place) => ({ ...(await place.request("owner")), ...ask(place), itemId: "" }),
  },
  [request("sendRequest")]: {
    ...manage,
    input: async (place) => place.request("owner", { draft: "on" }),
  },
  [request("cancelRequest")]: {
    ...manage,
    input: async (place) => ({ ...(await place.request("owner")), reason: `Reason ${place.canary}` }),
  },
  [request("answerRequest")]: {
    kind: "workspace",
    needs: ["evidence:write"],
    owned: true,
    input: async (place) => ({ ...(await place.request("owner")), ...answer(place) }),
  },
  [request("acceptRequest")]: { ...decide, input: answered },
  [request("returnRequest")]: {
    ...decide,
    input: async (place, actor) => ({ ...(await answered(place, actor)), reason: `Reason ${place.canary}` }),
  },
  [request("remindRequests")]: {
    ...manage,
    input: async (place) => ({ ids: [(await place.request("owner")).id] }),
  },
  [notification("openNotification")]: {
    ...everybody,
    input: async (place, actor) => ({ id: await mentioned(place, actor) }),
  },
  [notification("markSeen")]: {
    ...everybody,
    input: async (place, actor) => ({ ids: [await mentioned(place, actor)] }),
  },
  [notification("markAllSeen")]: {
    ...everybody,
    input: async (place, actor) => ({ newest: await mentioned(place, actor) }),
  },
  [notification("setMailWishes")]: {
    ...everybody,
    input: async () => ({ onAssignment: "on", onReturn: "on", onMention: "on", onOverdue: "on" }),
  },
  [notification("stopMail")]: { ...everybody, input: async () => ({ wish: "onOverdue" }) },
};
