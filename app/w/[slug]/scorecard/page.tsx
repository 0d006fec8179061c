import type { Metadata } from "next";
import type { OpenScorecard } from "@/components/scorecard/carry-over-preview";
import { ScorecardProposalsScreen } from "@/components/scorecard/proposals-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { holds, type Scope } from "@/lib/core/access";
import { readScorecard } from "@/lib/core/scorecard-code";
import { SCORECARD_DIRECTIONS } from "@/lib/core/scorecard-question";
import { listScorecardProposals, previewCarryOver } from "@/lib/scorecard/queries";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Scorecard proposals" };

async function scorecardOf(
  scope: Scope<"requirement:read">,
  query: Record<string, string | string[] | undefined>,
): Promise<OpenScorecard | null> {
  const direction = SCORECARD_DIRECTIONS.find((one) => one === query.direction);
  if (direction === undefined || query.a === undefined) return null;
  const { answers, ignored } = readScorecard(direction, query, ["direction", "view"]);
  return { direction, answers, ignored, plan: await previewCarryOver(scope, direction, answers) };
}

/** What the answers of a scorecard propose here, before and after they are carried over. */
export default async function ScorecardProposalsPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug } = await params;
  const query = await searchParams;
  const scope = await pageScope(slug, "workspace:read", "requirement:read");
  const [workspace, lists, scorecard] = await Promise.all([
    getWorkspace(scope),
    listScorecardProposals(scope),
    scorecardOf(scope, query),
  ]);
  return (
    <ScorecardProposalsScreen
      workspace={workspace}
      lists={lists}
      view={query.view === "decided" ? "decided" : "open"}
      scorecard={scorecard}
      mayDecide={holds(scope, "requirement:write")}
      mayCarryOver={holds(scope, "requirement:assign")}
    />
  );
}
