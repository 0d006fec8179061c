import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PublicFrame } from "@/app/public-frame";
import { publicMetadata } from "@/app/public-metadata";
import { QuestionForm } from "@/components/scorecard/question-form";
import { paths } from "@/lib/core/paths";
import { SCORECARDS } from "@/lib/core/scorecard";
import { readScorecard } from "@/lib/core/scorecard-code";
import { SCORECARD_DIRECTIONS } from "@/lib/core/scorecard-question";

function directionOf(text: string) {
  return SCORECARD_DIRECTIONS.find((one) => one === text) ?? notFound();
}

export async function generateMetadata({ params }: PageProps<"/scorecard/[direction]">): Promise<Metadata> {
  const direction = directionOf((await params).direction);
  const { title, about } = SCORECARDS[direction];
  return publicMetadata({
    title: `Scorecard: ${title}`,
    description: about,
    path: paths.scorecard(direction),
  });
}

/** The questions; answers in the address are filled in. */
export default async function QuestionsPage({ params, searchParams }: PageProps<"/scorecard/[direction]">) {
  const direction = directionOf((await params).direction);
  const { answers, ignored } = readScorecard(direction, await searchParams);
  return (
    <PublicFrame width="wide">
      <QuestionForm direction={direction} answers={answers} ignored={ignored} />
    </PublicFrame>
  );
}
