import { listProblems } from "@/lib/health/queries";

export const dynamic = "force-dynamic";

/** Database, migrations and disk are as they must be; 503 with Retry-After and the reasons while they are not. */
export async function GET(): Promise<Response> {
  const problems = await listProblems();
  if (problems.length === 0) return Response.json({ status: "ready" });
  return Response.json({ status: "waiting", problems }, { status: 503, headers: { "retry-after": "5" } });
}
