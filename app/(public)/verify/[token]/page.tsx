import type { Metadata } from "next";
import { PublicFrame } from "@/app/public-frame";
import { VerifyScreen, type VerifyStep } from "@/components/auth/verify-screen";
import { findMailedToken } from "@/lib/accounts/queries";
import { readAccess } from "@/lib/auth/session";
import type { MailedToken } from "@/lib/core/people";

export const metadata: Metadata = { title: "Confirm an e-mail address" };

function stepOf(found: MailedToken | null, userId: string | null): VerifyStep {
  if (found === null || found.purpose === "reset" || found.purpose === "setup") return "spent";
  if (userId !== null && found.userId !== userId) return "other-person";
  if (found.purpose === "change_email") return userId === null ? "sign-in" : "change";
  return userId === null ? "password" : "confirm";
}

export default async function VerifyPage({ params }: PageProps<"/verify/[token]">) {
  const { token } = await params;
  const [found, access] = await Promise.all([findMailedToken(token), readAccess(null)]);
  return (
    <PublicFrame width="narrow">
      <VerifyScreen step={stepOf(found, access?.userId ?? null)} token={token} email={found?.email ?? ""} />
    </PublicFrame>
  );
}
