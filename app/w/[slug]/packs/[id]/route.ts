import { withWriteScope } from "@/lib/auth/route-scope";
import { answered } from "@/lib/files/handlers";
import { sendPack } from "@/lib/packs/handlers";

/** A POST, because taking the pack is noted in the activity log. */
export async function POST(_request: Request, { params }: { params: Promise<{ slug: string; id: string }> }) {
  const { slug, id } = await params;
  return answered(withWriteScope(slug, "pack:build", (scope) => sendPack(scope, id)));
}
