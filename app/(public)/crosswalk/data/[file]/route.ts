import { publicCrosswalkFile, publicCrosswalkOptions } from "@/lib/exports/crosswalk-public";

export async function GET(request: Request, { params }: RouteContext<"/crosswalk/data/[file]">) {
  return publicCrosswalkFile(request, (await params).file);
}

export function OPTIONS() {
  return publicCrosswalkOptions();
}
