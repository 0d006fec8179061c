import type { Metadata } from "next";
import { PublicFrame } from "@/app/public-frame";
import { ChooseScreen } from "@/components/scorecard/choose-screen";
import { paths } from "@/lib/core/paths";

export const metadata: Metadata = {
  title: "Scorecard",
  description:
    "Twenty questions from SOC 2 to ISO/IEC 27001 and twenty for the way back: points by area with the reasoning, and the next steps. No e-mail address needed.",
  alternates: { canonical: paths.scorecard() },
};

export default function ScorecardPage() {
  return (
    <PublicFrame width="wide">
      <ChooseScreen />
    </PublicFrame>
  );
}
