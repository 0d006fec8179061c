import "server-only";
import { randomUUID } from "node:crypto";
import { cookies } from "next/headers";
import { isSecure } from "@/lib/auth/cookie";
import type { Flash } from "@/lib/core/result";
import { FLASH_COOKIE } from "@/lib/core/visitor";

/** Keeps one sentence for the next page, so that a form without script still hears what happened. */
export async function setFlash(message: string): Promise<void> {
  (await cookies()).set(FLASH_COOKIE, `${randomUUID().slice(0, 8)}.${encodeURIComponent(message)}`, {
    httpOnly: false,
    secure: isSecure(),
    sameSite: "lax",
    path: "/",
    maxAge: 20,
  });
}

/** The sentence left by the action before this page; null when there is none. It expires by itself within 20 seconds. */
export async function readFlash(): Promise<Flash | null> {
  const value = (await cookies()).get(FLASH_COOKIE)?.value;
  const [, id, text] = /^([0-9a-f]{8})\.(.+)$/.exec(value ?? "") ?? [];
  if (id === undefined || text === undefined) return null;
  try {
    return { id, text: decodeURIComponent(text).slice(0, 300) };
  } catch {
    return null;
  }
}
