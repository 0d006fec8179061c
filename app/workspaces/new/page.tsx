import type { Metadata } from "next";
import { PublicFrame } from "@/app/public-frame";
import { NewWorkspaceScreen } from "@/components/workspaces/new-workspace-form";
import { pagePerson } from "@/lib/auth/page-scope";
import { paths } from "@/lib/core/paths";

export const metadata: Metadata = { title: "Start a workspace" };

export default async function NewWorkspacePage() {
  const person = await pagePerson(paths.newWorkspace());
  return (
    <PublicFrame width="narrow">
      <NewWorkspaceScreen timeZone={person.timeZone} />
    </PublicFrame>
  );
}
