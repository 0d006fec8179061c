import type { MetadataRoute } from "next";
import { EXPLORER_GROUPS } from "@/lib/core/explorer-groups";
import { ALL_REQUIREMENTS } from "@/lib/core/frameworks/catalogue";
import { paths } from "@/lib/core/paths";
import { env } from "@/lib/platform/env";

export const dynamic = "force-dynamic";

const PAGES: readonly string[] = [
  paths.landing(),
  paths.explorer(),
  paths.explorerMatrix(),
  paths.explorerAbout(),
  paths.explorerFirst(),
  paths.explorerEffort(),
  paths.explorerDataIndex(),
  paths.scorecard(),
  paths.scorecard("iso"),
  paths.scorecard("soc2"),
  ...EXPLORER_GROUPS.map((group) => paths.explorerTheme(group.id)),
  ...ALL_REQUIREMENTS.map((entry) => paths.explorerRef(entry.ref)),
];

/** Every public page by its one address. */
export default function sitemap(): MetadataRoute.Sitemap {
  return PAGES.map((path) => ({ url: `${env().appOrigin}${path}` }));
}
