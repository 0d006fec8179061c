/** Prints the address where the first owner signs up, while the installation has no account. Needs the variables of the web process. */
export async function offerSetup(origin: string): Promise<void> {
  const { createSetupToken } = await import("@/lib/auth/setup");
  const token = await createSetupToken();
  if (token === null) return;
  process.stdout.write(
    `\nNobody has an account yet. The first owner signs up within the hour at\n  ${origin}/sign-up?setup=${token}\n`,
  );
}
