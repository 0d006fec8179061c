"use client";
import { useEffect, useState } from "react";
import { Glyph } from "@/components/ui/glyph";
import { sayLost, useFetched } from "@/components/ui/use-fetched";

const loadPalette = () =>
  import("@/components/layout/command-palette").then((module) => module.CommandPalette);

/** The search field of the bar. The palette itself is fetched when it is opened for the first time. */
export function PaletteButton({ source }: { source: string }) {
  const [open, setOpen] = useState(false);
  const Palette = useFetched(open, loadPalette, () => {
    sayLost();
    setOpen(false);
  });

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen((was) => !was);
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

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
