import type { Metadata } from "next";
import { CrosswalkMatrixScreen } from "@/components/crosswalk/matrix-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { getMatrix } from "@/lib/carry-over/queries/matrix";
import { readMatrixSelection } from "@/lib/core/crosswalk-matrix";

export const metadata: Metadata = { title: "Matrix of the crosswalk" };

const EVERYTHING = { criteria: null, theme: null } as const;

/** The crosswalk as a matrix with the team's decisions; a filter that does not exist filters nothing. */
export default async function CrosswalkMatrixPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { slug } = await params;
  const scope = await pageScope(slug, "requirement:read");
  const reading = readMatrixSelection(await searchParams);
  return <CrosswalkMatrixScreen page={await getMatrix(scope, reading.ok ? reading.selection : EVERYTHING)} />;
}
