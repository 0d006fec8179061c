// Rows of the registry: opening a scorecard file, carrying its answers over, deciding on the proposals.
import { SCORECARDS } from "@/lib/core/scorecard";
import { codeOf } from "@/lib/core/scorecard-code";
import { scorecardFile } from "@/lib/core/scorecard-file";
import type { Place } from "./place";
import type { ActionRow } from "./registry";

const scorecard = (name: string) => `lib/scorecard/actions.ts#${name}Action`;
const KEYS = ["a", "b", "c"] as const;
const calls = new WeakMap<Place, number>();

/** All questions with one answer, another one than this workspace had before: so each call changes something. */
function answers(place: Place) {
  const call = (calls.get(place) ?? 0) + 1;
  calls.set(place, call);
  const key = KEYS[call % KEYS.length] ?? "a";
  const all = new Map(SCORECARDS.iso.questions.map(({ id }) => [id, key]));
  return { direction: "iso", v: "1", a: codeOf("iso", all) };
}

async function openProposal(place: Place): Promise<string> {
  await place.act("owner", scorecard("carryOverScorecard"), answers(place));
  const { id } = await place.one(
    (sql) => sql<{ id: string }[]>`
      select p.id from requirement_proposals p
      join requirements r on r.workspace_id = p.workspace_id and r.ref = p.ref
      where p.state = 'open' and r.evidence_status = 'missing' and r.owner_id is null
      order by random() limit 1`,
  );
  return id;
}

export const SCORECARD_ACTIONS: Readonly<Record<string, ActionRow>> = {
  [scorecard("openScorecard")]: {
    kind: "person",
    session: false,
    example: async () => ({
      person: null,
      input: { file: scorecardFile("iso", new Map([["context", "a"]])) },
    }),
  },
  [scorecard("carryOverScorecard")]: {
    kind: "workspace",
    needs: ["requirement:assign"],
    input: async (place) => answers(place),
  },
  [scorecard("decideProposals")]: {
    kind: "workspace",
    needs: ["requirement:write"],
    owned: true,
    input: async (place) => ({ ids: [await openProposal(place)], decision: "accept" }),
  },
};
