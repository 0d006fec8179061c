import { headers } from "next/headers";
import type { ReactNode } from "react";
import { SignOutForm } from "@/components/auth/sign-out-form";
import { PublicShell } from "@/components/layout/public-shell";
import { UserMenu } from "@/components/layout/user-menu";
import { ButtonLink } from "@/components/ui/button";
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
      <>
        <ButtonLink href={paths.signIn()} look="quiet">
          Sign in
        </ButtonLink>
        <ButtonLink href={paths.signUp()}>Start a workspace</ButtonLink>
      </>
    ) : (
      <UserMenu person={person} theme={theme} signOut={<SignOutForm />} />
    );
  return (
    <PublicShell theme={theme} width={width} flash={flash ?? undefined} actions={actions} nav={nav}>
      {children}
    </PublicShell>
  );
}
