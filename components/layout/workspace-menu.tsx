import type { Route } from "next";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { paths } from "@/lib/core/paths";

export type WorkspaceChoice = { readonly name: string; readonly slug: string };

/** First letter of a name, for the mark beside it. */
function initial(name: string): string {
  return (name.trim()[0] ?? "?").toUpperCase();
}

export function WorkspaceMenu({
  workspace,
  workspaces,
}: {
  workspace: WorkspaceChoice;
  workspaces: readonly WorkspaceChoice[];
}) {
  return (
    <>
      <button
        type="button"
        className="org"
        popoverTarget="menu-org"
        aria-label={`${workspace.name}, switch workspace`}
        title={workspace.name}
      >
        <span className="mark" aria-hidden="true">
          {initial(workspace.name)}
        </span>
        <span className="ell">{workspace.name}</span>
        <Icon name="up-down" />
      </button>
      <div popover="auto" id="menu-org" className="menu menu-org">
        <p className="mh">Workspaces</p>
        <ul>
          {workspaces.map((one) => (
            <li key={one.slug}>
              <Link
                href={paths.home(one.slug) as Route}
                className="mi"
                {...(one.slug === workspace.slug ? { "aria-current": "true" } : {})}
              >
                <span className="mark" aria-hidden="true">
                  {initial(one.name)}
                </span>
                <span className="ell">{one.name}</span>
                {one.slug === workspace.slug ? (
                  <span className="push">
                    <Icon name="check" />
                  </span>
                ) : null}
              </Link>
            </li>
          ))}
        </ul>
        <hr />
        <Link href={paths.newWorkspace() as Route} className="mi">
          <Icon name="plus" />
          Start a workspace
        </Link>
      </div>
    </>
  );
}
