import type { Metadata } from "next";
import { PublicFrame } from "@/app/public-frame";
import { MailSentScreen, type SignUpGate, SignUpScreen } from "@/components/auth/sign-up-form";
import { isEmptyInstallation } from "@/lib/accounts/queries";
import { internalPath } from "@/lib/core/internal-path";
import { env } from "@/lib/platform/env";

export const metadata: Metadata = { title: "Start a workspace" };

async function gate(): Promise<SignUpGate> {
  if (env().signup === "open") return "open";
  return (await isEmptyInstallation()) ? "setup" : "closed";
}

export default async function SignUpPage({ searchParams }: PageProps<"/sign-up">) {
  const { sent, setup, next } = await searchParams;
  const wanted = internalPath(typeof next === "string" ? next : null) ?? undefined;
  return (
    <PublicFrame width="narrow">
      {sent === "1" ? (
        <MailSentScreen title="Look into your mail" next={wanted}>
          We sent a link to your e-mail address. Open it to confirm the address, then your workspace is ready.
        </MailSentScreen>
      ) : (
        <SignUpScreen
          gate={await gate()}
          token={typeof setup === "string" ? setup : undefined}
          next={wanted}
        />
      )}
    </PublicFrame>
  );
}
