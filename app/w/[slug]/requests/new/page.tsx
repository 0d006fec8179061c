import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { NewRequestScreen } from "@/components/requests/new-request-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { addDays, dateIn } from "@/lib/core/dates";
import { readRefs } from "@/lib/core/evidence-versions";
import { now } from "@/lib/platform/clock";
import { getRequestForm } from "@/lib/requests/queries";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Ask for evidence" };

const PROPOSED_DAYS = 14;

type Query = { ref?: string | string[]; item?: string | string[] };

/** Asking for evidence; `ref` (repeatable) and `item` fill the form in. */
export default async function NewRequestPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Query>;
}) {
  const { slug } = await params;
  const query = await searchParams;
  const scope = await pageScope(slug, "request:write", "workspace:read");
  const refs = [query.ref ?? []].flat().slice(0, 100).join(",");
  const [itemId] = [query.item ?? []].flat();
  const [workspace, form] = await Promise.all([
    getWorkspace(scope),
    getRequestForm(scope, { refs: readRefs(refs).refs, itemId: itemId ?? null }),
  ]);
  return (
    <NewRequestScreen
      workspace={workspace}
      form={form}
      dueOn={addDays(dateIn(scope.timeZone, now()), PROPOSED_DAYS)}
      onceKey={randomUUID()}
    />
  );
}
