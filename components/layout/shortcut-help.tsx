import { useEffect, useRef } from "react";
import type { Jump } from "@/components/layout/nav-keys";
import { Glyph } from "@/components/ui/glyph";

/** The keys of the product; `asked` counts how often help was asked for. */
export function ShortcutHelp({ jumps, asked }: { jumps: readonly Jump[]; asked: number }) {
  const help = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (asked > 0) help.current?.showModal();
  }, [asked]);
  return (
    <dialog ref={help} className="dlg" aria-labelledby="keys-title">
      <div className="hd">
        <h2 id="keys-title">Keyboard shortcuts</h2>
        <form method="dialog" className="push">
          <button type="submit" className="ib ib-d" aria-label="Close">
            <Glyph shape="close" />
          </button>
        </form>
      </div>
      <div className="bd">
        <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-y-2">
          {jumps.map((one) => (
            <Shortcut key={one.key} keys={["g", one.key]} what={`Go to ${one.label}`} />
          ))}
          <Shortcut keys={["Ctrl K"]} what="Search or jump to" />
          <Shortcut keys={["/"]} what="Filter the list" />
          <Shortcut keys={["J", "K"]} what="Next and previous row" />
          <Shortcut keys={["X"]} what="Select the row" />
          <Shortcut keys={["E"]} what="Edit its status" />
          <Shortcut keys={["Space"]} what="Look at the row beside the list" />
          <Shortcut keys={["Esc"]} what="Close what is open" />
          <Shortcut keys={["?"]} what="This help" />
        </dl>
        <p className="help mt-4">Single-key shortcuts can be switched off in your account.</p>
      </div>
    </dialog>
  );
}

function Shortcut({ keys, what }: { keys: readonly string[]; what: string }) {
  return (
    <>
      <dt>{what}</dt>
      <dd className="flex gap-1 justify-end">
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dd>
    </>
  );
}
