import "server-only";
import { cookies } from "next/headers";
import { paths } from "@/lib/core/paths";
import { env } from "@/lib/platform/env";

const NAME = "setup";
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Whether this browser put the set-up list of the workspace away. Only pages of the workspace see the choice. */
export async function readSetupHidden(): Promise<boolean> {
  return (await cookies()).get(NAME)?.value === "hidden";
}

/** Puts the set-up list of the workspace away in this browser, or brings it back. */
export async function setSetupHidden(slug: string, hidden: boolean): Promise<void> {
  (await cookies()).set(NAME, hidden ? "hidden" : "", {
    httpOnly: true,
    secure: env().appOrigin.startsWith("https:"),
    sameSite: "lax",
    path: paths.home(slug),
    maxAge: hidden ? YEAR_SECONDS : 0,
  });
}
