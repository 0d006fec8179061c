// A nonconformity from raising to closing: every step asks for what it needs, and who did the work does not close it.
import { expect, type Page } from "@playwright/test";
import { signInAs, test, watch } from "./support/journey";

async function edit(
  page: Page,
  link: string | RegExp,
  fill: () => Promise<void>,
  save: string | RegExp,
): Promise<void> {
  await page.getByRole("link", { name: link }).first().click();
  await fill();
  await page.getByRole("button", { name: save }).click();
  await expect(page.getByRole("button", { name: save })).toHaveCount(0);
}

async function step(page: Page, verb: string, state: string): Promise<void> {
  await page.getByRole("button", { name: verb, exact: true }).click();
  await expect(page.getByText(`Moved to ${state}.`)).toBeVisible();
}

async function blocked(page: Page, verb: string): Promise<void> {
  const button = page.getByRole("button", { name: verb, exact: true });
  await expect(button).toHaveAttribute("aria-disabled", "true");
}

test("raised from a control, worked on, judged by somebody else and closed", async ({
  page,
  context,
  browser,
  team,
}) => {
  test.setTimeout(120_000);
  const { owner, lead, approver } = team.people;
  await signInAs(context, owner);
  await page.goto(`/w/${team.slug}/controls/A.5.18`);
  await page.getByRole("link", { name: "Raise nonconformity" }).click();
  await page.waitForURL(/nonconformities\/new/);
  await expect(page.getByLabel("Requirements")).toHaveValue(/A\.5\.18/);
  await page.getByRole("button", { name: "Raise nonconformity" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await page.getByLabel(/^Major/).check();
  await page.getByLabel("Found through").selectOption({ label: "Internal audit" });
  await page.getByLabel("Title").fill("Access of leavers was not removed");
  await page
    .getByLabel("Objective evidence")
    .fill("3 of 12 leavers of Q3 still had an account on 2 October.");
  await page.getByRole("button", { name: "Raise nonconformity" }).click();
  await page.waitForURL(/nonconformities\/[0-9a-f-]{36}/);
  const record = page.url();

  await blocked(page, "Start investigating");
  await edit(
    page,
    "Edit what failed",
    async () => {
      await page.getByLabel("Gap").fill("Access rights are to be removed at the end of employment.");
      await page.getByLabel("Extent").fill("All 40 leavers of the year were checked: 3 cases.");
    },
    "Save statement",
  );
  await step(page, "Start investigating", "investigating");

  await edit(
    page,
    "Edit correction",
    async () => {
      await page.getByRole("textbox", { name: "Correction" }).fill("The three accounts were closed.");
    },
    "Save correction",
  );
  await edit(
    page,
    "Edit root cause",
    async () => {
      await page.getByLabel("Question 1").fill("Why did the accounts stay open?");
      await page.getByLabel("Answer 1").fill("Nobody told the platform team.");
      await page
        .getByRole("textbox", { name: /^Root cause/ })
        .fill("Leaving is not part of the ticket flow.");
    },
    "Save root cause",
  );
  await edit(
    page,
    "Add action",
    async () => {
      await page
        .getByRole("textbox", { name: "Action" })
        .fill("Open a ticket for every leaver automatically");
      await page.getByRole("combobox", { name: /^Owner/ }).selectOption({ label: lead.name });
      await page.locator("input[name=dueOn]").fill("2027-01-31");
    },
    "Add action",
  );
  await step(page, "Mark action planned", "action planned");

  await blocked(page, "Mark implemented");
  await edit(
    page,
    "Edit effectiveness check",
    async () => {
      await page.getByLabel("Passes when").fill("No open account among the leavers of one month.");
      await page.locator("input[name=effectivenessDueOn]").fill("2027-03-01");
      await page.getByRole("combobox", { name: /^Reviewer/ }).selectOption({ label: approver.name });
    },
    "Save check",
  );
  await page.getByRole("button", { name: "AC-1" }).click();
  await page.getByRole("link", { name: "Finish with proof" }).click();
  await page.getByRole("textbox", { name: "Proof" }).fill("Ticket OPS-221, first run on 1 December.");
  await page.getByRole("button", { name: "Finish AC-1" }).click();
  await expect(page.getByText("Action finished.")).toBeVisible();
  await step(page, "Mark implemented", "implemented");
  await step(page, "Start effectiveness check", "effectiveness check");

  const theirs = await browser.newContext();
  const problems = watch(theirs);
  await signInAs(theirs, lead);
  const asLead = await theirs.newPage();
  await asLead.goto(`${record}?edit=result`);
  if ((await asLead.getByRole("button", { name: "Record result" }).count()) > 0) {
    await asLead.getByRole("radio", { name: /^Effective/ }).check();
    await asLead.getByLabel("What the check looked at").fill("My own action");
    await asLead.getByRole("button", { name: "Record result" }).click();
    await expect(asLead.getByText("You own one of the actions.")).toBeVisible();
  }
  await theirs.clearCookies();
  await signInAs(theirs, approver);
  const judge = await theirs.newPage();
  await judge.goto(record);
  await edit(
    judge,
    "Record result of the check",
    async () => {
      await judge.getByRole("radio", { name: /^Effective/ }).check();
      await judge.getByLabel("What the check looked at").fill("8 leavers of February: none had an account.");
      await judge.getByLabel(/Does the risk register/).fill("The joiner and leaver procedure was extended.");
    },
    "Record result",
  );
  await step(judge, "Close", "closed");
  expect(problems).toEqual([]);
  await theirs.close();

  await page.goto(record);
  await expect(page.getByRole("main")).toContainText(/NC-\d{4}-001/);
  await expect(
    page
      .getByRole("list", { name: /^State of NC/ })
      .or(page.locator(".head"))
      .first(),
  ).toContainText("Closed");
  await expect(page.getByRole("link", { name: "Reopen" })).toBeVisible();
});
