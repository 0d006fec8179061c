"use client";
import { type ComponentType, useEffect, useState } from "react";
import { Glyph } from "@/components/ui/glyph";

type PaletteProps = { source: string; onClose: () => void };

/** The search field of the bar. The palette itself is fetched when it is opened for the first time. */
export function PaletteButton({ source }: { source: string }) {
  const [open, setOpen] = useState(false);
  const [Palette, setPalette] = useState<ComponentType<PaletteProps> | null>(null);

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen((was) => !was);
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  useEffect(() => {
    if (!open || Palette) return;
    void import("@/components/layout/command-palette").then((module) =>
      setPalette(() => module.CommandPalette),
    );
  }, [open, Palette]);

  return (
    <>
      <button
        type="button"
        className="find"
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => setOpen(true)}
      >
        <Glyph shape="search" />
        <span>Search or jump to</span>
        <kbd>Ctrl K</kbd>
      </button>
      {open && Palette ? <Palette source={source} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
