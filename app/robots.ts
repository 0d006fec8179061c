import type { MetadataRoute } from "next";
import { paths } from "@/lib/core/paths";
import { env } from "@/lib/platform/env";

export const dynamic = "force-dynamic";

const PRIVATE = [
  "/w/",
  paths.account(),
  paths.workspaces(),
  "/api/",
  "/preferences",
  "/invite/",
  "/reset/",
  "/verify/",
];

/** Public pages are for everybody; what needs a session or a token is not to be asked for. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", allow: "/", disallow: PRIVATE },
    sitemap: `${env().appOrigin}/sitemap.xml`,
  };
}
