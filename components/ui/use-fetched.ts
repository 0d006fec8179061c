"use client";
import { useEffect, useEffectEvent, useState } from "react";
import { showToast } from "@/components/ui/toast-store";

/** What is said where the server does not answer. */
export function sayLost(): void {
  showToast({ text: "The server did not answer. Check the connection and try again.", tone: "gap" });
}

/**
 * A part of the page that is fetched when it is first wanted: null until it is there. Where the server does not answer, `lost` is
 * called (without it a message says so), and the next time that it is wanted it is fetched again. `load` has to be a constant.
 */
export function useFetched<T>(wanted: boolean, load: () => Promise<T>, lost: () => void = sayLost): T | null {
  const [part, setPart] = useState<{ readonly is: T } | null>(null);
  const onLost = useEffectEvent(lost);
  useEffect(() => {
    if (!wanted || part) return;
    load().then((is) => setPart({ is }), onLost);
  }, [wanted, part, load]);
  return part?.is ?? null;
}
