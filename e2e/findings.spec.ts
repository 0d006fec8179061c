// An auditor's finding from the first key to the last decision, with the company's nonconformity in between.
import { type Browser, expect, type Page } from "@playwright/test";
import { violationsIn } from "./support/axe";
import { seatedRoom } from "./support/findings";
import { Clicks, signInAs, test } from "./support/journey";
import { press, tabTo } from "./support/keys";
import { newMark, type Person } from "./support/people";
import { Place } from "./support/place";
import { ROOM_COOKIE } from "./support/rooms";
import { forgetLimits, origin } from "./support/server";

async function type(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label));
  await page.keyboard.type(text);
}

async function expectNoViolations(page: Page): Promise<void> {
  // A page that was followed to has its name last.
  await expect(page).toHaveTitle(/\S/);
  const violations = await violationsIn(page);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

async function expectNoOverflow(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 780 });
  const beyond = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(beyond, page.url()).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function asMember(browser: Browser, person: Person): Promise<Page> {
  const context = await browser.newContext();
  await signInAs(context, person);
  return context.newPage();
}

/** The auditor of a room; without script where told. */
async function asAuditor(browser: Browser, token: string, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled });
  await context.addCookies([{ name: ROOM_COOKIE, value: token, url: origin(), httpOnly: true }]);
  return context.newPage();
}

test("a finding goes from the auditor's keyboard to an accepted answer, and nothing internal goes along (A-11, N-08, N-10)", async ({
  browser,
  team,
  database,
}) => {
  test.slow();
  await forgetLimits(database);
  const place = new Place(team, database, newMark());
  const room = await seatedRoom(place, "Stage 2 audit");
  const token = room.cookie.split("=")[1] ?? "";
  const auditor = await asAuditor(browser, token);

  await auditor.goto(`/room/${room.roomId}/findings`);
  await press(auditor, auditor.getByRole("link", { name: "Write finding" }));
  await expect(auditor.getByRole("heading", { name: "New finding" })).toBeVisible();
  await expect(auditor.getByLabel(/cause/i)).toHaveCount(0);
  await expectNoViolations(auditor);
  await type(auditor, "Statement", "Leavers keep access for days.");
  await press(auditor, auditor.getByRole("button", { name: "Raise finding" }));
  await expect(auditor.getByText("Choose a grade.").first()).toBeVisible();
  await auditor.goto(`/room/${room.roomId}/findings/new?ref=A.5.18`);
  await expect(auditor.getByLabel("Requirements")).toHaveValue("A.5.18");
  await press(auditor, auditor.getByLabel("Major"), "ArrowDown");
  await expect(auditor.getByLabel("Minor")).toBeChecked();
  await type(auditor, "Statement", "Leavers keep access for days. Seen in May.");
  await type(auditor, "Objective evidence", "2 of 10 leavers had live accounts.");
  await press(auditor, auditor.getByRole("button", { name: "Raise finding" }));
  await expect(auditor.getByText("F-1 raised.").first()).toBeVisible();
  await expect(auditor.getByRole("heading", { name: "Finding F-1" })).toBeVisible();

  const lead = await asMember(browser, team.people.lead);
  await lead.goto(`/w/${team.slug}/rooms/${room.roomId}?tab=findings`);
  await expectNoViolations(lead);
  await expectNoOverflow(lead);
  const clicks = new Clicks();
  await clicks.on(lead.getByRole("button", { name: "Raise nonconformity of F-1" }));
  await expect(lead).toHaveURL(/\/nonconformities\/[0-9a-f-]{36}/);
  expect(clicks.count, "N-08: from the finding to the nonconformity").toBe(1);
  const record = new URL(lead.url()).pathname;
  const nc = record.split("/").at(-1) ?? "";
  await expect(
    lead.getByRole("heading", { name: "Leavers keep access for days", exact: true }),
  ).toBeVisible();
  await expect(lead.getByText("2 of 10 leavers had live accounts.")).toBeVisible();
  await expect(lead.getByText("Source: stage 2 audit").first()).toBeVisible();
  await place.act("lead", "lib/nonconformities/actions.ts#setCauseAction", {
    ...{ id: nc, version: 1, method: "free", text: "", rootCause: `Secret cause ${place.canary}` },
  });
  await place.act("lead", "lib/nonconformities/actions.ts#setCorrectionAction", {
    ...{ id: nc, version: 2, correction: "Both accounts are closed.", correctionOn: "2026-11-02" },
  });

  await lead.goto(record);
  await lead.getByRole("link", { name: "F-1" }).click();
  await expect(lead.getByLabel("What the auditor will read").first()).toHaveValue(
    "Both accounts are closed.\nDone on 2 Nov 2026.",
  );
  await expectNoViolations(lead);
  await expectNoOverflow(lead);
  await lead.getByRole("button", { name: "Answer the auditor" }).first().click();
  await expect(lead.getByText("The answer to F-1 is with the auditor.").first()).toBeVisible();
  await lead.getByLabel("What the auditor will read").fill("A script closes accounts.");
  await lead.getByRole("button", { name: "Answer the auditor" }).click();
  await expect(lead.getByText("A script closes accounts.")).toBeVisible();

  await auditor.reload();
  await expect(auditor.getByText("Both accounts are closed.")).toBeVisible();
  expect(await auditor.content()).not.toContain("Secret cause");
  await auditor.emulateMedia({ colorScheme: "dark" });
  await expectNoViolations(auditor);
  await expectNoOverflow(auditor);
  await press(auditor, auditor.getByRole("button", { name: "Accept correction" }));
  await expect(auditor.getByText("Correction accepted.").first()).toBeVisible();

  const plain = await asAuditor(browser, token, false);
  await plain.goto(auditor.url());
  await plain.getByText("Return corrective action with a reason").click();
  await plain.getByLabel("What is wrong or missing").fill("Contractors are missing");
  await plain.getByRole("button", { name: "Return corrective action" }).click();
  await expect(plain.getByText(/Returned by .*: Contractors are missing/)).toBeVisible();

  await lead.goto(record);
  await expect(lead.getByText(/Returned by .*: Contractors are missing/)).toBeVisible();
  await expect(lead.getByText(/Accepted by /)).toBeVisible();
  await lead.getByRole("link", { name: "F-1" }).click();
  await lead.getByLabel("What the auditor will read").fill("The script covers contractors.");
  await lead.getByRole("button", { name: "Answer the auditor" }).click();
  await expect(lead.getByText("The answer to F-1 is with the auditor.").first()).toBeVisible();
  await auditor.goto(`/room/${room.roomId}/findings`);
  await expectNoViolations(auditor);
  await expect(auditor.getByText("1 to review", { exact: false }).first()).toBeVisible();
  await auditor.getByRole("link", { name: /Leavers keep access/ }).click();
  await press(auditor, auditor.getByRole("button", { name: "Accept corrective action" }));
  await expect(auditor.getByText("The auditor accepted every answer").first()).toBeVisible();
  const csv = await auditor.request.get(`/room/${room.roomId}/exports/findings.csv`);
  expect(await csv.text()).toContain('"F-1","Minor","Accepted","A.5.18"');
  await lead.goto(record);
  await expect(lead.getByText("Accepted", { exact: true }).first()).toBeVisible();

  await lead.goto(`${record}/print`);
  const report = lead.locator(".report");
  for (const line of [
    "F-1 of Stage 2 audit",
    "Leavers keep access for days. Seen in May.",
    "2 of 10 leavers had live accounts.",
    "The script covers contractors.",
  ])
    await expect(report.getByText(line).first(), `N-10: ${line}`).toBeVisible();
  await expect(report.getByText(/^Accepted by Auditor /)).toHaveCount(2);
  await expect(report.getByRole("row", { name: /^Auditor Auditor / })).toBeVisible();
  await expectNoViolations(lead);
  await expectNoOverflow(lead);
});
