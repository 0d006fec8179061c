import type { Metadata, Route } from "next";
import { notFound, permanentRedirect, redirect } from "next/navigation";
import { RowScreen } from "@/components/crosswalk/row-screen";
import { PrivacyColumn } from "@/components/explorer/privacy-column";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { getRow } from "@/lib/carry-over/queries/row";
import { CRITERION_BY_REF, entryOf, parseRef } from "@/lib/core/frameworks/catalogue";
import { readPairText } from "@/lib/core/pair-text";
import { paths, withQuery } from "@/lib/core/paths";
import { DEFAULT_PRIVACY_EDITION } from "@/lib/core/privacy-column";

type Props = {
  params: Promise<{ slug: string; criterion: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The title is the reference: it is part of the address already. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Row ${decodeURIComponent((await params).criterion).slice(0, 20)}` };
}

function text(value: string | string[] | undefined): string {
  return typeof value === "string" ? value.trim().slice(0, 20) : "";
}

/** The row of one criterion; a control or clause leads to its own page, and `with` to the pair that is to be added. */
export default async function CrosswalkRowPage({ params, searchParams }: Props) {
  const [{ slug, criterion: asked }, query] = await Promise.all([params, searchParams]);
  const scope = await pageScope(slug, "requirement:read");
  const typed = decodeURIComponent(asked);
  const ref = entryOf(typed) === undefined ? parseRef(typed) : typed;
  if (ref === null) notFound();
  if (!CRITERION_BY_REF.has(ref)) redirect(paths.requirement(scope.workspaceSlug, ref) as Route);
  const here = paths.crosswalkRow(scope.workspaceSlug, ref);
  if (ref !== typed) permanentRedirect(here as Route);
  const wanted = text(query.with);
  const pair = wanted === "" ? null : readPairText(ref, wanted);
  if (pair !== null) redirect(paths.crosswalkPair(scope.workspaceSlug, pair.criterion, pair.ref) as Route);
  const detail = await orNotFound(getRow(scope, ref));
  const edition =
    query.privacy === "off" ? null : query.privacy === "2019" ? "2019" : DEFAULT_PRIVACY_EDITION;
  const hrefs = {
    "2025": here,
    "2019": withQuery(here, { privacy: "2019" }),
    off: withQuery(here, { privacy: "off" }),
  };
  return (
    <RowScreen
      detail={detail}
      unknown={wanted === "" ? null : wanted}
      privacy={detail.hasPrivacy ? <PrivacyColumn criterion={ref} edition={edition} hrefs={hrefs} /> : null}
    />
  );
}
