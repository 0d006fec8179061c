// Letters pressed after g. Kept apart from nav.ts so that the browser does not load what the sidebar needs.
import { paths } from "@/lib/core/paths";

export const NAV_KEYS = [
  { key: "h", label: "Home", href: paths.home },
  { key: "w", label: "My work", href: paths.work },
  { key: "x", label: "Crosswalk", href: paths.crosswalk },
  { key: "c", label: "Controls", href: paths.controls },
  { key: "e", label: "Evidence", href: paths.evidence },
  { key: "s", label: "SoA", href: paths.soa },
  { key: "n", label: "Nonconformities", href: paths.nonconformities },
  { key: "a", label: "Activity", href: paths.activity },
] as const;
