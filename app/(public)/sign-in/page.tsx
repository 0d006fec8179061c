import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { PublicFrame } from "@/app/public-frame";
import { SignInScreen } from "@/components/auth/sign-in-form";
import { readAccess } from "@/lib/auth/session";
import { internalPath } from "@/lib/core/internal-path";
import { paths } from "@/lib/core/paths";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next } = await searchParams;
  const wanted = internalPath(typeof next === "string" ? next : null);
  if ((await readAccess(null)) !== null) redirect((wanted ?? paths.landing()) as Route);
  return (
    <PublicFrame width="narrow">
      <SignInScreen next={wanted ?? undefined} />
    </PublicFrame>
  );
}
