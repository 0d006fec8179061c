import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button";
import { ROLE_LABEL } from "@/components/workspaces/labels";
import type { Role } from "@/lib/core/access";
import type { CatalogueEntry } from "@/lib/core/frameworks/types";
import { paths } from "@/lib/core/paths";

type Own = { readonly slug: string; readonly name: string; readonly role: Role };

/** The workspaces of a person to choose from, and where in them the way leads. */
export function OwnWorkspacesScreen({
  workspaces,
  wanted,
}: {
  workspaces: readonly Own[];
  wanted: Pick<CatalogueEntry, "ref" | "title"> | undefined;
}) {
  return (
    <>
      <PageHeader
        title={wanted === undefined ? "Your workspaces" : `Open ${wanted.ref} in a workspace`}
        intro={wanted?.title}
        actions={
          wanted === undefined ? null : (
            <ButtonLink href={paths.explorerRef(wanted.ref)}>{`Back to ${wanted.ref}`}</ButtonLink>
          )
        }
      />
      {workspaces.length === 0 ? (
        <p className="i2 mb-3">You are not a member of any workspace.</p>
      ) : (
        <ul className="lst mb-4">
          {workspaces.map(({ slug, name, role }) => (
            <li key={slug}>
              <div className="row wrap w-full">
                <span className="w5">{name}</span>
                <span className="i3 sm">{ROLE_LABEL[role]}</span>
                <ButtonLink
                  className="push"
                  href={wanted === undefined ? paths.home(slug) : paths.requirement(slug, wanted.ref)}
                  aria-label={`Open ${name}`}
                >
                  Open
                </ButtonLink>
              </div>
            </li>
          ))}
        </ul>
      )}
      <ButtonLink href={paths.newWorkspace()} look={workspaces.length === 0 ? "primary" : "quiet"}>
        {workspaces.length === 0 ? "Start a workspace" : "Start another workspace"}
      </ButtonLink>
    </>
  );
}
