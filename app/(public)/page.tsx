import { PublicFrame } from "@/app/public-frame";
import { LandingScreen } from "@/components/auth/landing";
import { listWorkspacesOf } from "@/lib/auth/queries";
import { readAccess } from "@/lib/auth/session";

export default async function LandingPage() {
  const person = await readAccess(null);
  const workspaces = person === null ? null : await listWorkspacesOf(person.userId);
  return (
    <PublicFrame width="wide">
      <LandingScreen workspaces={workspaces} />
    </PublicFrame>
  );
}
