import { withWriteScope } from "@/lib/auth/route-scope";
import { answered } from "@/lib/files/handlers";
import { receiveArchive } from "@/lib/transfers/handlers";

/** Takes the archive of a workspace; it is imported only after somebody confirms what it would bring. */
export async function POST(request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  return answered(withWriteScope(slug, "workspace:export", (scope) => receiveArchive(scope, request)));
}
