// My work, the team's load, the bell, mentions and the mails about them.
import { expect, type Page } from "@playwright/test";
import { addDays, dateIn } from "@/lib/core/dates";
import { violationsIn } from "./support/axe";
import { act, signInAs, test } from "./support/journey";
import { linkIn, mailsTo, mailTo } from "./support/mails";
import type { Person, Team } from "./support/people";
import { idIn } from "./support/place";
import type { Database } from "./support/server";

const today = dateIn("Europe/Berlin", new Date());
const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

async function expectAccessible(page: Page): Promise<void> {
  // A page that was followed to has its name last.
  await expect(page).toHaveTitle(/\S/);
  const violations = await violationsIn(page, TAGS);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

async function ask(team: Team, title: string, dueOn = ""): Promise<string> {
  const answer = await act(team, team.people.lead, "lib/requests/actions.ts#askForEvidenceAction", {
    title,
    kind: "document",
    requirements: "A.5.18",
    ownerId: team.people.contributor.userId,
    dueOn,
    onceKey: "",
  });
  return idIn(answer.redirect);
}

async function raise(team: Team, owner: Person): Promise<string> {
  const answer = await act(
    team,
    team.people.lead,
    "lib/nonconformities/actions.ts#raiseNonconformityAction",
    {
      grade: "minor",
      title: "Access stays on",
      source: "self",
      refs: ["A.5.18"],
      objectiveEvidence: "3 of 12 accounts were open.",
      ownerId: owner.userId,
      dueOn: addDays(today, 40),
      onceKey: "",
    },
  );
  return idIn(answer.redirect);
}

/** Five things of the contributor: two late, one due this week, one later, one without a date. */
async function fill(team: Team, database: Database): Promise<void> {
  const { contributor } = team.people;
  const late = await ask(team, "Late request");
  await ask(team, "Someday");
  await ask(team, "This week", addDays(today, 3));
  await raise(team, contributor);
  await database.inside(team.workspaceId, async (sql) => {
    await sql`update requests set due_on = ${addDays(today, -2)} where id = ${late}`;
    await sql`update requirements set owner_id = ${contributor.userId}, due_on = ${addDays(today, -9)} where ref = 'A.5.9'`;
  });
}

test("one list, overdue first, each row with the one button that opens the place", async ({
  page,
  context,
  team,
  database,
}) => {
  await fill(team, database);
  await signInAs(context, team.people.contributor);
  await page.goto(`/w/${team.slug}`);
  await expect(page.getByRole("link", { name: /^My work 2 overdue$/ })).toBeVisible();
  await page.getByRole("link", { name: /^My work/ }).click();
  await page.waitForURL(/\/work$/);
  await expect(page.getByText("5 things wait for you, 2 overdue.")).toBeVisible();
  const rows = page.locator("tbody tr");
  await expect(rows).toHaveCount(5);
  for (const [at, words] of ["A.5.9", "Late request", "This week", "Access stays on", "Someday"].entries()) {
    await expect(rows.nth(at)).toContainText(words);
    await expect(rows.nth(at).getByRole("link")).toHaveCount(1);
  }
  await expectAccessible(page);

  await page.goto(`/w/${team.slug}/work?kind=request`);
  await expect(rows).toHaveCount(3);
  await page.goto(`/w/${team.slug}/work?due=overdue`);
  await expect(rows).toHaveCount(2);
  await page.goto(`/w/${team.slug}/work?kind=draft`);
  await expect(page.getByRole("heading", { name: "No row matches" })).toBeVisible();
  await page.goto(`/w/${team.slug}/work`);
  await page.getByRole("link", { name: /^Answer: REQ-\d{4}-001 Late request$/ }).click();
  await page.waitForURL(/requests\/[0-9a-f-]{36}$/);

  await page.goto(`/w/${team.slug}/work?tab=team`);
  await expect(page.getByRole("link", { name: "Team", exact: true })).toHaveCount(0);
  await context.clearCookies();
  await signInAs(context, team.people.lead);
  await page.goto(`/w/${team.slug}/work`);
  await expect(page.getByRole("heading", { name: "Nothing waits for you" })).toBeVisible();
  await page.getByRole("link", { name: "Team", exact: true }).click();
  const load = page.getByRole("row").filter({ hasText: team.people.contributor.name });
  await expect(load).toContainText(/2\s*1\s*5/);
  await expectAccessible(page);
  await load.getByRole("link").click();
  await page.waitForURL(/person=/);
  await expect(rows).toHaveCount(5);
});

test("a comment names somebody by the list under the field; that person is told by bell and mail", async ({
  page,
  context,
  team,
}) => {
  test.setTimeout(90_000);
  const { lead, approver } = team.people;
  const id = await ask(team, "Access review");
  await signInAs(context, lead);
  await page.goto(`/w/${team.slug}/requests/${id}`);
  const field = page.getByRole("textbox", { name: "Comment" });
  await field.pressSequentially("Look at this, @appr");
  const option = page.getByRole("option", { name: approver.name });
  await expect(option).toHaveAttribute("aria-selected", "true");
  await expectAccessible(page);
  await field.press("Enter");
  await expect(field).toHaveValue(`Look at this, @${approver.name} `);
  await field.pressSequentially("before Monday.");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.locator("mark")).toHaveText(`@${approver.name}`);

  const mail = await mailTo(approver.email, /mentioned you on a request: REQ-\d{4}-001 Access review$/);
  expect(mail.text).toContain("before Monday.");
  const link = linkIn(mail, "/requests/");
  await context.clearCookies();
  await signInAs(context, approver);
  await page.goto(link);
  await expect(page.locator("mark")).toHaveText(`@${approver.name}`);
  await page.goto(`/w/${team.slug}/work?tab=mentions`);
  await expect(page.getByText("before Monday.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: /^Open the request/ }).click();
  await page.waitForURL(new RegExp(id));
});

test("notifications are read by keys, one by one and all at once, and opening the page reads none", async ({
  page,
  context,
  team,
}) => {
  for (const title of ["First", "Second", "Third"]) await ask(team, title);
  await signInAs(context, team.people.contributor);
  const bell = (n: number) =>
    page.getByRole("link", { name: n === 0 ? "Notifications" : `Notifications, ${n} unread`, exact: true });
  await page.goto(`/w/${team.slug}/notifications`);
  await page.reload();
  await expect(bell(3)).toBeVisible();
  await expectAccessible(page);
  await page.locator("h1").click();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(page.locator(":focus")).toHaveAttribute("aria-label", /Second/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/requests\/[0-9a-f-]{36}$/);
  await expect(bell(2)).toBeVisible();
  await page.goto(`/w/${team.slug}/notifications?show=unread`);
  await page.getByRole("button", { name: /^Mark as read: REQ-\d{4}-003 Third$/ }).click();
  await expect(bell(1)).toBeVisible();
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(bell(0)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Mark as read/ })).toHaveCount(0);
});

test("the unsubscribe link leads to a button; afterwards the bell tells and no mail comes", async ({
  page,
  context,
  team,
}) => {
  test.setTimeout(90_000);
  const { contributor } = team.people;
  await ask(team, "With a mail");
  const mail = await mailTo(contributor.email, /With a mail$/);
  const off = linkIn(mail, "/settings/notifications?off=");
  await signInAs(context, contributor);
  await page.goto(off);
  await page.reload();
  const wish = page.getByRole("checkbox", { name: /^Something is given to you/ });
  await expect(wish).toBeChecked();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Stop these mails" }).click();
  await expect(page.getByText(/^Mails ended: something is given to you\.$/)).toBeVisible();
  await expect(wish).not.toBeChecked();
  await expect(page.getByRole("checkbox", { name: /^Your work is returned/ })).toBeChecked();
  await page.getByRole("checkbox", { name: /^Your work is returned/ }).uncheck();
  await page.getByRole("button", { name: "Save mail settings" }).click();
  await expect(page.getByText("Mail settings saved.")).toBeVisible();

  await ask(team, "Without a mail");
  await act(team, team.people.lead, "lib/comments/actions.ts#writeCommentAction", {
    subjectKind: "nonconformity",
    subjectId: await raise(team, team.people.lead),
    body: `@${contributor.name} a mention still comes by mail`,
    onceKey: "",
  });
  await mailTo(contributor.email, /mentioned you/);
  expect((await mailsTo(contributor.email)).map(({ subject }) => subject).join()).not.toContain(
    "Without a mail",
  );
  await page.goto(`/w/${team.slug}/notifications`);
  await expect(page.getByText(/Without a mail$/)).toBeVisible();
});
