import type { Metadata } from "next";
import { env } from "@/lib/platform/env";

/** What a public page says about itself: indexed, and one address for all its scopes, filters and searches. */
export function publicMetadata({
  title,
  description,
  path,
}: {
  title: string;
  description: string;
  path: string;
}): Metadata {
  return {
    title,
    description,
    alternates: { canonical: new URL(path, env().appOrigin).href },
    robots: { index: true, follow: true },
  };
}
