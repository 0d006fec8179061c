import type { Metadata } from "next";
import { LibraryScreen } from "@/components/evidence/library-screen";
import { queryText, SavedViews } from "@/components/views/saved-views";
import { pageScope } from "@/lib/auth/page-scope";
import { holds } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { libraryFilters } from "@/lib/evidence/input";
import { listEvidence } from "@/lib/evidence/queries/library";
import { now } from "@/lib/platform/clock";

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
  const query = await searchParams;
  const filters = libraryFilters.parse(query);
  const scope = await pageScope(slug, "evidence:read", "workspace:read");
  const today = dateIn(scope.timeZone, now());
  const { views: kept, ...page } = await listEvidence(scope, filters, today);
  return (
    <LibraryScreen
      slug={scope.workspaceSlug}
      filters={filters}
      page={page}
      today={today}
      views={<SavedViews slug={slug} list="evidence" query={queryText(query)} kept={kept} />}
      rights={{
        write: holds(scope, "evidence:write"),
        review: holds(scope, "evidence:review"),
        assign: holds(scope, "requirement:assign"),
        import: holds(scope, "import:run"),
      }}
    />
  );
}
