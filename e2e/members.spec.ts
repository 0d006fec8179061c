// People: invitations by mail, what each role may, roles that change at once, accounts and sessions.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { act, PASSWORD, signInAs, signUp, test, watch } from "./support/journey";
import { newMark } from "./support/people";
import { forgetLimits, serverEnv } from "./support/server";

/** The newest link to `path` in the mails to an address; the worker writes them into a folder while mail is not set up. */
async function linkMailedTo(email: string, path: string): Promise<string> {
  const folder = join(serverEnv().CARRYOVER_DATA_DIR ?? "", "mail");
  let found: string | undefined;
  await expect
    .poll(
      () => {
        const mails = readdirSync(folder).sort().reverse();
        for (const name of mails) {
          const text = readFileSync(join(folder, name), "utf8")
            .replace(/=\r?\n/g, "")
            .replaceAll("=3D", "=");
          if (text.includes(email))
            found ??= new RegExp(`https?://[^\\s"<>]+${path}[^\\s"<>]+`).exec(text)?.[0];
        }
        return found;
      },
      { timeout: 30_000 },
    )
    .toBeTruthy();
  return found ?? "";
}

test("an invited viewer joins by the mailed link, reads, and may write once the role says so", async ({
  page,
  browser,
  database,
}) => {
  test.setTimeout(120_000);
  const { slug } = await signUp(page, database, `Invitations ${newMark()}`);
  const email = `${newMark()}@example.com`;
  await page.goto(`/w/${slug}/settings/members`);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Role", { exact: true }).first().selectOption("viewer");
  await page.getByRole("button", { name: "Invite person" }).click();
  await expect(page.getByText(`The invitation to ${email}`).first()).toBeVisible();

  const link = await linkMailedTo(email, "/invite/");
  const theirs = await browser.newContext();
  const problems = watch(theirs);
  const guest = await theirs.newPage();
  await forgetLimits(database);
  await guest.goto(link);
  await guest.getByLabel("Your name").fill("Sam Viewer");
  await guest.getByLabel("Password").fill(PASSWORD);
  await guest.getByRole("button", { name: "Create account and join" }).click();
  await guest.waitForURL(new RegExp(`/w/${slug}$`));

  await guest.goto(`/w/${slug}/controls/A.5.15`);
  await expect(guest.getByRole("heading", { level: 1 })).toContainText("Access control");
  await expect(guest.getByRole("button", { name: "Record status" })).toHaveCount(0);
  await guest.goto(`/w/${slug}/evidence/import`);
  await expect(guest).toHaveURL(/no-access/);

  const used = await browser.newContext();
  const second = await used.newPage();
  await second.goto(link);
  await expect(second.getByText("This invitation does not work any more")).toBeVisible();
  await used.close();

  await page.goto(`/w/${slug}/settings/members`);
  const row = page.getByRole("row").filter({ hasText: email });
  await row.getByRole("combobox").selectOption("lead");
  await row.getByRole("button").first().click();
  await expect(page.getByText("Role changed. It applies at once.")).toBeVisible();
  await guest.goto(`/w/${slug}/controls/A.5.15`);
  await expect(guest.getByRole("button", { name: "Record status" })).toBeVisible();
  expect(problems).toEqual([]);
  await theirs.close();
});

test("a session that is ended elsewhere ends at once", async ({ page, browser, database }) => {
  const { slug, email } = await signUp(page, database, `Sessions ${newMark()}`);
  const other = await browser.newContext();
  const second = await other.newPage();
  await second.goto("/sign-in");
  await second.getByLabel("E-mail address").fill(email);
  await second.getByLabel("Password").fill(PASSWORD);
  await second.getByRole("button", { name: "Sign in" }).click();
  await second.waitForURL(new RegExp(`/w/${slug}`));
  await page.goto("/account");
  await page
    .getByRole("button", { name: /other sessions|everywhere/i })
    .first()
    .click();
  await expect(page.getByText("1 other session ended.")).toBeVisible();
  await second.goto(`/w/${slug}`);
  await expect(second).toHaveURL(/\/sign-in/);
  await other.close();
});

test("a wrong password says one sentence for known and unknown addresses", async ({
  page,
  database,
  team,
}) => {
  await forgetLimits(database);
  const sentences: string[] = [];
  for (const email of [team.people.owner.email, `${newMark()}@example.com`]) {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password").fill("not the password at all");
    await page.getByRole("button", { name: "Sign in" }).click();
    sentences.push(await page.locator("main [role=alert]").first().innerText());
  }
  expect(sentences[0]).toBe(sentences[1]);
});

test("two workspaces never see each other", async ({ page, context, browser, database, team }) => {
  const secret = `Secret ${newMark()}`;
  await signInAs(context, team.people.owner);
  const added = await act(team, team.people.owner, "lib/evidence/actions.ts#addEvidenceAction", {
    kind: "attestation",
    title: secret,
    body: secret,
    onceKey: "",
  });
  await page.goto(added.redirect ?? "");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(secret);
  const address = page.url();

  const theirs = await browser.newContext();
  const stranger = await theirs.newPage();
  const { slug } = await signUp(stranger, database, `Stranger ${newMark()}`);
  for (const path of [
    address,
    address.replace(team.slug, slug),
    `/w/${team.slug}`,
    `/w/${team.slug}/evidence`,
  ]) {
    const response = await stranger.goto(path);
    expect(response?.status(), path).toBe(404);
    expect(await stranger.content()).not.toContain(secret);
  }
  await theirs.close();
});
