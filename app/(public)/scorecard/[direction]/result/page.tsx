import type { Metadata, Route } from "next";
import { notFound, redirect } from "next/navigation";
import { PublicFrame } from "@/app/public-frame";
import { resultHref } from "@/components/scorecard/address";
import { ResultScreen } from "@/components/scorecard/result-screen";
import { readScorecard } from "@/lib/core/scorecard-code";
import { SCORECARD_DIRECTIONS } from "@/lib/core/scorecard-question";
import { env } from "@/lib/platform/env";

export const metadata: Metadata = { title: "Your scorecard", robots: { index: false } };

/** The result of the answers in the address; what the form sent is first made short enough to share. */
export default async function ResultPage({
  params,
  searchParams,
}: PageProps<"/scorecard/[direction]/result">) {
  const asked = (await params).direction;
  const direction = SCORECARD_DIRECTIONS.find((one) => one === asked) ?? notFound();
  const { answers, ignored, fromForm } = readScorecard(direction, await searchParams);
  const href = resultHref(direction, answers);
  if (fromForm && ignored.length === 0) redirect(href as Route);
  return (
    <PublicFrame width="wide">
      <ResultScreen
        direction={direction}
        answers={answers}
        ignored={ignored}
        address={`${env().appOrigin}${href}`}
      />
    </PublicFrame>
  );
}
