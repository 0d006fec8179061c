import "server-only";
import { inWorkspace, type Tx } from "@/db/tenant";
import { holds, type Scope } from "@/lib/core/access";
import { type CrosswalkInput, pairsOf } from "@/lib/core/crosswalk";
import { type DatasetPage, previewUpgrade } from "@/lib/core/dataset-upgrade";
import { dateIn } from "@/lib/core/dates";
import { type DatasetEdition, EDITIONS, newestOf } from "@/lib/core/frameworks/editions";
import { canDecide, workspaceInput } from "@/lib/core/overrides";
import { type Crosswalk, type EditionList, readCrosswalk, readReviews } from "@/lib/crosswalk/queries";
import { now } from "@/lib/platform/clock";
import { readProposalNumbers } from "@/lib/readiness/queries/evidence";
import { readRequirementFacts } from "@/lib/requirements/queries";

type Facts = Awaited<ReturnType<typeof readRequirementFacts>>;

/** How many items would have proposed links in each edition. */
async function readProposalMove(tx: Tx, read: Crosswalk, to: DatasetEdition, facts: Facts) {
  const excluded = new Set(facts.filter((row) => row.applicability === "excluded").map((row) => row.ref));
  const count = async (input: CrosswalkInput) =>
    (await readProposalNumbers(tx, pairsOf(input), excluded)).items;
  return {
    before: await count(read.crosswalk),
    after: await count(workspaceInput(read.programme, read.overrides, to, read.editions)),
  };
}

/** The edition that the workspace reads, what a newer one would change, and the decisions that point at nothing. */
export async function getDataset(
  scope: Scope<"requirement:read">,
  editions: EditionList = EDITIONS,
): Promise<DatasetPage> {
  const today = dateIn(scope.timeZone, now());
  return inWorkspace(scope, async (tx) => {
    const [facts, read, reviews] = await Promise.all([
      readRequirementFacts(tx, today),
      readCrosswalk(tx, editions),
      readReviews(tx),
    ]);
    const { edition, programme, overrides, orphaned, workspace } = read;
    const to = newestOf(editions);
    const state = { programme, overrides, reviews, facts, today };
    return {
      workspace: { name: workspace.name, slug: scope.workspaceSlug, version: workspace.version },
      current: edition.version,
      editions: editions.toReversed().map(({ version, publishedOn, changes }) => ({
        ...{ version, publishedOn, changes },
      })),
      upgrade:
        to.version === edition.version
          ? null
          : {
              to: to.version,
              preview: previewUpgrade(state, { from: edition, to, editions }),
              proposals: await readProposalMove(tx, read, to, facts),
            },
      orphaned: orphaned.map((override) => ({
        override,
        adoptable:
          override.overlap !== "none" &&
          override.overlap !== "additive" &&
          canDecide(override, { overlap: override.overlap, note: override.note }, { edition, decided: true })
            .ok,
      })),
      mayDecide: holds(scope, "crosswalk:decide"),
    };
  });
}
