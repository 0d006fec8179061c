import type { Metadata } from "next";
import { PublicFrame } from "@/app/public-frame";
import { AccountScreen } from "@/components/auth/account-screen";
import { listSessions } from "@/lib/accounts/queries";
import { pagePerson } from "@/lib/auth/page-scope";
import { paths } from "@/lib/core/paths";
import { mailWorks } from "@/lib/platform/mailer";
import { readPreferences } from "@/lib/platform/preferences";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const person = await pagePerson(paths.account());
  const [sessions, { keys }] = await Promise.all([
    listSessions(person.userId, person.sessionId),
    readPreferences(),
  ]);
  const { name, email, emailVerified, timeZone } = person;
  return (
    <PublicFrame width="form">
      <AccountScreen
        person={{ name, email, emailVerified, timeZone }}
        sessions={sessions}
        mailWorks={mailWorks()}
        keys={keys}
      />
    </PublicFrame>
  );
}
