// Letters pressed after g, and where they lead.
import { paths } from "@/lib/core/paths";

const NAV_KEYS = [
  { key: "h", label: "Home", href: paths.home },
  { key: "w", label: "My work", href: paths.work },
  { key: "x", label: "Crosswalk", href: paths.crosswalk },
  { key: "c", label: "Controls", href: paths.controls },
  { key: "e", label: "Evidence", href: paths.evidence },
  { key: "s", label: "SoA", href: paths.soa },
  { key: "n", label: "Nonconformities", href: paths.nonconformities },
  { key: "a", label: "Activity", href: paths.activity },
] as const;

export type Jump = { readonly key: string; readonly label: string; readonly href: string };

/** The letters of a workspace with their addresses: made on the server, so that the browser does not load every address of the product. */
export function jumpsOf(slug: string): readonly Jump[] {
  return NAV_KEYS.map(({ href, ...jump }) => ({ ...jump, href: href(slug) }));
}
