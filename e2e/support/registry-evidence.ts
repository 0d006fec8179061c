// Rows of the registry: evidence, its links, verdicts and proposals.
import type { Role } from "@/lib/core/access";
import type { Place } from "./place";
import type { WorkspaceAction } from "./registry";

const evidence = (name: string) => `lib/evidence/actions.ts#${name}Action`;

/** Somebody who can hand in evidence and is not the reviewer. */
const otherThan = (reviewer: Role): Role => (reviewer === "owner" ? "lead" : "owner");
/** Who prepares what the actor is about to undo: the actor, when the role can. */
const sameIfAble = (actor: Role): Role => (actor === "lead" ? "lead" : "owner");

async function draft(place: Place) {
  return place.item("owner");
}

async function submitted(place: Place, actor: Role) {
  return place.item(otherThan(actor), true);
}

async function seen(made: Promise<{ itemId: string; version: number }>): Promise<string[]> {
  const { itemId, version } = await made;
  return [`${itemId}:${version}`];
}

async function proposal(place: Place) {
  const { itemId } = await draft(place);
  return `${itemId}:A.5.15`;
}

/** An item with two versions. */
async function twice(place: Place) {
  const { itemId, version } = await draft(place);
  const next = { itemId, version, kind: "attestation", body: `Again ${place.canary}`, onceKey: "" };
  await place.act("owner", evidence("addArtifact"), next);
  return { itemId, version: version + 1 };
}

async function archived(place: Place) {
  const { itemId, version } = await draft(place);
  await place.act("owner", evidence("archiveEvidence"), { itemIds: [`${itemId}:${version}`] });
  return { itemId, version: version + 1 };
}

async function unlinked(place: Place, actor: Role) {
  const { itemId } = await draft(place);
  await place.act(sameIfAble(actor), evidence("unlinkEvidence"), { itemId, refs: ["CC6.1"] });
  return { itemId, refs: ["CC6.1"] };
}

async function dismissed(place: Place) {
  const pairs = [await proposal(place)];
  await place.act("owner", evidence("reviewProposals"), { pairs, decision: "dismiss" });
  return { pairs };
}

const artifact = { kind: "attestation", submit: "", onceKey: "" } as const;

export const EVIDENCE_ACTIONS: Readonly<Record<string, WorkspaceAction>> = {
  [evidence("addEvidence")]: {
    kind: "workspace",
    needs: ["evidence:write"],
    input: async (place, actor) => ({
      ...artifact,
      title: `Added ${place.canary}`,
      body: place.canary,
      requirements: "CC6.1",
      ...(actor === "contributor" ? {} : { ownerId: place.team.people.lead.userId }),
    }),
  },
  [evidence("editEvidence")]: {
    kind: "workspace",
    needs: ["evidence:write"],
    owned: true,
    input: async (place) => ({
      ...(await draft(place)),
      title: `Edited ${place.canary}`,
      ownerId: place.team.people.lead.userId,
    }),
  },
  [evidence("addArtifact")]: {
    kind: "workspace",
    needs: ["evidence:write"],
    owned: true,
    input: async (place) => ({ ...(await draft(place)), ...artifact, body: `Version ${place.canary}` }),
  },
  [evidence("restoreArtifact")]: {
    kind: "workspace",
    needs: ["evidence:write"],
    owned: true,
    input: async (place) => ({ ...(await twice(place)), number: 1, onceKey: "" }),
  },
  [evidence("archiveEvidence")]: {
    kind: "workspace",
    needs: ["evidence:write"],
    owned: true,
    input: async (place) => ({ itemIds: await seen(draft(place)) }),
  },
  [evidence("unarchiveEvidence")]: {
    kind: "workspace",
    needs: ["evidence:write"],
    owned: true,
    input: async (place) => ({ itemIds: await seen(archived(place)) }),
  },
  [evidence("submitEvidence")]: {
    kind: "workspace",
    needs: ["evidence:write"],
    owned: true,
    input: async (place) => ({ itemIds: await seen(draft(place)) }),
  },
  [evidence("acceptEvidence")]: {
    kind: "workspace",
    needs: ["evidence:review"],
    input: async (place, actor) => ({ itemIds: await seen(submitted(place, actor)), sufficient: "on" }),
  },
  [evidence("returnEvidence")]: {
    kind: "workspace",
    needs: ["evidence:review"],
    input: async (place, actor) => ({
      itemIds: await seen(submitted(place, actor)),
      reason: `Reason ${place.canary}`,
    }),
  },
  [evidence("withdrawEvidence")]: {
    kind: "workspace",
    needs: ["evidence:write"],
    owned: true,
    input: async (place) => ({ itemIds: await seen(draft(place)), reason: `Reason ${place.canary}` }),
  },
  [evidence("bulkEvidence")]: {
    kind: "workspace",
    needs: ["evidence:read", "evidence:review"],
    input: async (place, actor) => ({ itemIds: await seen(submitted(place, actor)), verb: "accept" }),
  },
  [evidence("undoBulkEvidence")]: {
    kind: "workspace",
    needs: ["evidence:write"],
    owned: true,
    input: async (place) => ({ verb: "archive", itemIds: [(await archived(place)).itemId] }),
  },
  [evidence("linkEvidence")]: {
    kind: "workspace",
    needs: ["evidence:write"],
    owned: true,
    input: async (place) => ({
      itemIds: [(await draft(place)).itemId],
      refs: [place.nextRef()],
      onceKey: "",
    }),
  },
  [evidence("unlinkEvidence")]: {
    kind: "workspace",
    needs: ["evidence:write"],
    owned: true,
    input: async (place) => ({ itemId: (await draft(place)).itemId, refs: ["CC6.1"] }),
  },
  [evidence("restoreLinks")]: {
    kind: "workspace",
    needs: ["evidence:write"],
    owned: true,
    input: unlinked,
  },
  [evidence("giveVerdict")]: {
    kind: "workspace",
    needs: ["evidence:review"],
    input: async (place, actor) => ({
      itemId: (await submitted(place, actor)).itemId,
      refs: ["CC6.1"],
      verdict: "needs_supplement",
      note: `Add ${place.canary}`,
    }),
  },
  [evidence("reviewProposals")]: {
    kind: "workspace",
    needs: ["evidence:write"],
    owned: true,
    input: async (place) => ({ pairs: [await proposal(place)], decision: "confirm" }),
  },
  [evidence("restoreProposals")]: {
    kind: "workspace",
    needs: ["evidence:write"],
    owned: true,
    input: dismissed,
  },
};
