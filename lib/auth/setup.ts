import "server-only";
import { storeSetupToken } from "@/lib/auth/mutations";
import { hashToken, newToken } from "@/lib/auth/tokens";

/**
 * A token for the first owner's sign-up, good once and within an hour; only its hash is stored and a newer one ends
 * the older ones. Null when somebody has an account already: then invitations are the way in.
 */
export async function createSetupToken(): Promise<string | null> {
  const token = newToken();
  return (await storeSetupToken(hashToken(token))) ? token : null;
}
