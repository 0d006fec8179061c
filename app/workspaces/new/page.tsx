import type { Metadata } from "next";
import { PublicFrame } from "@/app/public-frame";
import { NewWorkspaceScreen } from "@/components/workspaces/new-workspace-form";
import { pagePerson } from "@/lib/auth/page-scope";
import { internalPath } from "@/lib/core/internal-path";
import { paths, withQuery } from "@/lib/core/paths";

export const metadata: Metadata = { title: "Start a workspace" };

export default async function NewWorkspacePage({ searchParams }: PageProps<"/workspaces/new">) {
  const { next } = await searchParams;
  const wanted = internalPath(typeof next === "string" ? next : null) ?? undefined;
  const person = await pagePerson(withQuery(paths.newWorkspace(), { next: wanted }));
  return (
    <PublicFrame width="narrow">
      <NewWorkspaceScreen timeZone={person.timeZone} next={wanted} />
    </PublicFrame>
  );
}
