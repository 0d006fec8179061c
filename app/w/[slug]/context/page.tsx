import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { ContextScreen } from "@/components/context/context-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { getContext } from "@/lib/context/queries";
import { holds } from "@/lib/core/access";
import { readContextView } from "@/lib/core/context";
import { dateIn } from "@/lib/core/dates";
import { singleValues } from "@/lib/core/paths";
import { now } from "@/lib/platform/clock";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Context and scope" };

/** Issues, interested parties and the scope statement; `edit` opens a form. */
export default async function ContextPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug } = await params;
  const scope = await pageScope(slug, "context:read", "workspace:read");
  const [query, workspace, page] = await Promise.all([searchParams, getWorkspace(scope), getContext(scope)]);
  return (
    <ContextScreen
      workspace={workspace}
      timeZone={scope.timeZone}
      today={dateIn(scope.timeZone, now())}
      page={page}
      view={readContextView(singleValues(query))}
      mayEdit={holds(scope, "context:write")}
      onceKey={randomUUID()}
    />
  );
}
