import type { Metadata } from "next";
import { Forbidden } from "@/components/layout/empty-state";
import { ROLE_LABEL } from "@/components/workspaces/labels";
import { pageScope } from "@/lib/auth/page-scope";
import { holds, PERMISSION_NAMES, PERMISSIONS, ROLES, roleHas } from "@/lib/core/access";
import { paths } from "@/lib/core/paths";

export const metadata: Metadata = { title: "No access" };

export default async function NoAccessPage({ params, searchParams }: PageProps<"/w/[slug]/no-access">) {
  const { slug } = await params;
  const { needs } = await searchParams;
  const scope = await pageScope(slug, "workspace:read");
  const asked = typeof needs === "string" ? needs.split(",") : [];
  const needed = PERMISSION_NAMES.filter(
    (permission) => asked.includes(permission) && !holds(scope, permission),
  );
  const roles = ROLES.filter((role) => needed.every((permission) => roleHas(role, permission)));
  const what = needed.map((permission) => PERMISSIONS[permission].label).join(", ");
  return (
    <>
      <h1 className="sr">No access</h1>
      <Forbidden
        what={what === "" ? "This page" : what}
        roles={roles.map((role) => ROLE_LABEL[role].toLowerCase())}
        back={{ href: paths.home(slug), label: "Go to home" }}
      />
    </>
  );
}
