import { NAV } from "@/components/layout/nav";
import { withScope } from "@/lib/auth/route-scope";
import { holds, type Permission } from "@/lib/core/access";
import { paths } from "@/lib/core/paths";
import { readSearchIndex, type SearchEntry } from "@/lib/requirements/queries/search";

const CREATE: readonly { label: string; needs: Permission; href: (slug: string) => string }[] = [
  { label: "Add evidence", needs: "evidence:write", href: paths.newEvidence },
  { label: "Ask for evidence", needs: "request:write", href: paths.newRequest },
  { label: "Import a register", needs: "import:run", href: paths.evidenceImport },
  { label: "Raise a nonconformity", needs: "nonconformity:write", href: paths.newNonconformity },
  { label: "Add a risk", needs: "risk:write", href: paths.newRisk },
  { label: "Add a supplier", needs: "supplier:write", href: paths.newSupplier },
];

/** What the command palette searches: one compact list, fetched when it opens. */
export async function GET(
  _request: Request,
  context: { params: Promise<{ slug: string }> },
): Promise<Response> {
  const { slug } = await context.params;
  return withScope(slug, "requirement:read", async (scope) => {
    const at = scope.workspaceSlug;
    const pages: readonly SearchEntry[] = NAV.flatMap((group) =>
      group.items.map((item) => ({ group: "Go to", label: item.label, href: item.href(at) })),
    );
    const create: readonly SearchEntry[] = CREATE.filter((entry) => holds(scope, entry.needs)).map(
      (entry) => ({
        group: "Create",
        label: entry.label,
        href: entry.href(at),
      }),
    );
    const items = [...pages, ...create, ...(await readSearchIndex(scope))];
    return Response.json({ items }, { headers: { "cache-control": "private, no-store" } });
  });
}
