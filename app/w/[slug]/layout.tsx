import { PublicFrame } from "@/app/public-frame";
import { SignOutForm } from "@/components/auth/sign-out-form";
import { Shell } from "@/components/layout/shell";
import { Bell } from "@/components/notifications/bell";
import { ROLE_LABEL } from "@/components/workspaces/labels";
import { authorize } from "@/lib/auth/authorize";
import { readFlash } from "@/lib/auth/flash";
import { toSignIn } from "@/lib/auth/page-scope";
import { readAccess } from "@/lib/auth/session";
import { dateIn } from "@/lib/core/dates";
import { now } from "@/lib/platform/clock";
import { readPreferences } from "@/lib/platform/preferences";
import { getNavCounts } from "@/lib/work/queries";

/** Draws the shell. It does not authorise: every page below asks for its own scope. */
export default async function WorkspaceLayout({ children, params }: LayoutProps<"/w/[slug]">) {
  const { slug } = await params;
  const access = await readAccess(slug);
  if (access === null) return toSignIn(slug);
  if (access.workspace === null) return <PublicFrame width="form">{children}</PublicFrame>;
  const { workspaces } = access;
  const [counts, preferences, flash] = await Promise.all([
    authorize(slug, "workspace:read").then((scope) => getNavCounts(scope, dateIn(scope.timeZone, now()))),
    readPreferences(),
    readFlash(),
  ]);
  const current = workspaces.find((one) => one.slug === access.workspace?.slug);
  return (
    <Shell
      workspace={{ slug, name: current?.name ?? slug }}
      workspaces={workspaces}
      person={access}
      role={ROLE_LABEL[access.workspace.role]}
      counts={counts}
      starts={counts.starts}
      theme={preferences.theme}
      rail={preferences.rail}
      keys={preferences.keys}
      flash={flash ?? undefined}
      signOut={<SignOutForm />}
      bell={<Bell slug={slug} unread={counts.unread} />}
    >
      {children}
    </Shell>
  );
}
