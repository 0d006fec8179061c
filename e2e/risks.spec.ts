// Risks: a method approved by somebody else, a risk assessed on its scales, treated, decided on by its owner, and found again through the matrix.
import { expect, type Page } from "@playwright/test";
import { expectGood } from "./support/good-page";
import { act, shownRows, signInAs, test } from "./support/journey";
import type { Team } from "./support/people";
import { idIn } from "./support/place";

const action = (name: string) => `lib/risks/actions.ts#${name}Action`;

/** Our proposal, approved as it is. */
async function approveProposal(team: Team): Promise<void> {
  const { lead, approver } = team.people;
  await act(team, lead, action("startMethod"), { onceKey: "" });
  await act(team, lead, action("submitMethod"), { number: 1, version: 1 });
  await act(team, approver, action("approveMethod"), { number: 1, version: 2 });
}

async function press(page: Page, name: string | RegExp, role: "link" | "button" = "link"): Promise<void> {
  await page.getByRole(role, { name }).first().focus();
  await page.keyboard.press("Enter");
}

async function choose(page: Page, group: string, name: RegExp): Promise<void> {
  await page.getByRole("group", { name: group }).getByRole("radio", { name }).focus();
  await page.keyboard.press("Space");
}

test("from the method to an accepted residual risk, by keyboard (R-01, R-02, R-03)", async ({
  page,
  context,
  team,
  browser,
}) => {
  test.setTimeout(120_000);
  const { lead, approver } = team.people;
  const theirs = await browser.newContext();
  await signInAs(theirs, approver);
  const owner = await theirs.newPage();
  await signInAs(context, lead);

  await page.goto(`/w/${team.slug}/risks`);
  await expect(page.getByText("No risk method is approved")).toBeVisible();
  await press(page, "Open the method");
  await page.waitForURL(/risks\/method/);
  await press(page, "Begin with the proposal", "button");
  await expect(page.getByText("A draft counts for nothing.")).toBeVisible();
  await press(page, "Edit draft");
  await page.getByLabel("Highest acceptable score").fill("9.5");
  await page.getByLabel("Likelihood 5: criterion").fill("");
  await press(page, "Save draft", "button");
  await expect(page.getByText("9.5 is not on the scale.").first()).toBeVisible();
  await page.getByLabel("Highest acceptable score").fill("8");
  await press(page, "Save draft", "button");
  await expect(page.getByText("Write the criterion of likelihood level 5.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Submit for approval" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await press(page, "Edit draft");
  await page.getByLabel("Likelihood 5: criterion").fill("Several times a year.");
  await press(page, "Save draft", "button");
  await press(page, "Submit for approval", "button");
  await expect(page.getByText("It waits for approval and does not change meanwhile.")).toBeVisible();

  await owner.goto(`/w/${team.slug}/work`);
  await owner
    .getByRole("row")
    .filter({ hasText: "Risk method" })
    .getByRole("link", { name: /Decide/ })
    .click();
  await owner.waitForURL(/risks\/method/);
  await press(owner, "Approve method", "button");
  await expect(owner.getByText(`Approved by ${approver.name}`)).toBeVisible();
  await expectGood(owner, "method");

  await page.goto(`/w/${team.slug}/risks/new`);
  await page.getByLabel("Title").fill("Backups cannot be restored");
  await page.getByLabel("Cause").fill("Restores are never practised.");
  await page.getByLabel("Owner").selectOption({ label: approver.name });
  await press(page, "Add risk", "button");
  await page.waitForURL(/risks\/[0-9a-f-]{36}/);
  const risk = page.url();
  await press(page, "Assess inherent risk");
  await press(page, "Save inherent assessment", "button");
  await expect(page.getByText("The likelihood is needed: a whole number from 1 to 5.").first()).toBeVisible();
  await choose(page, "Likelihood", /^4 Likely/);
  await choose(page, "Consequence", /^4 Major/);
  await press(page, "Save inherent assessment", "button");
  await expect(page.getByText("Assessment saved.")).toBeVisible();
  await expect(page.getByText("Above the criterion.")).toBeVisible();
  await press(page, "Choose treatment and controls");
  await choose(page, "Treatment", /^Modify/);
  await page.getByLabel(/^A\.8\.13 /).focus();
  await page.keyboard.press("Space");
  await press(page, "Save treatment", "button");
  await expect(page.getByText("Treatment saved.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve plan" })).toHaveCount(0);
  await press(page, "Add action");
  await page.getByLabel("Action", { exact: true }).fill("Practise a restore every quarter");
  await page.getByRole("combobox", { name: "Owner" }).selectOption({ label: lead.name });
  await page.locator("input[name=dueOn]").fill("2027-01-31");
  await press(page, "Add action", "button");
  await expect(page.getByText("Action added.")).toBeVisible();

  await owner.goto(`/w/${team.slug}/work`);
  await owner
    .getByRole("row")
    .filter({ hasText: "Treatment plan" })
    .getByRole("link", { name: /Decide/ })
    .click();
  await owner.waitForURL(/risks\/[0-9a-f-]{36}/);
  await press(owner, "Approve plan", "button");
  await expect(owner.getByText(`Approved by ${approver.name}`)).toBeVisible();

  await page.goto(risk);
  await press(page, "Start treatment", "button");
  await expect(page.getByText("Treatment started.")).toBeVisible();
  await page.getByRole("button", { name: "Action 1" }).click();
  await press(page, "Finish with proof");
  await page.getByLabel("Proof").fill("Restore of 1 December, ticket OPS-7.");
  await press(page, "Finish action 1", "button");
  await expect(page.getByText("1 of 1 done")).toBeVisible();
  await press(page, "Assess residual risk");
  await choose(page, "Likelihood", /^3 Possible/);
  await choose(page, "Consequence", /^4 Major/);
  await press(page, "Save residual assessment", "button");
  await expect(page.getByText("Assessment saved.")).toBeVisible();

  await owner.goto(risk);
  await press(owner, "Accept residual risk");
  await press(owner, /^Accept residual risk of R-001/, "button");
  await expect(
    owner.getByText("The score 12 is above the criterion of 8. Say until when it is accepted.").first(),
  ).toBeVisible();
  await owner.getByLabel("Reason").fill("A second site costs more than the loss.");
  await owner.getByLabel("Accepted until").fill("2027-06-30");
  await press(owner, /^Accept residual risk of R-001/, "button");
  await expect(owner.getByText("Residual risk accepted.")).toBeVisible();
  await expect(owner.getByText("Until 30 Jun 2027", { exact: true })).toBeVisible();
  await owner.getByRole("textbox", { name: "Comment" }).fill("Agreed with the board.");
  await owner.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(owner.getByText("Agreed with the board.").first()).toBeVisible();
  await expectGood(owner, "risk");

  await owner.goto(`/w/${team.slug}/soa?open=A.8.13`);
  await expect(owner.getByRole("main")).toContainText("R-001");
  await theirs.close();
});

test("the matrix leads to the register, the library and imports fill it, snapshots freeze it (R-05, R-07, R-08)", async ({
  page,
  context,
  team,
}) => {
  test.setTimeout(90_000);
  const { lead } = team.people;
  await approveProposal(team);
  await signInAs(context, lead);

  await page.goto(`/w/${team.slug}/risks/library?q=ransomware`);
  await page.getByLabel("Select Ransomware encrypts company systems").check();
  await page.getByRole("button", { name: "Add selected" }).click();
  await page.waitForURL(/show=unassessed/);
  expect(await shownRows(page)).toBe(1);
  await page.goto(`/w/${team.slug}/risks/library`);
  await expect(page.getByRole("link", { name: "R-001" })).toBeVisible();

  await page.goto(`/w/${team.slug}/risks/import`);
  const csv = "Title,Likelihood,Impact\nDisk fills,4,3\nDecimal,2.5,1\nOff,6,1\nKey is lost,4,3\n";
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "risks.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(page.getByText("2 can be imported, 2 would be left out.")).toBeVisible();
  await expect(page.getByText("2.5 is not on the scale.")).toBeVisible();
  await page.getByRole("button", { name: "Import 2 risks" }).click();
  await expect(page.getByText("2 imported, 2 left out.")).toBeVisible();
  await page.getByRole("link", { name: "Open the register" }).click();

  await page.getByRole("link", { name: /^2 risks: likelihood 4, consequence 3, score 12, High/ }).click();
  await page.waitForURL(/inherent=4x3/);
  expect(await shownRows(page)).toBe(2);
  await page.getByText("Show as table").click();
  await expect(page.getByRole("row", { name: /Inherent risk 4 Likely 3 Moderate/ })).toBeVisible();
  const headers = { origin: new URL(page.url()).origin };
  const file = await page.request.post(`/w/${team.slug}/exports/risks.csv?inherent=4x3`, { headers });
  expect((await file.text()).trim().split("\r\n")).toHaveLength(3);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/w/${team.slug}/risks`);
  await expectGood(page, "register");

  await page.goto(`/w/${team.slug}/risks/snapshots`);
  await page.getByLabel("Name").fill("Before stage 1");
  await page.getByRole("button", { name: "Freeze the register" }).click();
  await page.waitForURL(/snapshots\/[0-9a-f-]{36}/);
  const hash = await page.locator("span.mono").innerText();
  const download = await page.request.post(`${page.url()}/register.json`, { headers });
  const digest = await crypto.subtle.digest("SHA-256", new Uint8Array(await download.body()));
  expect(Buffer.from(digest).toString("hex")).toBe(hash);
  await expect(page.getByRole("row").filter({ hasText: "Disk fills" })).toContainText("4 x 3 = 12 High");

  const later = await act(team, lead, action("addRisk"), { title: "Key is lost", onceKey: "" });
  expect(idIn(later.redirect)).not.toBe("");
  await page.getByRole("link", { name: "Changes since then" }).click();
  await page.waitForURL(/snapshots\/compare/);
  await expect(page.getByText(/^1 difference in 1 risk, from .+ to Register now\.$/)).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Key is lost" })).toContainText("Row added");
  await page.getByLabel("To").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(page.getByText("No cell differs.")).toBeVisible();
  await expectGood(page, "compare");
});

test("works without script: off-scale numbers are refused and nothing typed is lost", async ({
  browser,
  team,
}) => {
  await approveProposal(team);
  const { lead } = team.people;
  const added = await act(team, lead, action("addRisk"), { title: "Key is lost", onceKey: "" });
  const id = idIn(added.redirect);
  const plain = await browser.newContext({ javaScriptEnabled: false });
  await signInAs(plain, lead);
  const page = await plain.newPage();
  await page.goto(`/w/${team.slug}/risks/${id}?edit=inherent`);
  await page.getByLabel("Note").fill("Only one person knows the key.");
  await page.getByRole("button", { name: "Save inherent assessment" }).click();
  await expect(page.getByText("The likelihood is needed").first()).toBeVisible();
  await expect(page.getByLabel("Note")).toHaveValue("Only one person knows the key.");
  await page.getByRole("group", { name: "Likelihood" }).getByRole("radio", { name: /^2/ }).check();
  await page.getByRole("group", { name: "Consequence" }).getByRole("radio", { name: /^3/ }).check();
  await page.getByRole("button", { name: "Save inherent assessment" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Only one person knows the key." })).toContainText(
    "6",
  );
  await page.goto(`/w/${team.slug}/risks?q=key`);
  await expect(page.getByRole("link", { name: "Key is lost" })).toBeVisible();
  await plain.close();
});

test("a method that was sent back is its author's work, and its draft is discarded (R-01)", async ({
  page,
  context,
  team,
  browser,
}) => {
  const { lead, approver } = team.people;
  const theirs = await browser.newContext();
  await signInAs(theirs, approver);
  const owner = await theirs.newPage();
  await signInAs(context, lead);
  await page.goto(`/w/${team.slug}/risks/method`);
  await press(page, "Begin with the proposal", "button");
  await press(page, "Submit for approval", "button");
  await expect(page.getByText("It waits for approval and does not change meanwhile.")).toBeVisible();

  await owner.goto(`/w/${team.slug}/risks/method`);
  await press(owner, "Send back");
  await owner.getByLabel("Reason").fill("Say how often.");
  await press(owner, "Send back", "button");
  await expect(owner.getByText(`${approver.name} sent it back: "Say how often."`)).toBeVisible();

  await page.goto(`/w/${team.slug}/work`);
  const row = page.getByRole("row").filter({ hasText: "Returned risk method" });
  await expect(row).toContainText(`${approver.name}: Say how often.`);
  await row.getByRole("link", { name: /Correct/ }).click();
  await page.waitForURL(/risks\/method/);
  await press(page, "Discard draft", "button");
  const dialog = page.getByRole("dialog", { name: "Discard draft 1" });
  await expect(dialog).toContainText("No risk method is in force then.");
  await expectGood(page, "method-discard");
  await page.reload();
  await press(page, "Discard draft", "button");
  await dialog.getByRole("button", { name: "Discard draft" }).press("Enter");
  await expect(page.getByText("No risk method yet")).toBeVisible();
  await page.goto(`/w/${team.slug}/work`);
  await expect(page.getByText("Returned risk method")).toBeHidden();
});
