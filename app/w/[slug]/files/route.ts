import { withWriteScope } from "@/lib/auth/route-scope";
import { answered, receiveUpload } from "@/lib/files/handlers";

/** Takes one file; the form that follows names it by the id in the answer. */
export async function POST(request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  return answered(withWriteScope(slug, "evidence:write", (scope) => receiveUpload(scope, request)));
}
