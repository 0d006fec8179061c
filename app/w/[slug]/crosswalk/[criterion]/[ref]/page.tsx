import { randomUUID } from "node:crypto";
import type { Metadata, Route } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { PairScreen } from "@/components/crosswalk/pair-screen";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { getPair } from "@/lib/carry-over/queries/pair";
import { listComments } from "@/lib/comments/queries";
import { holds } from "@/lib/core/access";
import { pairId, pairWords } from "@/lib/core/pair-id";
import { readPairText } from "@/lib/core/pair-text";
import { paths } from "@/lib/core/paths";
import { listMembers } from "@/lib/workspaces/queries";

type Params = { slug: string; criterion: string; ref: string };
type Props = {
  params: Promise<Params>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

function pairOf({ criterion, ref }: Params) {
  return readPairText(decodeURIComponent(criterion), decodeURIComponent(ref));
}

/** The title is the pair: it is part of the address already. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const pair = pairOf(await params);
  return { title: pair === null ? "Not found" : pairWords(pair) };
}

/** One pair of the crosswalk; other spellings of known references lead to the one address. */
export default async function PairPage({ params, searchParams }: Props) {
  const [asked, query] = await Promise.all([params, searchParams]);
  const scope = await pageScope(
    asked.slug,
    "workspace:read",
    "requirement:read",
    "evidence:read",
    "member:read",
  );
  const pair = pairOf(asked);
  if (pair === null) notFound();
  const here = paths.crosswalkPair(scope.workspaceSlug, pair.criterion, pair.ref);
  const isCanonical =
    decodeURIComponent(asked.criterion) === pair.criterion && decodeURIComponent(asked.ref) === pair.ref;
  if (!isCanonical) permanentRedirect(here as Route);
  const [detail, comments, members] = await Promise.all([
    orNotFound(getPair(scope, pair)),
    listComments(scope, "pair", pairId(pair)),
    listMembers(scope),
  ]);
  return (
    <PairScreen
      detail={detail}
      comments={comments}
      mayAttach={holds(scope, "evidence:write")}
      people={members.map(({ userId, name }) => ({ userId, name }))}
      onceKey={randomUUID()}
      reading={query.read === "1"}
    />
  );
}
