import type { Metadata } from "next";
import { CompanySampleScreen } from "@/components/sampling/company-samples";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { dateIn } from "@/lib/core/dates";
import { singleValues } from "@/lib/core/paths";
import { now } from "@/lib/platform/clock";
import { getRoom } from "@/lib/rooms/queries/rooms";
import { checkSampleOfRoom, getSampleOfRoom } from "@/lib/sampling/queries/samples";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Sample" };

/** One sample of a room from the company's side; `again` draws it once more and compares. */
export default async function SampleOfRoomPage({
  params,
  searchParams,
}: PageProps<"/w/[slug]/rooms/[id]/samples/[sample]">) {
  const { slug, id, sample: sampleId } = await params;
  const { again } = singleValues(await searchParams);
  const scope = await pageScope(slug, "room:read", "workspace:read", "evidence:read");
  const sample = await orNotFound(getSampleOfRoom(scope, id, sampleId));
  const [workspace, room] = await Promise.all([
    getWorkspace(scope),
    getRoom(scope, id, dateIn(scope.timeZone, now())),
  ]);
  const drawnAgain = again === "yes" ? await checkSampleOfRoom(scope, sample) : null;
  return (
    <CompanySampleScreen
      workspace={workspace}
      room={room}
      timeZone={scope.timeZone}
      sample={sample}
      again={drawnAgain}
    />
  );
}
