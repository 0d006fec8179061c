"use client";
import { useState } from "react";
import { PreferenceForm } from "@/components/layout/preference-form";

export type Theme = "light" | "dark" | "system";
const THEMES = [
  ["light", "Light"],
  ["dark", "Dark"],
  ["system", "System"],
] as const;

export function ThemeChoice({ theme }: { theme: Theme }) {
  const [current, setCurrent] = useState<string>(theme);
  return (
    <PreferenceForm onChange={(_, value) => setCurrent(value)}>
      {/* biome-ignore lint/a11y/useSemanticElements: three buttons in a row are no fieldset. */}
      <div className="seg" role="group" aria-label="Theme">
        {THEMES.map(([value, label]) => (
          <button key={value} type="submit" name="theme" value={value} aria-pressed={current === value}>
            {label}
          </button>
        ))}
      </div>
    </PreferenceForm>
  );
}
