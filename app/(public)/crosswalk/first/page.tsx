import type { Metadata } from "next";
import { SharedFrame } from "@/app/public-frame";
import { publicMetadata } from "@/app/public-metadata";
import { FirstScreen } from "@/components/explorer/first-screen";
import { readFirstFacts } from "@/lib/core/first-standard";
import { paths, singleValues } from "@/lib/core/paths";

export function generateMetadata(): Metadata {
  return publicMetadata({
    title: "SOC 2 or ISO 27001: which one first?",
    description:
      "Ten facts about customers, contracts and deadlines, weighed by rules with their reasons and sources, and what would change the answer.",
    path: paths.explorerFirst(),
  });
}

/** The question of the side-by-side page, answered from the visitor's facts; they are the address. */
export default async function FirstPage({ searchParams }: PageProps<"/crosswalk/first">) {
  const reading = readFirstFacts(singleValues(await searchParams));
  return (
    <SharedFrame>
      <FirstScreen reading={reading} />
    </SharedFrame>
  );
}
