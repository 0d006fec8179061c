import "server-only";
import { createHash, createHmac, randomBytes } from "node:crypto";
import { env } from "@/lib/platform/env";

/** A fresh secret of 256 bits, base64url, 43 characters. Only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 of a token, hexadecimal: what the database holds and what lookups compare. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

export type LinkPurpose = "setup" | "reset" | "verify_email" | "change_email" | "invite" | "room";

/**
 * The token of a mailed link, derived from the installation's secret and a random nonce. The queue holds the nonce and
 * the database the hash of the token, so neither of them alone opens the link.
 */
export function linkToken(purpose: LinkPurpose, nonce: string): string {
  return createHmac("sha256", env().authSecret).update(`${purpose}\n${nonce}`).digest("base64url");
}

/** The six digits of a mailed code, derived like a link's token: neither the queue nor the database holds them. */
export function mailedCode(nonce: string): string {
  const digest = createHmac("sha256", env().authSecret).update(`code\n${nonce}`).digest();
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, "0");
}

/** What is kept of a code: keyed, since a plain hash of six digits is guessed in a second, and bound to whom it was asked by. */
export function hashCode(askedBy: string, code: string): string {
  return createHmac("sha256", env().authSecret).update(`code\n${askedBy}\n${code}`).digest("hex");
}
