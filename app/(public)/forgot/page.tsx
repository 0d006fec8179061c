import type { Metadata } from "next";
import { PublicFrame } from "@/app/public-frame";
import { ForgotScreen, ForgotSentScreen } from "@/components/auth/password-forms";
import { mailWorks } from "@/lib/platform/mailer";

export const metadata: Metadata = { title: "Reset the password" };

export default async function ForgotPage({ searchParams }: PageProps<"/forgot">) {
  const { sent } = await searchParams;
  return (
    <PublicFrame width="narrow">
      {sent === "1" ? <ForgotSentScreen mailWorks={mailWorks()} /> : <ForgotScreen mailWorks={mailWorks()} />}
    </PublicFrame>
  );
}
