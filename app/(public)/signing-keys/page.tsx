import type { Metadata } from "next";
import { PublicFrame } from "@/app/public-frame";
import { KeysScreen } from "@/components/audit-chain/keys-screen";
import { listKeysInText } from "@/lib/audit-log/queries/keys";

export const metadata: Metadata = { title: "Signing keys", robots: { index: false } };

/** For whoever holds a pack and wants to know whose key signed it. */
export default async function SigningKeysPage() {
  return (
    <PublicFrame width="wide">
      <KeysScreen keys={await listKeysInText()} />
    </PublicFrame>
  );
}
