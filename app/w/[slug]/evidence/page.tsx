import type { Metadata } from "next";
import { LibraryScreen } from "@/components/evidence/library-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { holds } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { libraryFilters } from "@/lib/evidence/input";
import { listEvidence } from "@/lib/evidence/queries/library";
import { countProposals } from "@/lib/evidence/queries/proposals";
import { now } from "@/lib/platform/clock";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Evidence" };

/** The evidence library. */
export default async function EvidencePage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug } = await params;
  const filters = libraryFilters.parse(await searchParams);
  const scope = await pageScope(slug, "workspace:read", "evidence:read");
  const today = dateIn(scope.timeZone, now());
  const [workspace, page, proposals] = await Promise.all([
    getWorkspace(scope),
    listEvidence(scope, filters, today),
    countProposals(scope),
  ]);
  return (
    <LibraryScreen
      workspace={workspace}
      filters={filters}
      page={page}
      proposals={proposals}
      today={today}
      rights={{
        write: holds(scope, "evidence:write"),
        review: holds(scope, "evidence:review"),
        assign: holds(scope, "requirement:assign"),
        import: holds(scope, "import:run"),
      }}
    />
  );
}
