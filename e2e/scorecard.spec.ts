// The scorecard: answered by keyboard and without script, shared by its address, hardened against edited links, carried into a workspace.
import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { SCORECARDS, scorecardResult } from "@/lib/core/scorecard";
import { readScorecard } from "@/lib/core/scorecard-code";
import { SCORECARD_DIRECTIONS, type ScorecardDirection } from "@/lib/core/scorecard-question";
import { expectGoodPages } from "./support/good-page";
import { act, PASSWORD, signInAs, test } from "./support/journey";
import { newMark } from "./support/people";
import { newAccount } from "./support/registry-accounts";
import { forgetLimits } from "./support/server";

const CODE = "abcduabcdaabaaebabcu";
const MIXED = `/scorecard/iso/result?v=1&a=${CODE}`;
/** Only the eleventh question, with a gap: it speaks of 10.1 and 10.2. */
const CORRECTIVE = "----------b---------";

/** What the page says of each area: "5 of 6 points". */
async function points(page: Page): Promise<string[]> {
  const bars = page.getByRole("region", { name: "Points by area" }).locator(".bars > li");
  return (await bars.allInnerTexts()).map((text) => /\d+ of \d+ points/.exec(text)?.[0] ?? text);
}

function computed(direction: ScorecardDirection, code: string): string[] {
  const { answers } = readScorecard(direction, { v: "1", a: code });
  return scorecardResult(direction, answers).areas.map((area) => `${area.points} of ${area.of} points`);
}

test("twenty questions are answered by keyboard alone", async ({ page, context }) => {
  await page.goto("/scorecard");
  await page.getByRole("link", { name: "Answer 20 questions" }).first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/scorecard/iso");
  await page.getByRole("link", { name: "Skip to content" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  for (let question = 1; question <= 20; question += 1) {
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    if (question === 2) await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Show my gaps" })).toBeFocused();
  await page.keyboard.press("Enter");
  const code = `ab${"a".repeat(18)}`;
  await page.waitForURL(`**/scorecard/iso/result?v=1&a=${code}`);
  await expect(page.getByText("20 of 20 questions answered.")).toBeVisible();
  expect(await points(page)).toEqual(computed("iso", code));
  expect(await context.cookies(), "a visitor gets no cookie").toEqual([]);
});

test("a link gives the same result to somebody else, and back to the same answers", async ({
  page,
  browser,
}) => {
  await page.goto(MIXED);
  const address = await page.getByLabel("Link to this result").inputValue();
  const other = await browser.newContext();
  const second = await other.newPage();
  await second.goto(address);
  expect(await points(second)).toEqual(await points(page));
  expect(await points(second)).toEqual(computed("iso", CODE));
  const gaps = second.getByRole("region", { name: "What to do next" }).locator("ol > li");
  const { answers } = readScorecard("iso", { v: "1", a: CODE });
  const wanted = scorecardResult("iso", answers).gaps;
  await expect(gaps).toHaveCount(wanted.length);
  await expect(gaps.first()).toContainText(wanted[0]?.question.text ?? "");
  await second.getByRole("link", { name: "Change answers" }).click();
  await expect(second.getByRole("group", { name: /^1\. / }).getByRole("radio").first()).toBeChecked();
  await second.getByRole("button", { name: "Show my gaps" }).click();
  await second.waitForURL(`**${MIXED}`);
  await other.close();
});

test("the rows behind an answer lead to the crosswalk", async ({ page, request }) => {
  await page.goto(MIXED);
  const links = page.getByRole("region", { name: "Reasoning and requirements" }).locator("a.ref");
  const hrefs = await links.evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  const asked = SCORECARDS.iso.questions.flatMap(({ refs }) => refs);
  expect(hrefs).toEqual(asked.map((ref) => `/crosswalk/${ref}`));
  for (const href of [hrefs[0], hrefs.at(-1)]) {
    expect((await request.get(href ?? "")).status(), href).toBe(200);
  }
});

test("edited links are read as far as they go and say what was left out", async ({ page, request }) => {
  const cases: readonly (readonly [string, string])[] = [
    [`?v=9&a=${CODE}`, 'version "9"'],
    [`?a=${CODE}`, "names no version"],
    ["?v=1&a=ab", "shorter than 20 characters"],
    [`?v=1&a=${CODE}${CODE}`, "40 characters long"],
    [`?v=1&a=${"z".repeat(20)}`, "Answers that do not exist"],
    [`?v=1&a=${encodeURIComponent("\u{1F600}\u202Eabc\u0000")}`, "Answers that do not exist"],
    [`?v=1&a=${CODE}&a=${CODE}&v=1`, "Given more than once"],
    [`?v=1&a=${CODE}&__proto__=x&constructor=y`, "Unknown in the link"],
    ["?v=1&q.ghost=a&q.context=q", "has no question"],
    [`?v=1&a=%3Cscript%3Ealert(1)%3C/script%3E`, "Answers that do not exist"],
  ];
  for (const [query, sentence] of cases) {
    const response = await page.goto(`/scorecard/iso/result${query}`);
    expect(response?.status(), query).toBe(200);
    await expect(page.getByText("Part of this link could not be used."), query).toBeVisible();
    await expect(page.getByText(sentence).first(), query).toBeVisible();
    expect(await points(page), query).toHaveLength(SCORECARDS.iso.areas.length);
  }
  for (const path of ["", "/continue", "/file"]) {
    const response = await request.get(`/scorecard/iso${path}?v=%00&a=%F0%9F%98%80&a[]=1&q.x[y]=1`);
    expect(response.status(), path).toBe(200);
  }
  const broken = await request.get("/scorecard/iso/result?v=1&a=%E0%A4%A");
  expect(broken.status()).toBeLessThan(500);
  for (const path of ["/scorecard/up", "/scorecard/up/result", "/scorecard/up/file", "/scorecard/ISO"]) {
    expect((await request.get(path)).status(), path).toBe(404);
  }
});

test("a result is kept as a file and opened again", async ({ page }) => {
  await page.goto(MIXED);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as a file" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("scorecard_iso.json");
  const text = await readFile(await file.path(), "utf8");
  expect(JSON.parse(text)).toMatchObject({ format: "carryover-scorecard", version: 1, direction: "iso" });

  const choose = async (name: string, buffer: Buffer) => {
    await page.goto("/scorecard");
    const input = page.getByLabel("Scorecard file");
    await input.setInputFiles({ name, mimeType: "application/json", buffer });
    await page.getByRole("button", { name: "Open the result" }).click();
  };
  await choose("scorecard.json", Buffer.from(text));
  await page.waitForURL(`**${MIXED}`);
  await choose("other.json", Buffer.from('{"hello":1}'));
  await expect(page.getByRole("alert").first()).toContainText("not a scorecard file");
});

test("the way from a result through sign-in to two accepted proposals", async ({ page, database }) => {
  test.setTimeout(120_000);
  const account = await newAccount(database);
  await page.goto(`/scorecard/iso/result?v=1&a=${CORRECTIVE}`);
  await page.getByRole("link", { name: "Continue in a workspace" }).click();
  await expect(page.getByText("propose a start on 2 requirements")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await page.getByLabel("E-mail address").fill(account.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/scorecard/iso/continue?**");
  await page.getByRole("link", { name: /^Choose / }).click();
  await expect(page.getByText("2 new.")).toBeVisible();
  await page.getByRole("button", { name: "List 2 proposals" }).click();
  await expect(page.getByRole("table", { name: /^Open proposals/ })).toBeVisible();
  const base = new URL(page.url()).pathname.replace(/\/scorecard$/, "");

  await page.goto(`${base}/onboarding`);
  await expect(page.getByText("2 scorecard proposals wait for a decision.")).toBeVisible();
  await page.getByRole("link", { name: "Open the proposals" }).click();
  await page.getByLabel("Select 10.1").check();
  await page.getByLabel("Select 10.2").check();
  await page.getByRole("button", { name: "Accept 2 ticked" }).click();
  await expect(page.getByText("2 proposals accepted.")).toBeVisible();
  await expect(page.getByText("No proposal waits")).toBeVisible();

  await page.goto(`${base}/controls/10.2`);
  await expect(page.getByText("Needs supplement").first()).toBeVisible();
  await expect(
    page.getByText(/moved Missing to Needs supplement: "Scorecard: What happens when/),
  ).toBeVisible();
  await page.goto(`${base}/activity`);
  await expect(page.getByText("decided on scorecard proposals").filter({ visible: true })).toBeVisible();
  await expect(page.getByText("carried scorecard answers over").filter({ visible: true })).toBeVisible();

  await page.goto(`${base}/scorecard?direction=iso&v=1&a=${CORRECTIVE}`);
  await expect(page.getByText("2 rows left alone (2 already recorded).")).toBeVisible();
  await expect(page.getByRole("button", { name: /^List/ })).toHaveCount(0);
});

test("somebody new comes back to the answers after signing up", async ({ page, database }) => {
  await forgetLimits(database);
  await page.goto(`/scorecard/soc2/continue?v=1&a=${"b".repeat(20)}`);
  await page.getByRole("main").getByRole("link", { name: "Start a workspace" }).click();
  await page.getByLabel("Your name").fill("Sam Rivers");
  await page.getByLabel("E-mail address").fill(`${newMark()}@example.com`);
  await page.getByLabel("Password").fill(PASSWORD);
  const workspace = `Way back ${newMark()}`;
  await page.getByLabel("Workspace name").fill(workspace);
  await page.getByRole("button", { name: "Create account and workspace" }).click();
  await page.waitForURL("**/scorecard/soc2/continue?**");
  await page.getByRole("link", { name: `Choose ${workspace}` }).click();
  await expect(page.getByRole("button", { name: /^List \d+ proposals$/ })).toBeVisible();
  await page.getByText(/rows? left alone, with the reason/).click();
  await expect(page.getByText("Outside the SOC 2 scope of this workspace.").first()).toBeVisible();
});

test("who may not carry over or decide sees what is there and why not", async ({ page, context, team }) => {
  await act(team, team.people.lead, "lib/scorecard/actions.ts#carryOverScorecardAction", {
    direction: "iso",
    v: "1",
    a: CORRECTIVE,
  });
  await signInAs(context, team.people.viewer);
  await page.goto(`/w/${team.slug}/scorecard?direction=iso&v=1&a=${"a".repeat(20)}`);
  await expect(page.getByText("takes an owner or a lead")).toBeVisible();
  await expect(page.getByRole("table", { name: /^Open proposals/ })).toContainText("10.2");
  await expect(page.getByRole("button", { name: /^(Accept|Dismiss|List)/ })).toHaveCount(0);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  for (const direction of SCORECARD_DIRECTIONS) {
    test(`the form of ${direction} leads to a result that can be shared`, async ({ page }) => {
      await page.goto(`/scorecard/${direction}`);
      await page.getByRole("group", { name: /^1\. / }).getByRole("radio").nth(1).check();
      await page
        .getByRole("group", { name: /^20\. / })
        .getByLabel("We do not know")
        .check();
      await page.getByRole("button", { name: "Show my gaps" }).click();
      const code = `b${"-".repeat(18)}u`;
      await page.waitForURL(`**/scorecard/${direction}/result?v=1&a=${code}`);
      expect(await points(page)).toEqual(computed(direction, code));
      await expect(page.getByText("18 questions not answered")).toBeVisible();
      await expect(page.getByLabel("Link to this result")).toHaveValue(new RegExp(`a=${code}$`));
    });
  }

  test("a saved file opens", async ({ page, request }) => {
    const file = await (await request.get(`/scorecard/soc2/file?v=1&a=${"c".repeat(20)}`)).body();
    await page.goto("/scorecard");
    const input = page.getByLabel("Scorecard file");
    await input.setInputFiles({ name: "scorecard.json", mimeType: "application/json", buffer: file });
    await page.getByRole("button", { name: "Open the result" }).click();
    await page.waitForURL(`**/scorecard/soc2/result?v=1&a=${"c".repeat(20)}`);
  });

  test("answers are listed, accepted and dismissed by plain forms", async ({ page, context, team }) => {
    await signInAs(context, team.people.lead);
    await page.goto(`/w/${team.slug}/scorecard?direction=iso&v=1&a=${CORRECTIVE}`);
    await page.getByRole("button", { name: "List 2 proposals" }).click();
    await expect(page.getByText("2 proposals listed.")).toBeVisible();
    await page.getByRole("button", { name: "Accept 10.2" }).click();
    await expect(page.getByText("1 proposal accepted.")).toBeVisible();
    await page.getByRole("button", { name: "Dismiss 10.1" }).click();
    await page.goto(`/w/${team.slug}/scorecard?view=decided`);
    await expect(page.getByRole("table")).toContainText("Dismissed");
    await expect(page.getByRole("table")).toContainText("Accepted");
  });
});

test("every page of the scorecard is accessible in both themes and fits 320 px", async ({
  page,
  context,
  team,
}) => {
  test.setTimeout(180_000);
  await expectGoodPages(page, [
    "/scorecard",
    "/scorecard/iso",
    "/scorecard/soc2/result?v=9&x=1",
    MIXED,
    `/scorecard/iso/continue?v=1&a=${CODE}`,
  ]);
  await signInAs(context, team.people.lead);
  await expectGoodPages(page, [`/scorecard/iso/continue?v=1&a=${CODE}`]);
  await expectGoodPages(page, [`/w/${team.slug}/scorecard`]);
  await expectGoodPages(page, [`/w/${team.slug}/scorecard?direction=iso&v=1&a=${CODE}`]);
  await act(team, team.people.lead, "lib/scorecard/actions.ts#carryOverScorecardAction", {
    direction: "iso",
    v: "1",
    a: CORRECTIVE,
  });
  await expectGoodPages(page, [`/w/${team.slug}/scorecard`]);
  await expectGoodPages(page, [`/w/${team.slug}/scorecard?view=decided`]);
});
