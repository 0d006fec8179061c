import type { Metadata } from "next";
import { PublicFrame } from "@/app/public-frame";
import { InvitationScreen } from "@/components/auth/invitation-screen";
import { readAccess } from "@/lib/auth/session";
import { findOpenInvitation } from "@/lib/members/queries";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitePage({ params }: PageProps<"/invite/[token]">) {
  const { token } = await params;
  const [invitation, access] = await Promise.all([findOpenInvitation(token), readAccess(null)]);
  return (
    <PublicFrame width="narrow">
      <InvitationScreen token={token} invitation={invitation} signedInAs={access?.email ?? null} />
    </PublicFrame>
  );
}
