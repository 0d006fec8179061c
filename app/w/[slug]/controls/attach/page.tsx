import type { Metadata } from "next";
import { AttachScreen } from "@/components/controls/attach-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { paths, withQuery } from "@/lib/core/paths";
import { type Query, tickedRefs } from "@/lib/core/requirement-list";
import { listAttachOptions } from "@/lib/requirements/queries/attach";
import { getControls } from "@/lib/requirements/queries/controls";

export const metadata: Metadata = { title: "Attach evidence" };

/** Links evidence to the rows that were ticked in the list. */
export default async function AttachPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Query>;
}) {
  const [{ slug }, query] = await Promise.all([params, searchParams]);
  const scope = await pageScope(
    slug,
    "workspace:read",
    "requirement:read",
    "evidence:read",
    "evidence:write",
  );
  const find = typeof query.find === "string" ? query.find.trim() : "";
  const now = new Date();
  const { workspace, rows } = await getControls(scope, now);
  const wanted = tickedRefs(query);
  const chosen = rows.filter((row) => wanted.has(row.ref));
  const [only] = chosen;
  const options = await listAttachOptions(scope, {
    ref: chosen.length === 1 && only ? only.ref : null,
    q: find,
    now,
  });
  return (
    <AttachScreen
      workspaceName={workspace.name}
      titles={chosen.map((row) => row.title)}
      attach={{
        ...options,
        slug: workspace.slug,
        refs: chosen.map((row) => row.ref),
        q: find,
        href: withQuery(paths.attachEvidence(workspace.slug), {
          "rows[]": chosen.map((row) => `${row.ref}:${row.version}`),
        }),
        doneHref: paths.controls(workspace.slug),
        onceKey: crypto.randomUUID(),
      }}
    />
  );
}
