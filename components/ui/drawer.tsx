import type { Route } from "next";
import type { ReactNode } from "react";
import { IconLink } from "@/components/ui/button";
import { DrawerKeys } from "@/components/ui/drawer-keys";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";

type Way = { readonly href: string; readonly label: string };

/** One record beside its list, with an address of its own; below 1024 px it takes the place of the list. */
export function Drawer({
  refText,
  position,
  title,
  previous,
  next,
  fullHref,
  closeHref,
  children,
}: {
  refText: ReactNode;
  /** "15 of 91". */
  position?: string;
  title: string;
  /** `label` is read out: "Previous control, A.5.14". */
  previous?: Way | undefined;
  next?: Way | undefined;
  fullHref?: string;
  closeHref: string;
  children: ReactNode;
}) {
  return (
    <aside className="drawer" id="drawer" aria-labelledby="drawer-title" tabIndex={-1}>
      <div className="dh">
        <div className="row">
          <span className="ref i2">{refText}</span>
          {position ? <span className="i3 sm">{position}</span> : null}
          <span className="push flex">
            {previous ? (
              <IconLink href={previous.href} label={previous.label} dense>
                <Icon name="arrow-up" />
              </IconLink>
            ) : null}
            {next ? (
              <IconLink href={next.href} label={next.label} dense>
                <Icon name="arrow-down" />
              </IconLink>
            ) : null}
            {fullHref ? (
              <IconLink href={fullHref} label="Open as page" dense>
                <Icon name="expand" />
              </IconLink>
            ) : null}
            <Link
              href={closeHref as Route}
              scroll={false}
              className="ib ib-d"
              aria-label="Close"
              title="Close"
              data-drawer-close
            >
              <Icon name="close" />
            </Link>
          </span>
        </div>
        <h2 id="drawer-title">{title}</h2>
      </div>
      {children}
      <DrawerKeys />
    </aside>
  );
}
