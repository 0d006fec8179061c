import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PublicFrame } from "@/app/public-frame";
import { ContinueScreen } from "@/components/scorecard/continue-screen";
import { listWorkspacesOf } from "@/lib/auth/queries";
import { readAccess } from "@/lib/auth/session";
import { readScorecard } from "@/lib/core/scorecard-code";
import { SCORECARD_DIRECTIONS } from "@/lib/core/scorecard-question";

export const metadata: Metadata = { title: "Continue in a workspace", robots: { index: false } };

/** From a result to the workspace that its answers are carried into. */
export default async function ContinuePage({
  params,
  searchParams,
}: PageProps<"/scorecard/[direction]/continue">) {
  const asked = (await params).direction;
  const direction = SCORECARD_DIRECTIONS.find((one) => one === asked) ?? notFound();
  const { answers, ignored } = readScorecard(direction, await searchParams);
  const person = await readAccess(null);
  const workspaces = person === null ? null : await listWorkspacesOf(person.userId);
  return (
    <PublicFrame width="form">
      <ContinueScreen direction={direction} answers={answers} ignored={ignored} workspaces={workspaces} />
    </PublicFrame>
  );
}
