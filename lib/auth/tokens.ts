import "server-only";
import { createHash, randomBytes } from "node:crypto";

/** A fresh secret of 256 bits, base64url, 43 characters. Only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 of a token, hexadecimal: what the database holds and what lookups compare. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
