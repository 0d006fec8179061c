"use client";
import { useEffect, useId, useState } from "react";

/** The address of the result to select or, with script, to copy. */
export function CopyLink({ address }: { address: string }) {
  const id = useId();
  const [canCopy, setCanCopy] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => setCanCopy(typeof navigator.clipboard?.writeText === "function"), []);

  async function copy() {
    try {
      await navigator.clipboard.writeText(address);
      setCopied(true);
    } catch {
      setCanCopy(false);
    }
  }

  return (
    <div className="field">
      <label htmlFor={id}>Link to this result</label>
      <div className="row">
        <input id={id} className="in" readOnly value={address} onFocus={(event) => event.target.select()} />
        {canCopy ? (
          <button type="button" className="btn" onClick={copy}>
            Copy link
          </button>
        ) : null}
      </div>
      <p className="help" role="status">
        {copied ? "Copied." : "Whoever has the link sees these answers. It needs no account."}
      </p>
    </div>
  );
}
