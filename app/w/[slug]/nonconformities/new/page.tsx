import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { RaiseScreen } from "@/components/nonconformities/raise-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { dateIn } from "@/lib/core/dates";
import { getPrefill } from "@/lib/nonconformities/queries/context";
import { now } from "@/lib/platform/clock";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Raise a nonconformity" };

type Query = { ref?: string | string[]; from?: string | string[]; risk?: string | string[] };

/** Raising a nonconformity; `ref` (repeatable), `risk=R-004` and `from=evidence:ID`, `from=request:ID` or `from=review:ID` fill the form in. */
export default async function NewNonconformityPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Query>;
}) {
  const { slug } = await params;
  const query = await searchParams;
  const scope = await pageScope(slug, "nonconformity:write", "workspace:read");
  const [kind, sourceId] = String([query.from ?? ""].flat()[0]).split(":");
  const [workspace, prefill] = await Promise.all([
    getWorkspace(scope),
    getPrefill(scope, {
      refs: [query.ref ?? []].flat().slice(0, 20),
      itemId: kind === "evidence" ? (sourceId ?? null) : null,
      requestId: kind === "request" ? (sourceId ?? null) : null,
      reviewId: kind === "review" ? (sourceId ?? null) : null,
      risks: String([query.risk ?? ""].flat()[0]),
    }),
  ]);
  return (
    <RaiseScreen
      workspace={workspace}
      prefill={prefill}
      today={dateIn(scope.timeZone, now())}
      onceKey={randomUUID()}
    />
  );
}
