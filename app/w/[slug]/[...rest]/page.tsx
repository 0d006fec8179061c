import { notFound } from "next/navigation";
import { pageScope } from "@/lib/auth/page-scope";

/** Addresses below a workspace that lead nowhere get the 404 page inside the shell. */
export default async function UnknownPage({ params }: PageProps<"/w/[slug]/[...rest]">) {
  await pageScope((await params).slug, "workspace:read");
  notFound();
}
