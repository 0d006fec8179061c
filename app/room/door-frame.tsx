import type { ReactNode } from "react";
import { PublicShell } from "@/components/layout/public-shell";
import { readFlash } from "@/lib/auth/flash";
import { readPreferences } from "@/lib/platform/preferences";

/** The frame of the pages before a room: it reads nobody's session. */
export async function DoorFrame({ children }: { children: ReactNode }) {
  const [{ theme }, flash] = await Promise.all([readPreferences(), readFlash()]);
  return (
    <PublicShell theme={theme} width="narrow" flash={flash ?? undefined}>
      {children}
    </PublicShell>
  );
}
