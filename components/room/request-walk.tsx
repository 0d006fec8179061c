"use client";
import type { Route } from "next";
import { type ReactNode, useState } from "react";
import { Link } from "@/components/ui/link";

type Around = { readonly id: string | null; readonly previous: string | null; readonly next: string | null };

/**
 * The requests above and below the one at hand, as the list stood when it was opened: a decision moves a request to
 * another group, and the next one to review stays one key away.
 */
export function RequestWalk({ up, down, ...around }: Around & { up: ReactNode; down: ReactNode }) {
  const [kept, keep] = useState(around);
  const isOther = around.id === null || around.id !== kept.id;
  if (isOther && (kept.id !== around.id || kept.next !== around.next)) keep(around);
  const { previous, next } = isOther ? around : kept;
  return (
    <span className="push row gap-1">
      {previous === null ? null : (
        <Link href={previous as Route} scroll={false} data-key-previous aria-label="Previous request">
          {up}
        </Link>
      )}
      {next === null ? null : (
        <Link href={next as Route} scroll={false} data-key-next aria-label="Next request">
          {down}
        </Link>
      )}
    </span>
  );
}
