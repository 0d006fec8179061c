import type { Route } from "next";
import type { ReactNode } from "react";
import { type Theme, ThemeChoice } from "@/components/layout/theme-choice";
import { ChartDefs } from "@/components/ui/chart-defs";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { PopoverClose } from "@/components/ui/popover-close";
import { ToastRegion } from "@/components/ui/toast";
import { paths } from "@/lib/core/paths";
import type { Flash } from "@/lib/core/result";

type PublicShellProps = {
  children: ReactNode;
  theme: Theme;
  /** `narrow` for one short form, `form` for a form column, `wide` for texts and tables. */
  width?: "narrow" | "form" | "wide";
  flash?: Flash | undefined;
  /** Right end of the header: links or a user menu. */
  actions?: ReactNode;
  nav?: readonly { readonly href: string; readonly label: string; readonly current?: boolean }[];
};

/** The frame of pages outside a workspace: landing, sign-in, invitation, account. */
export function PublicShell({ children, theme, width = "wide", flash, actions, nav = [] }: PublicShellProps) {
  return (
    <div className="public">
      <a className="skip" href="#main">
        Skip to content
      </a>
      <ChartDefs />
      <header className="pub">
        <Link className="logo" href={paths.landing() as Route}>
          <Icon name="crosswalk" />
          Carryover
        </Link>
        {nav.length > 0 ? (
          <nav aria-label="Site">
            <ul>
              {nav.map((item) => (
                <li key={item.href}>
                  <Link href={item.href as Route} {...(item.current ? { "aria-current": "page" } : {})}>
                    {item.label}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
        {actions ? <div className="push row">{actions}</div> : null}
      </header>
      <main id="main" tabIndex={-1} className={width === "wide" ? undefined : width}>
        {children}
      </main>
      <footer className="pubfoot">
        <span>Carryover shows what a SOC 2 programme carries over to ISO/IEC 27001:2022.</span>
        <div className="push">
          <ThemeChoice theme={theme} />
        </div>
      </footer>
      <PopoverClose />
      <ToastRegion flash={flash} />
    </div>
  );
}
