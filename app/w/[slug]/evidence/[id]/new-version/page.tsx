import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { uuidv7 } from "uuidv7";
import { NewVersionScreen } from "@/components/evidence/new-version-screen";
import { Forbidden } from "@/components/layout/empty-state";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { startOfCorrection, startOfNext } from "@/lib/core/artifact-prefill";
import { dateIn } from "@/lib/core/dates";
import { paths } from "@/lib/core/paths";
import { getEvidenceItem } from "@/lib/evidence/queries/item";
import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";

export const metadata: Metadata = { title: "Upload new version" };

/** The form for the next version; `same` names the version whose content stays while its dates are corrected. */
export default async function NewVersionPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string; id: string }>;
  searchParams: Promise<{ same?: string | string[] }>;
}) {
  const { slug, id } = await params;
  const wanted = (await searchParams).same;
  const scope = await pageScope(slug, "evidence:read", "evidence:write");
  const today = dateIn(scope.timeZone, now());
  const { item, workspaceName } = await orNotFound(getEvidenceItem(scope, id, today));
  const ended = item.archived || item.state === "withdrawn" || item.state === "superseded";
  if (ended) redirect(paths.evidenceItem(slug, item.itemId));
  if (!item.mayEdit) {
    const back = { label: "Open the item", href: paths.evidenceItem(slug, item.itemId) };
    return <Forbidden what="A new version" roles={["the item's owner", "leads", "owners"]} back={back} />;
  }
  const same = item.artifacts.find(({ number }) => String(number) === wanted) ?? null;
  const collector = scope.actor.name;
  const start =
    same === null
      ? startOfNext(item, item.artifacts[0] ?? null, { today, collector })
      : startOfCorrection(item, same);
  return (
    <NewVersionScreen
      workspace={{ name: workspaceName, slug, timeZone: scope.timeZone }}
      item={item}
      start={start}
      same={same}
      collector={collector}
      limitBytes={env().maxUploadBytes}
      onceKey={uuidv7()}
    />
  );
}
