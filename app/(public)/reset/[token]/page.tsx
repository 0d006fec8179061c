import type { Metadata } from "next";
import { PublicFrame } from "@/app/public-frame";
import { ResetScreen } from "@/components/auth/password-forms";
import { findMailedToken } from "@/lib/accounts/queries";

export const metadata: Metadata = { title: "Set a new password" };

export default async function ResetPage({ params }: PageProps<"/reset/[token]">) {
  const { token } = await params;
  const found = await findMailedToken(token);
  return (
    <PublicFrame width="narrow">
      <ResetScreen token={token} isOpen={found?.purpose === "reset"} />
    </PublicFrame>
  );
}
