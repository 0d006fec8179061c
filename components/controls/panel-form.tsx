"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { ActionForm } from "@/components/ui/form";
import type { FormResult } from "@/components/ui/form-context";

/** A form in a panel with an address: after a save that went through, the panel's address gives way to `doneHref`. */
export function PanelForm<R extends FormResult>({
  action,
  version,
  labels,
  done,
  doneHref,
  children,
}: {
  action: (previous: R | null, data: FormData) => Promise<R>;
  version?: number;
  labels?: Readonly<Record<string, string>>;
  /** Left out where the action itself leaves a sentence. */
  done?: string;
  doneHref: string;
  children: ReactNode;
}) {
  const router = useRouter();
  return (
    <ActionForm
      action={action}
      version={version}
      onDone={() => router.replace(doneHref as Route, { scroll: false })}
      {...(labels === undefined ? {} : { labels })}
      {...(done === undefined ? {} : { done })}
    >
      {children}
    </ActionForm>
  );
}
