"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { Jump } from "@/components/layout/nav-keys";
import { sayLost, useFetched } from "@/components/ui/use-fetched";

const CHORD_MS = 1200;
const loadHelp = () => import("@/components/layout/shortcut-help").then((module) => module.ShortcutHelp);

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

/** Single-key shortcuts, and their help, which is fetched when it is asked for. Cookie `keys=off` switches all of them off. */
export function Shortcuts({ jumps, enabled }: { jumps: readonly Jump[]; enabled: boolean }) {
  const router = useRouter();
  const [asked, setAsked] = useState(0);
  const Help = useFetched(asked > 0, loadHelp, () => {
    sayLost();
    setAsked(0);
  });

  useEffect(() => {
    function shortcut(key: string, chord: boolean): (() => void) | undefined {
      const goTo = chord ? jumps.find((one) => one.key === key) : undefined;
      if (goTo) return () => router.push(goTo.href as Route);
      if (key === "/") return focusFilter;
      return key === "?" ? () => setAsked((times) => times + 1) : undefined;
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
  }, [jumps, enabled, router]);

  return Help ? <Help jumps={jumps} asked={asked} /> : null;
}
