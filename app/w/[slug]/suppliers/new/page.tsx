import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { NewSupplierScreen } from "@/components/suppliers/new-screen";
import { pageScope } from "@/lib/auth/page-scope";
import { listOwners } from "@/lib/suppliers/queries/register";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Add a supplier" };

/** The form for a new supplier. */
export default async function NewSupplierPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const scope = await pageScope(slug, "supplier:write", "workspace:read");
  const [workspace, members] = await Promise.all([getWorkspace(scope), listOwners(scope)]);
  return <NewSupplierScreen workspace={workspace} members={members} onceKey={randomUUID()} />;
}
