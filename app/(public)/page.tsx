import type { Metadata } from "next";
import { PublicFrame } from "@/app/public-frame";
import { publicMetadata } from "@/app/public-metadata";
import { LandingScreen } from "@/components/auth/landing";
import { listWorkspacesOf } from "@/lib/auth/queries";
import { readAccess } from "@/lib/auth/session";
import { paths } from "@/lib/core/paths";

/** The landing page is indexed, unlike the pages behind the sign-in. */
export function generateMetadata(): Metadata {
  return publicMetadata({
    title: "What SOC 2 carries over to ISO 27001",
    description:
      "What a SOC 2 programme carries over to ISO/IEC 27001:2022, what has to be supplemented and what is net-new, and the workspace to get it done.",
    path: paths.landing(),
  });
}

export default async function LandingPage() {
  const person = await readAccess(null);
  const workspaces = person === null ? null : await listWorkspacesOf(person.userId);
  return (
    <PublicFrame width="wide">
      <LandingScreen workspaces={workspaces} />
    </PublicFrame>
  );
}
