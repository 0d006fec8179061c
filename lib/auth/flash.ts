import "server-only";
import { cookies } from "next/headers";
import { isSecure } from "@/lib/auth/cookie";

const NAME = "flash";

/** Keeps one sentence for the next page, so that a form without script still hears what happened. */
export async function setFlash(message: string): Promise<void> {
  (await cookies()).set(NAME, encodeURIComponent(message), {
    httpOnly: false,
    secure: isSecure(),
    sameSite: "lax",
    path: "/",
    maxAge: 20,
  });
}

/** The sentence left by the action before this page; null when there is none. It expires by itself within 20 seconds. */
export async function readFlash(): Promise<string | null> {
  const value = (await cookies()).get(NAME)?.value;
  if (value === undefined || value === "") return null;
  try {
    return decodeURIComponent(value).slice(0, 300);
  } catch {
    return null;
  }
}
