import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { PublicFrame } from "@/app/public-frame";
import { OwnWorkspacesScreen } from "@/components/workspaces/own-workspaces";
import { pagePerson } from "@/lib/auth/page-scope";
import { listWorkspacesOf } from "@/lib/auth/queries";
import { entryOf } from "@/lib/core/frameworks/catalogue";
import { paths, singleValues, withQuery } from "@/lib/core/paths";

export const metadata: Metadata = { title: "Your workspaces" };

/** From the public pages, which do not know who reads them, into a workspace; with `ref` to that requirement. */
export default async function WorkspacesPage({ searchParams }: PageProps<"/workspaces">) {
  const wanted = entryOf(singleValues(await searchParams).ref ?? "");
  const person = await pagePerson(withQuery(paths.workspaces(), { ref: wanted?.ref }));
  const workspaces = await listWorkspacesOf(person.userId);
  const [only, ...others] = workspaces;
  if (wanted !== undefined && only !== undefined && others.length === 0) {
    redirect(paths.requirement(only.slug, wanted.ref) as Route);
  }
  return (
    <PublicFrame width="form">
      <OwnWorkspacesScreen workspaces={workspaces} wanted={wanted} />
    </PublicFrame>
  );
}
