import type { Metadata } from "next";
import { PublicFrame } from "@/app/public-frame";
import { publicMetadata } from "@/app/public-metadata";
import { ChooseScreen } from "@/components/scorecard/choose-screen";
import { paths } from "@/lib/core/paths";

/** Indexed, unlike a result. */
export function generateMetadata(): Metadata {
  return publicMetadata({
    title: "Scorecard",
    description:
      "Twenty questions from SOC 2 to ISO/IEC 27001 and twenty for the way back: points by area with the reasoning, and the next steps. No e-mail address needed.",
    path: paths.scorecard(),
  });
}

export default function ScorecardPage() {
  return (
    <PublicFrame width="wide">
      <ChooseScreen />
    </PublicFrame>
  );
}
