// The pages of a workspace in the order of the sidebar. A new page adds one line.
import type { IconName } from "@/components/ui/icons";
import { paths } from "@/lib/core/paths";
import type { ViewList } from "@/lib/core/saved-views";

export type NavCount = "openNonconformities" | "overdueWork";
/** The word after a count, for those who listen. */
export const NAV_COUNT_WORD: Readonly<Record<NavCount, string>> = {
  openNonconformities: "open",
  overdueWork: "overdue",
};
export type NavItem = {
  readonly label: string;
  readonly icon: IconName;
  readonly href: (slug: string) => string;
  readonly count?: NavCount;
  /** Only the page itself is current, not the pages below it. */
  readonly exact?: boolean;
  /** The list whose own views may be opened first. */
  readonly list?: ViewList;
};
export type NavGroup = { readonly label?: string; readonly items: readonly NavItem[] };

export const NAV: readonly NavGroup[] = [
  {
    items: [
      { label: "Home", icon: "home", href: paths.home, exact: true },
      { label: "My work", icon: "work", href: paths.work, count: "overdueWork" },
    ],
  },
  {
    label: "Readiness",
    items: [
      { label: "Crosswalk", icon: "crosswalk", href: paths.crosswalk },
      { label: "Controls", icon: "control", href: paths.controls, list: "controls" },
      { label: "Evidence", icon: "evidence", href: paths.evidence, list: "evidence" },
      { label: "Requests", icon: "mail", href: paths.requests },
      { label: "SoA", icon: "soa", href: paths.soa, list: "soa" },
    ],
  },
  {
    label: "ISMS",
    items: [
      { label: "Context and scope", icon: "context", href: paths.context },
      { label: "Risks", icon: "risk", href: paths.risks, list: "risks" },
      { label: "Obligations", icon: "document", href: paths.obligations, list: "obligations" },
      { label: "Suppliers", icon: "supplier", href: paths.suppliers, list: "suppliers" },
    ],
  },
  {
    label: "Assurance",
    items: [
      {
        label: "Nonconformities",
        icon: "nonconformity",
        href: paths.nonconformities,
        count: "openNonconformities",
      },
      { label: "Auditors' rooms", icon: "lock", href: paths.rooms },
      { label: "Packs", icon: "download", href: paths.packs },
    ],
  },
  {
    label: "Plan and reports",
    items: [{ label: "Activity", icon: "activity", href: paths.activity }],
  },
  { items: [{ label: "Settings", icon: "settings", href: paths.settings }] },
];
