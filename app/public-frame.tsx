import { headers } from "next/headers";
import type { ReactNode } from "react";
import { SignOutForm } from "@/components/auth/sign-out-form";
import { PublicShell } from "@/components/layout/public-shell";
import { UserMenu } from "@/components/layout/user-menu";
import { ButtonLink } from "@/components/ui/button";
import { seemsSignedIn } from "@/lib/auth/cookie";
import { readFlash } from "@/lib/auth/flash";
import { readAccess } from "@/lib/auth/session";
import { paths } from "@/lib/core/paths";
import { readPreferences } from "@/lib/platform/preferences";

const SITE = [
  { href: paths.explorer(), label: "Crosswalk" },
  { href: paths.scorecard(), label: "Scorecard" },
];

async function siteLinks() {
  const here = (await headers()).get("x-path") ?? "";
  return SITE.map((item) => ({ ...item, current: here.startsWith(item.href) }));
}

const DOORS = (
  <>
    <ButtonLink href={paths.signIn()} look="quiet">
      Sign in
    </ButtonLink>
    <ButtonLink href={paths.signUp()}>Start a workspace</ButtonLink>
  </>
);

const OWN = <ButtonLink href={paths.workspaces()}>Your workspaces</ButtonLink>;

/** The frame of a page outside any workspace, with what the cookies of this request say. */
export async function PublicFrame({
  children,
  width,
}: {
  children: ReactNode;
  width: "narrow" | "form" | "wide";
}) {
  const [{ theme }, flash, person, nav] = await Promise.all([
    readPreferences(),
    readFlash(),
    readAccess(null),
    siteLinks(),
  ]);
  const actions =
    person === null ? (
      DOORS
    ) : (
      <>
        {OWN}
        <UserMenu person={person} theme={theme} signOut={<SignOutForm />} />
      </>
    );
  return (
    <PublicShell theme={theme} width={width} flash={flash ?? undefined} actions={actions} nav={nav}>
      {children}
    </PublicShell>
  );
}

/**
 * The frame of a page that is kept for all who see the same (`lib/platform/still-pages.ts`): it says that somebody is
 * signed in and never who. What stands in it may read nothing of the request but the address.
 */
export async function SharedFrame({ children }: { children: ReactNode }) {
  const [{ theme }, flash, signedIn, nav] = await Promise.all([
    readPreferences(),
    readFlash(),
    seemsSignedIn(),
    siteLinks(),
  ]);
  return (
    <PublicShell theme={theme} flash={flash ?? undefined} actions={signedIn ? OWN : DOORS} nav={nav}>
      {children}
    </PublicShell>
  );
}
