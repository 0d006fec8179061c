"use client";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Glyph } from "@/components/ui/glyph";

/** Copies a hash; says so for two seconds. */
export function CopyHash({ hash }: { hash: string }) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(hash);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  }
  return (
    <>
      <button type="button" className={buttonClass({ look: "quiet", dense: true })} onClick={copy}>
        <Glyph shape={copied ? "check" : "copy"} />
        {copied ? "Copied" : "Copy"}
        <span className="sr"> the SHA-256</span>
      </button>
      <span className="sr" role="status">
        {copied ? "Copied." : ""}
      </span>
    </>
  );
}
