// Rows of the registry: accounts, sessions, passwords, addresses and invitations.
import { randomBytes } from "node:crypto";
import { callAction } from "./action-call";
import { cookieOf, hashOf, newMark, newPerson, newSession, newTeam, type Person } from "./people";
import { Place } from "./place";
import type { PersonAction } from "./registry";
import { openInvitation } from "./registry-programme";
import { type Database, forgetLimits } from "./server";

const accounts = (name: string) => `lib/accounts/actions.ts#${name}Action`;
export const PASSWORD = "quiet harbour lantern 58";

/** A person who signed up through the product and knows the password. */
export async function newAccount(database: Database): Promise<Person> {
  await forgetLimits(database);
  const email = `${newMark()}@example.com`;
  const args = [null, signUp(email)];
  const answer = await callAction({ action: accounts("signUp"), args, answerOnly: true });
  if (!answer.ok) throw new Error(`The sign-up was refused: ${answer.text.slice(0, 800)}`);
  const [row] = await database.auth<{ id: string }[]>`select id from users where email = ${email}`;
  const userId = row?.id ?? "";
  const token = await newSession(database, userId);
  return { userId, name: "Robin Field", email, token, cookie: cookieOf(token) };
}

function signUp(email: string) {
  return {
    name: "Robin Field",
    email,
    password: PASSWORD,
    workspaceName: `Sign-up ${newMark()}`,
    timeZone: "UTC",
  };
}

async function mailed(database: Database, person: Person, purpose: string, email: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await database.auth`
    insert into one_time_tokens (token_hash, purpose, user_id, email, expires_at)
    values (${hashOf(token)}, ${purpose}, ${person.userId}, ${email}, now() + interval '1 hour')`;
  return token;
}

const somebody = async (database: Database) => newPerson(database, `Person ${newMark()}`);

async function invited(database: Database, email: string): Promise<string> {
  const mark = newMark();
  return openInvitation(new Place(await newTeam(database, mark), database, mark), email);
}

function plain(input: Record<string, unknown> = {}): PersonAction {
  return {
    kind: "person",
    session: true,
    example: async (database) => ({ person: await somebody(database), input }),
  };
}

const withToken = (session: boolean, purpose: string): PersonAction => ({
  kind: "person",
  session,
  example: async (database) => {
    const person = await newAccount(database);
    const email = purpose === "change_email" ? `${newMark()}@example.com` : person.email;
    return { person, input: { token: await mailed(database, person, purpose, email) } };
  },
});

export const ACCOUNT_ACTIONS: Readonly<Record<string, PersonAction>> = {
  [accounts("signUp")]: {
    kind: "person",
    session: false,
    example: async () => ({ person: null, input: signUp(`${newMark()}@example.com`) }),
  },
  [accounts("signIn")]: {
    kind: "person",
    session: false,
    example: async (database) => ({
      person: null,
      input: { email: (await newAccount(database)).email, password: PASSWORD },
    }),
  },
  [accounts("signOut")]: { ...plain(), session: false },
  [accounts("signOutEverywhere")]: plain(),
  [accounts("endSession")]: {
    kind: "person",
    session: true,
    example: async (database) => {
      const person = await somebody(database);
      const token = await newSession(database, person.userId);
      const [row] = await database.auth<{ id: string }[]>`
        select id from sessions where token_hash = ${hashOf(token)}`;
      return { person, input: { sessionId: row?.id ?? "" } };
    },
  },
  [accounts("forgot")]: {
    kind: "person",
    session: false,
    example: async (database) => ({ person: null, input: { email: (await somebody(database)).email } }),
  },
  [accounts("reset")]: {
    kind: "person",
    session: false,
    example: async (database) => {
      const person = await newAccount(database);
      const token = await mailed(database, person, "reset", person.email);
      return { person: null, input: { token, password: "another harbour lantern 91" } };
    },
  },
  [accounts("verify")]: withToken(false, "verify_email"),
  [accounts("confirmNewEmail")]: withToken(true, "change_email"),
  [accounts("resendVerification")]: {
    kind: "person",
    session: true,
    example: async (database) => {
      const person = await somebody(database);
      await database.auth`update users set email_verified_at = null where id = ${person.userId}`;
      return { person, input: {} };
    },
  },
  [accounts("setProfile")]: plain({ name: "Another Name", timeZone: "Europe/Paris" }),
  [accounts("changePassword")]: {
    kind: "person",
    session: true,
    example: async (database) => ({
      person: await newAccount(database),
      input: { currentPassword: PASSWORD, newPassword: "another harbour lantern 91" },
    }),
  },
  [accounts("changeEmail")]: {
    kind: "person",
    session: true,
    example: async (database) => ({
      person: await newAccount(database),
      input: { email: `${newMark()}@example.com`, currentPassword: PASSWORD },
    }),
  },
  "lib/workspaces/actions.ts#createWorkspaceAction": {
    kind: "person",
    session: true,
    example: async (database) => ({
      person: await somebody(database),
      input: { workspaceName: `Another ${newMark()}`, timeZone: "UTC" },
    }),
  },
  "lib/members/actions.ts#acceptInvitationAction": {
    kind: "person",
    session: true,
    example: async (database) => {
      const person = await somebody(database);
      return { person, input: { token: await invited(database, person.email) } };
    },
  },
  "lib/members/actions.ts#signUpInvitedAction": {
    kind: "person",
    session: false,
    example: async (database) => ({
      person: null,
      input: {
        token: await invited(database, `${newMark()}@example.com`),
        name: "Invited Person",
        password: PASSWORD,
        timeZone: "UTC",
      },
    }),
  },
};
