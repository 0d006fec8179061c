import "server-only";
import { cookies } from "next/headers";
import { type Preferences, preferencesOf } from "@/lib/core/preferences";

/** What this browser chose. */
export async function readPreferences(): Promise<Preferences> {
  const jar = await cookies();
  return preferencesOf((name) => jar.get(name)?.value);
}
