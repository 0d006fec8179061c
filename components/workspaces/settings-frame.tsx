import type { ReactNode } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { Tabs } from "@/components/ui/tabs";
import { paths } from "@/lib/core/paths";

const TABS = [
  { key: "general", label: "General", href: paths.settings },
  { key: "scope", label: "Scope", href: paths.settingsScope },
  { key: "members", label: "Members", href: paths.settingsMembers },
  { key: "roles", label: "Roles", href: paths.settingsRoles },
  { key: "data", label: "Data", href: paths.settingsData },
  { key: "notifications", label: "Notifications", href: paths.settingsNotifications },
] as const;

export type SettingsTab = (typeof TABS)[number]["key"];
export type SettingsPlace = { readonly slug: string; readonly name: string };

/** Title and tabs of the settings pages. */
export function SettingsFrame({
  workspace,
  tab,
  intro,
  children,
}: {
  workspace: SettingsPlace;
  tab: SettingsTab;
  intro: string;
  children: ReactNode;
}) {
  const { slug, name } = workspace;
  return (
    <>
      <PageHeader
        title="Settings"
        intro={intro}
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Settings", href: paths.settings(slug) },
          { label: TABS.find((one) => one.key === tab)?.label ?? "" },
        ]}
      />
      <Tabs
        label="Settings"
        items={TABS.map((one) => ({ href: one.href(slug), label: one.label, current: one.key === tab }))}
      />
      <div className="pt-6">{children}</div>
    </>
  );
}
