import type { Metadata } from "next";
import { SoaVersionScreen } from "@/components/soa/version-screen";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { countComments, listComments } from "@/lib/comments/queries";
import { actorId, holds } from "@/lib/core/access";
import { readOpen } from "@/lib/core/soa-list";
import { SOA_NOUN } from "@/lib/core/soa-version";
import { canApproveVersion } from "@/lib/core/version-machine";
import { getSoaVersion } from "@/lib/soa/queries/versions";

export const metadata: Metadata = { title: "SoA version" };

export default async function SoaVersionPage({
  params,
  searchParams,
}: PageProps<"/w/[slug]/soa/versions/[id]">) {
  const { slug, id } = await params;
  const scope = await pageScope(slug, "soa:read", "workspace:read");
  const { selfAcceptance, ...version } = await orNotFound(getSoaVersion(scope, id));
  const commented = await countComments(scope, "soa_row");
  const { summary, document } = version;
  const opened = readOpen(await searchParams);
  const open = document?.rows.find((row) => row.ref === opened) ?? null;
  const allowed = canApproveVersion({
    noun: SOA_NOUN,
    actorId: actorId(scope) ?? "",
    submitterId: summary.submitterId,
    selfAcceptance,
  });
  return (
    <SoaVersionScreen
      slug={slug}
      timeZone={scope.timeZone}
      {...version}
      open={open}
      commented={commented}
      comments={open === null ? [] : await listComments(scope, "soa_row", open.ref)}
      onceKey={crypto.randomUUID()}
      mayComment={holds(scope, "comment:write")}
      mayApprove={holds(scope, "soa:approve")}
      refusal={allowed.ok ? null : allowed.reason}
    />
  );
}
