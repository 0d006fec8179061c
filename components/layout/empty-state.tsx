import type { ReactNode } from "react";
import { State } from "@/components/layout/state";
import { ButtonLink } from "@/components/ui/button";

const LIST = new Intl.ListFormat("en", { type: "conjunction" });

type Way = { readonly href: string; readonly label: string };

/** Nothing yet: what creates the first row, one primary way, one link to a sample. */
export function EmptyState({
  title,
  children,
  primary,
  sample,
}: {
  title: string;
  children: ReactNode;
  primary?: Way | undefined;
  sample?: Way | undefined;
}) {
  const actions =
    primary || sample ? (
      <>
        {primary ? (
          <ButtonLink href={primary.href} look="primary">
            {primary.label}
          </ButtonLink>
        ) : null}
        {sample ? <ButtonLink href={sample.href}>{sample.label}</ButtonLink> : null}
      </>
    ) : undefined;
  return (
    <State title={title} actions={actions}>
      {children}
    </State>
  );
}

/** Filters that match no row: names them and offers to clear them. */
export function NoResult({ filters, clearHref }: { filters: readonly string[]; clearHref: string }) {
  const named = filters.length > 0 ? ` Filters: ${filters.join(", ")}.` : "";
  return (
    <State title="No row matches" actions={<ButtonLink href={clearHref}>Clear filters</ButtonLink>}>
      {`Rows exist, but the filters leave none of them.${named}`}
    </State>
  );
}

/** The role does not reach this page; `roles` names those that do. */
export function Forbidden({ what, roles, back }: { what: string; roles: readonly string[]; back: Way }) {
  return (
    <State
      title="Your role does not open this page"
      actions={<ButtonLink href={back.href}>{back.label}</ButtonLink>}
    >
      {`${what} is open to ${LIST.format(roles)}. Ask your lead for access.`}
    </State>
  );
}

const NOT_HERE =
  "The address is wrong, the record was removed, or it belongs to a workspace that you are not a member of.";

/** The page or record does not exist, or belongs to another workspace. */
export function NotFoundState({ back, children = NOT_HERE }: { back: Way; children?: ReactNode }) {
  return (
    <State title="Page not found" actions={<ButtonLink href={back.href}>{back.label}</ButtonLink>}>
      {children}
    </State>
  );
}
