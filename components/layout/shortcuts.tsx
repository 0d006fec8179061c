"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { NAV_KEYS } from "@/components/layout/nav-keys";
import { Glyph } from "@/components/ui/glyph";

const CHORD_MS = 1200;

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.closest("input, textarea, select, dialog, [role=listbox]") !== null
  );
}

function isCommand(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey;
}

/** The choice made on this page wins over the one that it was rendered with. */
function areOn(enabled: boolean): boolean {
  return (document.documentElement.dataset.keys ?? (enabled ? "on" : "off")) !== "off";
}

function focusFilter() {
  document.querySelector<HTMLElement>("[data-filter]")?.focus();
}

/** Single-key shortcuts and their help. Cookie `keys=off` switches all of them off. */
export function Shortcuts({ slug, enabled }: { slug: string; enabled: boolean }) {
  const help = useRef<HTMLDialogElement>(null);
  const router = useRouter();

  useEffect(() => {
    function shortcut(key: string, chord: boolean): (() => void) | undefined {
      const goTo = chord ? NAV_KEYS.find((one) => one.key === key) : undefined;
      if (goTo) return () => router.push(goTo.href(slug) as Route);
      if (key === "/") return focusFilter;
      return key === "?" ? () => help.current?.showModal() : undefined;
    }
    let armed = Number.NEGATIVE_INFINITY;
    function onKey(event: KeyboardEvent) {
      if (isCommand(event) || isTyping(event.target) || !areOn(enabled)) return;
      const chord = performance.now() - armed < CHORD_MS;
      armed = event.key === "g" ? performance.now() : Number.NEGATIVE_INFINITY;
      const act = shortcut(event.key, chord);
      if (!act) return;
      event.preventDefault();
      act();
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [slug, enabled, router]);

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
          {NAV_KEYS.map((one) => (
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
