// Rows of the registry: decisions about pairs of the crosswalk, readings, and the edition of the data set.
import { knownPairsOfCriterion } from "@/lib/core/crosswalk";
import { EDITIONS } from "@/lib/core/frameworks/editions";
import type { Place } from "./place";
import type { WorkspaceAction } from "./registry";

const crosswalk = (name: string) => `lib/crosswalk/actions.ts#${name}Action`;
const [FIRST] = EDITIONS;
const ROW = "CC6.1";
const needs = ["crosswalk:decide"] as const;

type Stored = { readonly ref: string; readonly version: number };

async function stored(place: Place, table: "crosswalk_overrides" | "pair_reviews", criterion: string) {
  return place.database.inside(
    place.team.workspaceId,
    (sql) => sql<Stored[]>`select ref, version from ${sql(table)} where criterion = ${criterion}`,
  );
}

async function edition(place: Place) {
  const row = await place.one(
    (sql) => sql<{ edition: string }[]>`select dataset_version as edition from workspaces`,
  );
  return row.edition;
}

/** A decision that always changes something: it says what to add. */
async function decision(place: Place, criterion: string, ref: string) {
  const decided = await stored(place, "crosswalk_overrides", criterion);
  return {
    ...{ criterion, ref, overlap: "partial", note: `Add ${place.canary}`, reason: `Because ${place.canary}` },
    version: decided.find((one) => one.ref === ref)?.version ?? 0,
    edition: await edition(place),
  };
}

async function decided(place: Place) {
  const input = await decision(place, "CC2.1", place.nextRef());
  await place.act("owner", crosswalk("decidePair"), input);
  const { criterion, ref } = input;
  const versions = await stored(place, "crosswalk_overrides", criterion);
  return { criterion, ref, version: versions.find((one) => one.ref === ref)?.version ?? 0 };
}

async function takenBack(place: Place) {
  const { criterion, ref, version } = await decided(place);
  await place.act("owner", crosswalk("resetPair"), { criterion, ref, version });
  return { criterion, refs: [ref] };
}

/** Every pair of the row with the version of its decision. */
async function ticks(place: Place): Promise<string[]> {
  const versions = await stored(place, "crosswalk_overrides", ROW);
  const pairs = knownPairsOfCriterion(ROW, { categories: [], countWildcard: false, overrides: [] });
  return pairs.map(({ ref }) => `${ref}:${versions.find((one) => one.ref === ref)?.version ?? 0}`);
}

async function wholeRow(place: Place) {
  return {
    ...{ criterion: ROW, overlap: "partial", note: "", reason: `Because ${place.canary}` },
    pairs: await ticks(place),
    edition: await edition(place),
  };
}

export const CROSSWALK_ACTIONS: Readonly<Record<string, WorkspaceAction>> = {
  [crosswalk("decidePair")]: {
    kind: "workspace",
    needs,
    input: (place) => decision(place, "CC2.2", place.nextRef()),
  },
  [crosswalk("decideRow")]: { kind: "workspace", needs, input: wholeRow },
  [crosswalk("resetPair")]: { kind: "workspace", needs, input: decided },
  [crosswalk("resetRow")]: {
    kind: "workspace",
    needs,
    input: async (place) => {
      await place.act("owner", crosswalk("decideRow"), await wholeRow(place));
      return { criterion: ROW, pairs: await ticks(place) };
    },
  },
  [crosswalk("restoreDecisions")]: { kind: "workspace", needs, input: takenBack },
  [crosswalk("reviewPair")]: {
    kind: "workspace",
    needs,
    input: async (place) => {
      const pair = await decided(place);
      const reviews = await stored(place, "pair_reviews", pair.criterion);
      return {
        ...pair,
        ...{ overlap: "partial", note: "", reason: `Read ${place.canary}`, onward: "stay" },
        reviewVersion: reviews.find((one) => one.ref === pair.ref)?.version ?? 0,
        edition: await edition(place),
      };
    },
  },
  [crosswalk("takeOverDataset")]: {
    kind: "workspace",
    needs,
    input: async (place) => {
      const { workspaceId } = place.team;
      const row = await place.one(
        (sql) => sql<{ version: number }[]>`
          update workspaces set dataset_version = ${FIRST.version} where id = ${workspaceId} returning version`,
      );
      return { from: FIRST.version, to: EDITIONS.at(-1)?.version ?? "", version: row.version };
    },
  },
};
