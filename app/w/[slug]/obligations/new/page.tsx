import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { NewObligationScreen } from "@/components/obligations/form-screens";
import { pageScope } from "@/lib/auth/page-scope";
import { getObligationForm } from "@/lib/obligations/queries";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Add an obligation" };

/** The form for a new obligation. */
export default async function NewObligationPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const scope = await pageScope(slug, "obligation:write", "workspace:read");
  const [workspace, form] = await Promise.all([getWorkspace(scope), getObligationForm(scope)]);
  return <NewObligationScreen workspace={workspace} form={form} onceKey={randomUUID()} />;
}
