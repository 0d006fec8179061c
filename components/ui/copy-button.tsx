"use client";
import { useState } from "react";
import { Glyph } from "@/components/ui/glyph";

/** Copies `text`; when the browser refuses, says so and leaves the text to be selected by hand. */
export function CopyButton({ text, label = "Copy" }: { text: string; label?: string }) {
  const [said, setSaid] = useState("");
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("Copied");
    } catch {
      setSaid("Not copied: select the text");
    }
    setTimeout(() => setSaid(""), 2000);
  }
  return (
    <button type="button" className="btn btn-d" onClick={copy}>
      <Glyph shape={said === "Copied" ? "check" : "copy"} />
      <span aria-live="polite">{said || label}</span>
    </button>
  );
}
