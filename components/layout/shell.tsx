import type { ReactNode } from "react";
import { NavFold } from "@/components/layout/nav-fold";
import { jumpsOf } from "@/components/layout/nav-keys";
import { PaletteButton } from "@/components/layout/palette-button";
import { Shortcuts } from "@/components/layout/shortcuts";
import { type NavCounts, SideNav } from "@/components/layout/side-nav";
import type { Theme } from "@/components/layout/theme-choice";
import { type Person, UserMenu } from "@/components/layout/user-menu";
import { type WorkspaceChoice, WorkspaceMenu } from "@/components/layout/workspace-menu";
import { ChartDefs } from "@/components/ui/chart-defs";
import { Icon } from "@/components/ui/icons";
import { PopoverClose } from "@/components/ui/popover-close";
import { ToastRegion } from "@/components/ui/toast";
import type { Flash } from "@/lib/core/result";
import type { StartViews } from "@/lib/core/saved-views";

export type ShellProps = {
  workspace: WorkspaceChoice;
  workspaces: readonly WorkspaceChoice[];
  person: Person;
  /** The role as printed, for example "Lead". */
  role: string;
  counts: NavCounts;
  /** Lists that the person wants to begin with a view of their own. */
  starts: StartViews;
  theme: Theme;
  /** Cookie `nav` is "rail". */
  rail: boolean;
  /** Cookie `keys` is not "off". */
  keys: boolean;
  /** What the last request left in the cookie `flash`. */
  flash?: Flash | undefined;
  /** A form that signs out, holding a SignOutItem. */
  signOut: ReactNode;
  /** Notifications, when there are any to show. */
  bell?: ReactNode;
  children: ReactNode;
};

/** The frame of every workspace page: sidebar, bar, main, toasts. */
export function Shell(props: ShellProps) {
  const { workspace } = props;
  return (
    <div className="app" data-nav={props.rail ? "rail" : "full"}>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <ChartDefs />
      <div className="side" id="side" popover="auto">
        <div>
          <WorkspaceMenu workspace={workspace} workspaces={props.workspaces} />
          <SideNav slug={workspace.slug} counts={props.counts} starts={props.starts} />
          <NavFold rail={props.rail} />
        </div>
      </div>
      <div className="min-w-0">
        <header className="top">
          <button type="button" className="ib burger" popoverTarget="side" aria-label="Open menu">
            <Icon name="menu" />
          </button>
          <PaletteButton source={`/w/${workspace.slug}/search`} />
          {props.bell}
          <UserMenu person={props.person} role={props.role} theme={props.theme} signOut={props.signOut} />
        </header>
        <main id="main" tabIndex={-1}>
          {props.children}
        </main>
      </div>
      <PopoverClose />
      <ToastRegion flash={props.flash} />
      <Shortcuts jumps={jumpsOf(workspace.slug)} enabled={props.keys} />
    </div>
  );
}
