"use client";
import { useState } from "react";
import { PreferenceForm } from "@/components/layout/preference-form";
import { Glyph } from "@/components/ui/glyph";

/** Folds the sidebar to its 56 px rail and back. */
export function NavFold({ rail }: { rail: boolean }) {
  const [folded, setFolded] = useState(rail);
  const label = folded ? "Unfold navigation" : "Fold navigation";
  return (
    <PreferenceForm onChange={(_, value) => setFolded(value === "rail")}>
      <button type="submit" name="nav" value={folded ? "full" : "rail"} className="fold" title={label}>
        <Glyph shape="rail" />
        <span>{label}</span>
      </button>
    </PreferenceForm>
  );
}
