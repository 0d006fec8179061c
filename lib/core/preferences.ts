// What a browser may choose for itself, each choice with few values and none that names a person.
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

/** What the cookies of a browser choose; everything else than a known value reads as the usual choice. */
export function preferencesOf(cookie: (name: PreferenceName) => string | undefined): Preferences {
  const theme = cookie("theme");
  return {
    theme: PREFERENCES.theme.find((one) => one === theme) ?? "system",
    rail: cookie("nav") === "rail",
    keys: cookie("keys") !== "off",
  };
}
