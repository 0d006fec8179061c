// Rows of the registry: samples, drawn and asked for inside a room.
import type { Place } from "./place";
import type { ActionRow } from "./registry";
import type { OpenedRoom } from "./rooms";
import { drawInput, givenPopulation, sampledIn } from "./samples";

const sampling = (name: string) => `lib/sampling/actions.ts#${name}Action`;

export const SAMPLE_ACTIONS: Readonly<Record<string, ActionRow>> = {
  [sampling("drawSample")]: {
    kind: "room",
    input: async (at: Place, { roomId }: OpenedRoom) => drawInput((await givenPopulation(at, roomId)).itemId),
  },
  [sampling("askForSample")]: {
    kind: "room",
    input: async (at: Place, room: OpenedRoom) => ({
      id: (await sampledIn(at, room)).sample,
      detail: `Asked ${at.canary}`,
      dueOn: "",
    }),
  },
};
