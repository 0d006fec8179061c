import type { Metadata } from "next";
import { GeneralSettings } from "@/components/workspaces/general-settings";
import { pageScope } from "@/lib/auth/page-scope";
import { holds } from "@/lib/core/access";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: PageProps<"/w/[slug]/settings">) {
  const scope = await pageScope((await params).slug, "workspace:read");
  return <GeneralSettings workspace={await getWorkspace(scope)} mayWrite={holds(scope, "workspace:write")} />;
}
