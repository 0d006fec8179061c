import "server-only";
import { cookies } from "next/headers";

export const PREFERENCES = {
  theme: ["light", "dark", "system"],
  nav: ["full", "rail"],
  keys: ["on", "off"],
} as const;
export type PreferenceName = keyof typeof PREFERENCES;

export type Preferences = {
  readonly theme: (typeof PREFERENCES.theme)[number];
  readonly rail: boolean;
  readonly keys: boolean;
};

/** What this browser chose; everything else than a known value reads as the first choice. */
export async function readPreferences(): Promise<Preferences> {
  const jar = await cookies();
  const theme = jar.get("theme")?.value;
  return {
    theme: PREFERENCES.theme.find((one) => one === theme) ?? "system",
    rail: jar.get("nav")?.value === "rail",
    keys: jar.get("keys")?.value !== "off",
  };
}
