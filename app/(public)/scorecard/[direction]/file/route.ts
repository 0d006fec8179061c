import { readScorecard } from "@/lib/core/scorecard-code";
import { scorecardFile } from "@/lib/core/scorecard-file";
import { SCORECARD_DIRECTIONS } from "@/lib/core/scorecard-question";

/** The answers of the address as a file to keep. */
export async function GET(
  request: Request,
  context: { params: Promise<{ direction: string }> },
): Promise<Response> {
  const asked = (await context.params).direction;
  const direction = SCORECARD_DIRECTIONS.find((one) => one === asked);
  if (direction === undefined) return new Response("There is no such scorecard.\n", { status: 404 });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { answers } = readScorecard(direction, query);
  return new Response(scorecardFile(direction, answers), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="scorecard_${direction}.json"`,
      "cache-control": "no-store",
    },
  });
}
