import type { Metadata } from "next";
import { RolesMatrix } from "@/components/workspaces/roles-matrix";
import { pageScope } from "@/lib/auth/page-scope";
import { getWorkspace } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Roles" };

export default async function RolesPage({ params }: PageProps<"/w/[slug]/settings/roles">) {
  const scope = await pageScope((await params).slug, "workspace:read");
  return <RolesMatrix workspace={await getWorkspace(scope)} />;
}
