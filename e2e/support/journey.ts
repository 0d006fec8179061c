// What the journeys share: a browser that tolerates no error in its console, people with sessions, and pages as they read.
import { type BrowserContext, test as base, expect, type Locator, type Page } from "@playwright/test";
import { callAction } from "./action-call";
import { newMark, newTeam, type Person, SESSION_COOKIE, type Team } from "./people";
import { type Database, forgetLimits, openDatabase, origin } from "./server";

export const PASSWORD = "quiet harbour lantern 58";

/** A page that was asked for and is not there is no error of the page. */
function isItsOwnStatus(text: string, at: string, page: Page): boolean {
  return text.startsWith("Failed to load resource") && at === page.url();
}

/** The trace recorder looks into every frame by script, and the sandbox of a preview refuses it. */
function isTheRecorder(text: string): boolean {
  return /^Blocked script execution in '[^']+\/files\/[^/']+\/\d+\/preview' because/.test(text);
}

/** Collects what the console of every page of a context says is wrong; refused scripts and styles are among it. */
export function watch(context: BrowserContext): string[] {
  const problems: string[] = [];
  context.on("console", (message) => {
    const page = message.page();
    if (message.type() !== "error" || page === null) return;
    if (isItsOwnStatus(message.text(), message.location().url, page)) return;
    if (isTheRecorder(message.text())) return;
    problems.push(`${page.url()}: ${message.text()}`);
  });
  context.on("weberror", (error) => {
    problems.push(`${error.page()?.url()}: ${error.error().message}`);
  });
  return problems;
}

/** Gives a context the session of a person. */
export async function signInAs(context: BrowserContext, person: Person): Promise<void> {
  await context.addCookies([{ name: SESSION_COOKIE, value: person.token, url: origin(), httpOnly: true }]);
}

type Fixtures = {
  /** Asserts after the test that no page had anything to complain about. */
  readonly quiet: undefined;
  /** A fresh workspace with one member per role. */
  readonly team: Team;
};

export const test = base.extend<Fixtures, { database: Database }>({
  database: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const database = openDatabase();
      await use(database);
      await database.close();
    },
    { scope: "worker" },
  ],
  quiet: [
    async ({ context }, use) => {
      context.setDefaultTimeout(15_000);
      const problems = watch(context);
      await use(undefined);
      expect(problems, "the console of the pages").toEqual([]);
    },
    { auto: true },
  ],
  team: async ({ database }, use) => {
    await forgetLimits(database);
    await use(await newTeam(database, newMark()));
  },
});

/** Signs up on the page and returns the address of the new workspace and the e-mail address. */
export async function signUp(
  page: Page,
  database: Database,
  workspace: string,
): Promise<{ slug: string; email: string }> {
  await forgetLimits(database);
  const email = `${newMark()}@example.com`;
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill("Alex Morgan");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByLabel("Workspace name").fill(workspace);
  await page.getByRole("button", { name: "Create account and workspace" }).click();
  await page.waitForURL(/\/w\/[^/]+\/onboarding/);
  return { slug: new URL(page.url()).pathname.split("/")[2] ?? "", email };
}

/** The id of a workspace by its address. */
export async function idOf(database: Database, slug: string): Promise<string> {
  const [row] = await database.auth<{ id: string }[]>`select id from workspaces where slug = ${slug}`;
  return row?.id ?? "";
}

/** Uploads a register on the import page and waits for its preview. */
export async function uploadRegister(page: Page, slug: string, file: string): Promise<void> {
  await page.goto(`/w/${slug}/evidence/import`);
  await page.locator("input[type=file]").first().setInputFiles(`e2e/fixtures/${file}`);
  await page.getByRole("button", { name: "Show the preview" }).click();
  await page.waitForURL(/\/evidence\/import\/[0-9a-f-]{36}/);
}

/** Presses "Import n lines" of a preview and waits for the result. */
export async function runImport(page: Page, lines: number): Promise<void> {
  await page.getByRole("button", { name: `Import ${lines} lines` }).click();
  await expect(page.getByText(`${lines} new`).first()).toBeVisible();
}

/** Calls an action as a member and fails when it is refused: for what a journey starts from, not for what it shows. */
export async function act(
  team: Team,
  person: Person,
  action: string,
  input: Readonly<Record<string, unknown>>,
) {
  const args = [team.slug, null, input];
  const answer = await callAction({ action, args, cookie: person.cookie, answerOnly: true });
  if (!answer.ok) throw new Error(`${action}: ${answer.text.slice(0, 1_200)}`);
  return answer;
}

/** Counts activations: one click is one. */
export class Clicks {
  count = 0;
  async on(target: Locator): Promise<void> {
    await target.click();
    this.count += 1;
  }
}

/** "69 of 93" of a list: how many rows it shows. */
export async function shownRows(page: Page): Promise<number> {
  const total = await page.locator(".tool [role=status]").first().innerText();
  return Number(total.replaceAll(",", "").split(" ")[0]);
}
