import { withWriteScope } from "@/lib/auth/route-scope";
import { answered } from "@/lib/files/handlers";
import { sendArchive } from "@/lib/transfers/handlers";

/** A POST, because taking the archive is noted in the activity log. */
export async function POST(_request: Request, { params }: { params: Promise<{ slug: string; id: string }> }) {
  const { slug, id } = await params;
  return answered(withWriteScope(slug, "workspace:export", (scope) => sendArchive(scope, id)));
}
