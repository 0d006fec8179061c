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

export type LinkPurpose = "setup" | "reset" | "verify_email" | "change_email" | "invite";

/**
 * The token of a mailed link, derived from the installation's secret and a random nonce. The queue holds the nonce and
 * the database the hash of the token, so neither of them alone opens the link.
 */
export function linkToken(purpose: LinkPurpose, nonce: string): string {
  return createHmac("sha256", env().authSecret).update(`${purpose}\n${nonce}`).digest("base64url");
}
