import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CompareScreen } from "@/components/evidence/compare-screen";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { getComparedVersions } from "@/lib/evidence/queries/versions";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Compare versions" };

/** Two versions of an item: `a` and `b` by number; the newest and the one before it unless told otherwise. */
export default async function CompareVersionsPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string; id: string }>;
  searchParams: Promise<{ a?: string | string[]; b?: string | string[] }>;
}) {
  const { slug, id } = await params;
  const query = await searchParams;
  const scope = await pageScope(slug, "workspace:read", "evidence:read");
  const [workspace, item] = await Promise.all([
    getWorkspace(scope),
    orNotFound(getComparedVersions(scope, id)),
  ]);
  const byNumber = (text: string | string[] | undefined, otherwise: number) =>
    text === undefined
      ? item.artifacts[otherwise]
      : item.artifacts.find(({ number }) => String(number) === text);
  const b = byNumber(query.b, 0);
  const a = byNumber(query.a, Math.min(1, item.artifacts.length - 1));
  if (a === undefined || b === undefined) notFound();
  return <CompareScreen workspace={workspace} item={item} a={a} b={b} />;
}
