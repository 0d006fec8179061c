// Context, interested parties, scope and obligations: written by the lead, approved by somebody else, frozen and compared; and the register of obligations that gives rows their reasons.
import { expect, type Page } from "@playwright/test";
import { violationsIn } from "./support/axe";
import { act, shownRows, signInAs, test } from "./support/journey";
import type { Team } from "./support/people";
import { idIn } from "./support/place";

const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
const context = (name: string) => `lib/context/actions.ts#${name}Action`;
const obligation = (name: string) => `lib/obligations/actions.ts#${name}Action`;

async function expectAccessible(page: Page): Promise<void> {
  // A page that was followed to has its name last.
  await expect(page).toHaveTitle(/\S/);
  const violations = await violationsIn(page, TAGS);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

async function expectFits(page: Page, width: number): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}

/** Issues of both sides and a party, as far as no check of the scope asks for more. */
async function seedContext(team: Team): Promise<void> {
  const { lead } = team.people;
  await act(team, lead, context("addIssue"), { side: "external", title: "Customers ask", onceKey: "" });
  await act(team, lead, context("addParty"), { name: "Customers", kind: "", need: "Care", onceKey: "" });
}

test("a scope statement is written on its context, approved by somebody else, and frozen", async ({
  page,
  context: browser,
  team,
  database,
}) => {
  test.setTimeout(120_000);
  const { lead, approver, viewer } = team.people;
  await seedContext(team);
  await signInAs(browser, lead);
  await page.goto(`/w/${team.slug}`);
  await page.getByRole("link", { name: "Context and scope" }).click();
  await expect(page.getByText("Nobody has determined whether climate change")).toBeVisible();
  await expect(page.getByText("No internal issue is recorded.").first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("link", { name: "Determine relevance" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("radio", { name: /^Relevant/ }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Heat stops the cooling of our provider.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText(`Determined by ${lead.name}`)).toBeVisible();

  await page.getByRole("link", { name: "Use Knowledge sits with few people" }).click();
  await expect(page.getByLabel("Issue", { exact: true })).toHaveValue("Knowledge sits with few people");
  await page.getByRole("button", { name: "Add issue" }).click();
  await expect(page.getByRole("link", { name: "Edit Knowledge sits with few people" })).toBeVisible();

  await page.getByRole("link", { name: /^Interested parties/ }).click();
  await expect(page.getByText(/1 need is not decided/)).toBeVisible();
  await page.getByRole("link", { name: "Edit need: Care" }).click();
  await page.getByRole("radio", { name: "Yes" }).check();
  await page.getByLabel("How, or why not").fill("By contract and by A.5.24.");
  await page.getByLabel("It concerns climate change").check();
  await page.getByRole("button", { name: "Save need" }).click();
  await expect(page.getByRole("row").filter({ hasText: "By contract" })).toContainText("Climate change");

  await page.getByRole("link", { name: "Scope statement" }).click();
  await page.getByRole("button", { name: "Write the scope statement" }).click();
  await page.waitForURL(/edit=scope/);
  await page.getByLabel("Scope statement", { exact: true }).fill("Operation of the product as a service.");
  for (const label of ["Organisational units", "Sites", "Technology", "Interfaces and dependencies"]) {
    await page.getByRole("textbox", { name: label }).fill(`${label} of the product`);
  }
  await page.getByRole("textbox", { name: "Exclusions" }).fill("Cafeteria");
  await page.getByRole("textbox", { name: "Boundary of the SOC 2 system" }).fill("Operation of the product.");
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByText('The exclusion "Cafeteria" has no reason.')).toBeVisible();
  await expect(page.locator("mark")).toHaveText(["as a service."]);
  const handIn = page.getByRole("button", { name: "Submit for approval" });
  await expect(handIn).toHaveAttribute("aria-disabled", "true");

  await page.getByRole("link", { name: "Edit draft" }).click();
  await page.getByRole("textbox", { name: "Exclusions" }).fill("Cafeteria: no information is handled there");
  await page
    .getByRole("group", { name: /Do people work/ })
    .getByLabel("No")
    .check();
  await page
    .getByRole("group", { name: /Do others develop/ })
    .getByLabel("No")
    .check();
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByRole("link", { name: "Edit draft" })).toBeVisible();
  await expect(page.getByText("Blocks approval:")).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Reason of the change" }).fill("First version");
  await handIn.click();
  await expect(page.getByText("Scope statement 1 waits for approval.")).toBeVisible();
  await page.getByRole("link", { name: "Open version 1 to decide" }).click();
  await expect(page.getByText("Owners and approvers approve the scope statement.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve scope statement" })).toHaveCount(0);

  await browser.clearCookies();
  await signInAs(browser, approver);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/w/${team.slug}/work`);
  await page.getByRole("row").filter({ hasText: "Scope statement 1" }).getByRole("link").last().click();
  await page.waitForURL(/context\/scope\/1$/);
  await expectFits(page, 360);
  await page.getByText("Send back with a reason").click();
  await page.getByRole("button", { name: "Send back" }).click();
  await expect(page.getByText(/Say what has to change/).first()).toBeVisible();
  await page.getByRole("button", { name: "Approve scope statement" }).click();
  await expect(page.locator(".head")).toContainText("Approved");
  await expect(page.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  await expect(page.getByText("As on the day of the approval").first()).toBeVisible();

  await act(team, lead, context("beginScope"), { onceKey: "" });
  await database.inside(
    team.workspaceId,
    (sql) => sql`update scope_statements set sites = 'Berlin' where number = 2`,
  );
  await browser.clearCookies();
  await signInAs(browser, viewer);
  await page.setViewportSize({ width: 1280, height: 800 });
  await browser.addCookies([{ name: "theme", value: "dark", url: new URL(page.url()).origin }]);
  await page.goto(`/w/${team.slug}/context/scope/2?with=1`);
  await expect(page.getByText("1 of 15 fields differ")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Berlin" })).toContainText("Changed");
  await expectAccessible(page);
  await page.goto(`/w/${team.slug}/context?view=scope&edit=scope`);
  await expect(page.getByRole("button", { name: "Save draft" })).toHaveCount(0);
});

test("an obligation gives rows a reason, is found, taken out, and comes back from a spreadsheet", async ({
  page,
  context: browser,
  team,
}) => {
  test.setTimeout(90_000);
  const { lead, contributor } = team.people;
  await signInAs(browser, lead);
  await page.goto(`/w/${team.slug}/obligations`);
  await page.getByRole("link", { name: "Add obligation" }).click();
  await page.getByLabel("Title").fill("Data protection act");
  await page.getByRole("button", { name: "Add obligation" }).click();
  await expect(page.getByText("Choose what kind of obligation it is.").first()).toBeVisible();
  await page.getByLabel("Kind").selectOption("Law");
  await page.getByLabel("Owner").selectOption({ label: contributor.name });
  await page.getByText(/^A\.5 Organizational: 0 of 37$/).click();
  await page.getByLabel(/^A\.5\.34 /).check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add obligation" }).click();
  await page.waitForURL(/obligations\/[0-9a-f-]{36}$/);
  await expect(page.getByText("O-001 added.")).toBeVisible();
  await page.getByRole("textbox", { name: "Comment" }).fill("Does it cover our staff?");
  await page.getByRole("button", { name: "Comment" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Does it cover our staff?" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "A.5.34" }).click();
  await page.waitForURL(/soa\?.*open=A\.5\.34/);
  await expect(page.getByText(/O-001/).first()).toBeVisible();

  await act(team, lead, obligation("addObligation"), { kind: "contract", title: "MSA", onceKey: "" });
  await page.goto(`/w/${team.slug}/obligations?view=open`);
  await expect.poll(() => shownRows(page)).toBe(1);
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download CSV" }).click(),
  ]);
  const csv = (await (await download.createReadStream()).toArray()).join("");
  expect(csv).toContain("MSA");
  expect(csv).not.toContain("Data protection act");

  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole("link", { name: "Import CSV" }).click();
  const edited = `${csv.replace('"MSA",""', '"MSA","Annex 2"')}"","Rule","No kind","","","","",""\r\n`;
  const file = { name: "obligations.csv", mimeType: "text/csv", buffer: Buffer.from(edited) };
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("button", { name: "Show the preview" }).click();
  await expect(page.getByText("0 new, 1 changed, 0 unchanged, 1 left out.")).toBeVisible();
  await expect(page.getByText("Source: empty becomes Annex 2")).toBeVisible();
  await expectFits(page, 360);
  await page.getByRole("button", { name: "Import 1 obligation" }).click();
  await expect(page.getByText("Register imported: 0 new, 1 changed.")).toBeVisible();
  await expectFits(page, 360);
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("issues, scope and obligations are written, refused and kept", async ({
    page,
    context: browser,
    team,
  }) => {
    const { lead } = team.people;
    await signInAs(browser, lead);
    await page.goto(`/w/${team.slug}/context`);
    await page.getByRole("link", { name: "Add external issue" }).click();
    await page.getByLabel("Effect").fill("Kept while the title is missing");
    await page.getByRole("button", { name: "Add issue" }).click();
    await expect(page.getByText("The issue is needed.").first()).toBeVisible();
    await expect(page.getByLabel("Effect")).toHaveValue("Kept while the title is missing");
    await page.getByLabel("Issue", { exact: true }).fill("Laws change");
    await page.getByRole("button", { name: "Add issue" }).click();
    await page.getByRole("button", { name: "Archive Laws change" }).click();
    await page.getByText("Archived: 1").click();
    await page.getByRole("button", { name: "Bring back Laws change" }).click();
    await expect(page.getByRole("link", { name: "Edit Laws change" })).toBeVisible();

    const added = await act(team, lead, obligation("addObligation"), {
      ...{ kind: "law", title: "An act", refs: ["A.5.31"], onceKey: "" },
    });
    await page.goto(`/w/${team.slug}/obligations/${idIn(added.redirect)}?edit=1`);
    await expect(page.getByLabel(/^A\.5\.31 /)).toBeChecked();
    await page.getByLabel(/^A\.5\.31 /).uncheck();
    await page.getByRole("button", { name: "Save obligation" }).click();
    await expect(page.getByText("No control is named: the obligation justifies no row.")).toBeVisible();
    await page.getByRole("button", { name: "Archive" }).click();
    await expect(page.getByRole("button", { name: "Bring back" })).toBeVisible();

    await page.goto(`/w/${team.slug}/obligations/import`);
    const text = "Kind,Title,Controls\nContract,From a file,A.8.24\n";
    const file = { name: "o.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("button", { name: "Show the preview" }).click();
    await page.getByRole("button", { name: "Import 1 obligation" }).click();
    await page.waitForURL(/obligations$/);
    await expect(page.getByRole("link", { name: "From a file" })).toBeVisible();
  });
});
