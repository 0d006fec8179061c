import type { Metadata } from "next";
import { panelOf } from "@/components/controls/requirement-panel";
import { RequirementScreen } from "@/components/controls/requirement-screen";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { paths, withQuery } from "@/lib/core/paths";
import { directionsOf } from "@/lib/core/requirement-detail";
import type { Query } from "@/lib/core/requirement-list";
import { requirementRights } from "@/lib/core/requirement-rights";
import { listAttachOptions } from "@/lib/requirements/queries/attach";
import { getRequirement } from "@/lib/requirements/queries/controls";

type Props = {
  params: Promise<{ slug: string; ref: string }>;
  searchParams: Promise<Query>;
};

/** The title is the reference: it is part of the address already. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ref } = await params;
  return { title: decodeURIComponent(ref).slice(0, 20) };
}

/** One control, clause, criterion or own control. */
export default async function RequirementPage({ params, searchParams }: Props) {
  const [{ slug, ref }, query] = await Promise.all([params, searchParams]);
  const scope = await pageScope(slug, "workspace:read", "requirement:read", "evidence:read");
  const now = new Date();
  const data = await orNotFound(getRequirement(scope, now, decodeURIComponent(ref)));
  const { workspace, open, rows, crosswalk, today } = data;
  const rights = requirementRights(scope, open.row);
  const wanted = typeof query.do === "string" ? query.do : "";
  const panel = panelOf(wanted, rights);
  const find = typeof query.find === "string" ? query.find.trim() : "";
  const attach =
    panel === "attach" ? await listAttachOptions(scope, { ref: open.row.ref, q: find, now }) : null;
  const here = paths.requirement(workspace.slug, open.row.ref);
  return (
    <RequirementScreen
      slug={workspace.slug}
      workspaceName={workspace.name}
      open={open}
      directions={directionsOf(open.row.ref, rows, crosswalk)}
      today={today}
      rights={rights}
      panel={panel}
      people={data.members.map(({ userId, name }) => ({ userId, name }))}
      attach={
        attach === null
          ? null
          : {
              ...attach,
              slug: workspace.slug,
              refs: [open.row.ref],
              q: find,
              href: withQuery(here, { do: "attach" }),
              doneHref: here,
              onceKey: crypto.randomUUID(),
            }
      }
    />
  );
}
