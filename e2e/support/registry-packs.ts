// Rows of the registry: packs for auditors.
import type { Place } from "./place";
import type { WorkspaceAction } from "./registry";

/** No pack under way: each call begins one. */
async function chosen(place: Place) {
  await place.database.idle(place.team.workspaceId);
  return {
    title: `Pack ${place.canary}`,
    standard: "iso",
    from: "",
    to: "",
    refs: "A.5.15",
    soa: "none",
    requests: "on",
  };
}

export const PACK_ACTIONS: Readonly<Record<string, WorkspaceAction>> = {
  "lib/packs/actions.ts#createPackAction": { kind: "workspace", needs: ["pack:build"], input: chosen },
};
