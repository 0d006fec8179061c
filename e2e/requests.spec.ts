// Asking for evidence: a mail, one page, a decision by somebody else; returned, mended and accepted; lists and reminders.
import { expect, type Page } from "@playwright/test";
import { addDays, dateIn, formatDate } from "@/lib/core/dates";
import { violationsIn } from "./support/axe";
import { act, Clicks, shownRows, signInAs, test } from "./support/journey";
import { linkIn, mailTo } from "./support/mails";
import type { Person, Team } from "./support/people";
import { idIn } from "./support/place";
import type { Database } from "./support/server";

const request = (name: string) => `lib/requests/actions.ts#${name}Action`;
const today = dateIn("Europe/Berlin", new Date());
const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

async function ask(team: Team, fields: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const answer = await act(team, team.people.lead, request("askForEvidence"), {
    title: "Access review of Q3",
    detail: "All accounts with role and last sign-in.",
    kind: "document",
    requirements: "A.5.18, CC6.2",
    ownerId: team.people.contributor.userId,
    onceKey: "",
    ...fields,
  });
  return idIn(answer.redirect);
}

async function answer(team: Team, by: Person, id: string, version: number): Promise<void> {
  await act(team, by, request("answerRequest"), {
    id,
    version,
    kind: "attestation",
    body: "All 40 accounts were reviewed.",
    onceKey: "",
  });
}

async function setDue(database: Database, team: Team, id: string, dueOn: string): Promise<void> {
  await database.inside(
    team.workspaceId,
    (sql) => sql`update requests set due_on = ${dueOn} where id = ${id}`,
  );
}

async function expectAccessible(page: Page): Promise<void> {
  // A page that was followed to has its name last.
  await expect(page).toHaveTitle(/\S/);
  const violations = await violationsIn(page, TAGS);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test("C1: from the mail to the submitted answer in three clicks on a phone", async ({
  page,
  context,
  team,
}) => {
  const { contributor } = team.people;
  const dueOn = addDays(today, 10);
  const id = await ask(team, { dueOn });
  const mail = await mailTo(contributor.email, /asked you for evidence: REQ-\d{4}-001 Access review of Q3$/);
  expect(mail.text).toContain(formatDate(dueOn));
  const link = linkIn(mail, "/requests/");
  expect(link).toContain(`/w/${team.slug}/requests/${id}`);

  await signInAs(context, contributor);
  await page.setViewportSize({ width: 360, height: 740 });
  const clicks = new Clicks();
  await page.goto(link);
  clicks.count += 1;
  await expect(page.getByLabel("Effective date")).toHaveValue(today);
  const file = {
    name: "Access review.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("user,role\nann,admin\n"),
  };
  await page.locator("input[type=file]").setInputFiles(file);
  clicks.count += 1;
  await expect(page.getByText("Uploaded", { exact: true })).toBeVisible();
  await clicks.on(page.getByRole("button", { name: "Submit answer" }));
  await expect(page.getByText(/REQ-\d{4}-001 answered. It waits for a decision./)).toBeVisible();
  expect(clicks.count).toBeLessThanOrEqual(3);

  await expect(page.locator(".head")).toContainText("Submitted");
  await expect(page.getByText("Access review.csv")).toBeVisible();
  await expect(page.getByRole("button", { name: "Accept answer" })).toHaveCount(0);
  await expect(page.getByText("Owners and leads decide on answers.")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Access review of Q3" }).click();
  await page.waitForURL(/\/evidence\/[0-9a-f-]{36}$/);
  for (const ref of ["A.5.18", "CC6.2"])
    await expect(page.getByRole("link", { name: ref }).first()).toBeVisible();
});

test("asked from a requirement, returned with a reason, answered again, accepted with its evidence", async ({
  page,
  context,
  browser,
  team,
}) => {
  test.setTimeout(120_000);
  const { lead, contributor } = team.people;
  await signInAs(context, lead);
  await page.goto(`/w/${team.slug}/controls/A.5.18`);
  await page.getByRole("link", { name: "Ask for evidence" }).click();
  await page.waitForURL(/requests\/new/);
  await expect(page.getByLabel("Requirements")).toHaveValue("A.5.18");
  await expect(page.getByLabel("Title")).toHaveValue("Access rights");
  await expect(page.locator("input[name=dueOn]")).toHaveValue(addDays(today, 14));
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(page.getByText("Choose who is asked.").first()).toBeVisible();
  await page.getByLabel("Who is asked").selectOption({ label: contributor.name });
  await page.getByRole("button", { name: "Send request" }).click();
  await page.waitForURL(/requests\/[0-9a-f-]{36}$/);
  const id = idIn(page.url());
  await answer(team, contributor, id, 1);

  await page.reload();
  await page.getByText("Return with a reason").click();
  await page.getByRole("button", { name: "Return answer" }).click();
  await expect(page.getByText(/Say what is wrong or missing/).first()).toBeVisible();
  await page.getByLabel("What is wrong or missing").fill("The export stops at row 20.");
  await page.getByRole("button", { name: "Return answer" }).click();
  await expect(page.getByText(/REQ-\d{4}-001 returned\./)).toBeVisible();
  await expectAccessible(page);

  const theirs = await browser.newContext({ viewport: { width: 360, height: 740 } });
  await signInAs(theirs, contributor);
  const phone = await theirs.newPage();
  await phone.goto(`/w/${team.slug}`);
  await phone.getByRole("link", { name: /^Notifications, \d+ unread$/ }).click();
  await phone.waitForURL(/\/notifications$/);
  const returned = phone.getByRole("listitem").filter({ hasText: "returned your answer" });
  await expect(returned).toContainText("The export stops at row 20.");
  await returned.getByRole("button", { name: /^Open/ }).click();
  await phone.waitForURL(new RegExp(id));
  await expect(phone.getByText(/^Returned by .*The export stops at row 20\.$/)).toBeVisible();
  await phone.getByRole("radio", { name: "Text" }).check();
  await phone.getByRole("textbox", { name: "Text" }).fill("Now with all 40 rows.");
  await phone.getByRole("button", { name: "Submit answer" }).click();
  await expect(phone.getByText(/answered. It waits for a decision./)).toBeVisible();
  await theirs.close();

  await page.goto(`/w/${team.slug}/requests/${id}`);
  await expect(page.getByText("version 2", { exact: true })).toBeVisible();
  await page.getByLabel(/Also find it sufficient/).check();
  await page.getByRole("button", { name: "Accept answer" }).click();
  await expect(page.getByText(/REQ-\d{4}-001 accepted\./)).toBeVisible();
  await page.goto(`/w/${team.slug}/controls/A.5.18`);
  await expect(page.getByText("1 of 1 linked item counts today.")).toBeVisible();
});

test("L3: a returned answer becomes a nonconformity from the notifications, filled in", async ({
  page,
  context,
  team,
}) => {
  const { contributor, lead } = team.people;
  const id = await ask(team);
  await answer(team, contributor, id, 1);
  await act(team, lead, request("returnRequest"), { id, version: 2, reason: "Nobody signed it." });
  await signInAs(context, contributor);
  await page.goto(`/w/${team.slug}`);
  const clicks = new Clicks();
  await clicks.on(page.getByRole("link", { name: /^Notifications/ }));
  await clicks.on(page.getByRole("link", { name: /^Raise nonconformity/ }).first());
  await page.waitForURL(/nonconformities\/new/);
  await expect(page.getByLabel("Requirements")).toHaveValue(/A\.5\.18, CC6\.2/);
  await expect(page.getByLabel("Objective evidence")).toHaveValue(/Returned: Nobody signed it\./);
  await expect(page.getByLabel("Title")).toHaveValue(/was returned$/);
  await clicks.on(page.getByLabel(/^Minor/));
  await clicks.on(page.getByRole("button", { name: "Raise nonconformity" }));
  await page.waitForURL(/nonconformities\/[0-9a-f-]{36}$/);
  expect(clicks.count, "L3 by mouse: from the bell to the nonconformity").toBeLessThanOrEqual(4);
});

test("who submitted does not decide, and who was not asked gets no form", async ({ page, context, team }) => {
  const { lead, viewer, contributor, approver } = team.people;
  const id = await ask(team, { ownerId: lead.userId });
  await signInAs(context, contributor);
  await page.goto(`/w/${team.slug}/requests/${id}`);
  await expect(page.getByText(/Contributors answer what they are asked\./)).toBeVisible();
  await expect(page.getByRole("button", { name: "Submit answer" })).toHaveCount(0);
  await answer(team, lead, id, 1);
  for (const person of [viewer, approver]) {
    await context.clearCookies();
    await signInAs(context, person);
    await page.goto(`/w/${team.slug}/requests/${id}`);
    await expect(page.getByRole("button", { name: /answer$/ })).toHaveCount(0);
    await page.goto(`/w/${team.slug}/requests/new`);
    await expect(page).toHaveURL(/no-access/);
  }
  await context.clearCookies();
  await signInAs(context, lead);
  await page.goto(`/w/${team.slug}/requests/${id}`);
  await expect(page.getByText("You answered this request. Somebody else has to decide on it.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Accept answer" })).toHaveCount(0);
});

test("the list filters, reminds in bulk and downloads what it shows", async ({
  page,
  context,
  team,
  database,
}) => {
  test.setTimeout(90_000);
  const { lead, contributor, owner } = team.people;
  const late = await ask(team, { title: "Late one" });
  await setDue(database, team, late, addDays(today, -4));
  await ask(team, { title: "Second", requirements: "A.8.13" });
  await ask(team, { title: "For the owner", ownerId: owner.userId });
  const draft = await ask(team, { title: "Only a draft", draft: "on" });
  await signInAs(context, lead);
  await page.goto(`/w/${team.slug}/requests`);
  expect(await shownRows(page)).toBe(4);
  await expectAccessible(page);
  await page.getByRole("link", { name: /^Overdue/ }).click();
  await page.waitForURL(/view=overdue/);
  await expect(page.getByRole("row").filter({ hasText: "Late one" })).toBeVisible();
  await expect.poll(() => shownRows(page)).toBe(1);

  await page.goto(`/w/${team.slug}/requests?owner=${contributor.userId}&state=requested`);
  expect(await shownRows(page)).toBe(2);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download CSV" }).click(),
  ]);
  const csv = (await (await download.createReadStream()).toArray()).join("");
  expect(csv.trim().split("\n")).toHaveLength(3);
  expect(csv).toContain("Late one");
  expect(csv).not.toContain("For the owner");

  await page.getByLabel("Select all open requests shown").check();
  await page.getByRole("button", { name: "Remind their owners" }).click();
  await expect(page.getByText("2 requests: their owners were reminded.")).toBeVisible();
  const mail = await mailTo(contributor.email, /asked you for evidence: 2 requests$/);
  expect(mail.text).toContain("Reminder.");

  await context.clearCookies();
  await signInAs(context, contributor);
  await page.goto(`/w/${team.slug}/requests?view=all`);
  expect(await shownRows(page)).toBe(3);
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  await page.goto(`/w/${team.slug}/requests/${draft}`);
  await expect(page.getByRole("heading", { name: "Page not found" }).first()).toBeVisible();
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a request is asked, answered by text and by a link, and decided", async ({ page, context, team }) => {
    test.setTimeout(90_000);
    const { lead, contributor } = team.people;
    await signInAs(context, lead);
    await page.goto(`/w/${team.slug}/requests/new?ref=A.8.13`);
    await page.getByRole("button", { name: "Send request" }).click();
    await expect(page.getByText("Choose who is asked.").first()).toBeVisible();
    await page.getByLabel("Who is asked").selectOption({ label: contributor.name });
    await page.getByRole("button", { name: "Send request" }).click();
    await page.waitForURL(/requests\/[0-9a-f-]{36}$/);
    const first = page.url();
    const second = await ask(team, { title: "Second" });

    await context.clearCookies();
    await signInAs(context, contributor);
    await page.goto(first);
    await page.getByRole("radio", { name: "Text" }).check();
    await page.getByRole("button", { name: "Submit answer" }).click();
    await expect(page.getByText("An attestation needs its text: who attests what.").first()).toBeVisible();
    await page.getByRole("textbox", { name: "Text" }).fill("The restore of 3 November worked.");
    await page.getByRole("button", { name: "Submit answer" }).click();
    await expect(page.locator(".head")).toContainText("Submitted");
    await expect(page.getByText("The restore of 3 November worked.")).toBeVisible();
    await page.goto(`/w/${team.slug}/requests/${second}`);
    await page.getByRole("radio", { name: "Link" }).check();
    await page.getByRole("textbox", { name: "Address" }).fill("https://wiki.example/review");
    await page.getByRole("button", { name: "Submit answer" }).click();
    await expect(page.getByRole("link", { name: /wiki\.example\/review/ })).toBeVisible();

    await context.clearCookies();
    await signInAs(context, lead);
    await page.goto(first);
    await page.getByRole("button", { name: "Accept answer" }).click();
    await expect(page.locator(".head")).toContainText("Accepted");
  });
});
