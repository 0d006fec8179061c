// The crosswalk of a workspace: a decision that reaches every number and is taken back, readings, discussion, the edition.
import { expect, type Page } from "@playwright/test";
import { pairsOf } from "@/lib/core/crosswalk";
import { EDITIONS } from "@/lib/core/frameworks/editions";
import { expectGoodPages } from "./support/good-page";
import { act, shownRows, signInAs, test, watch } from "./support/journey";
import type { Team } from "./support/people";
import type { Database } from "./support/server";

const [FIRST] = EDITIONS;
const NEWEST = EDITIONS.at(-1) ?? FIRST;
const PAIRS = pairsOf({ categories: [], countWildcard: false, overrides: [] });
const REASON = "Our memberships do not reach our suppliers.";
const base = (team: Team) => `/w/${team.slug}/crosswalk`;

/** The n of "n of m" beside a word of the ledger. */
async function ledger(page: Page, word: string): Promise<number> {
  const entry = page.locator("dl.ledger > div", { hasText: word }).first();
  return Number((await entry.locator("dd.v").innerText()).split(" ")[0]);
}

const decision = (page: Page) => page.getByRole("region", { name: "Decision" });
const review = (page: Page) => page.getByRole("region", { name: "Review" });
const decided = (page: Page) => page.locator("dl.layers > div", { hasText: "Your team decided" });

async function decideNone(page: Page): Promise<void> {
  await decision(page).getByRole("radio", { name: /^None/ }).check();
  await decision(page).getByLabel("Reason").fill(REASON);
  await decision(page).getByRole("button", { name: "Decide", exact: true }).click();
  await expect(decided(page)).toContainText(REASON);
}

async function onEdition(database: Database, team: Team, version: string): Promise<void> {
  await database.inside(
    team.workspaceId,
    (sql) => sql`update workspaces set dataset_version = ${version} where id = ${team.workspaceId}`,
  );
}

test("a decision moves Home, the list and the matrix, and taking it back moves them back", async ({
  page,
  context,
  team,
}) => {
  await signInAs(context, team.people.lead);
  await page.goto(`/w/${team.slug}`);
  const home = await ledger(page, "Net-new");
  await page.goto(base(team));
  const list = await ledger(page, "Net-new");
  expect(list).toBe(home);

  await page.goto(`${base(team)}?q=A.5.6`);
  await page.getByRole("link", { name: "CC2.3", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("CC2.3 to A.5.6");
  await expect(page.locator("dl.layers > div", { hasText: "Source says" })).toContainText("Partial");
  await expect(page.getByRole("region", { name: "Disputed" })).toContainText("K13");
  await decideNone(page);
  await expect(decided(page)).toContainText("Decided by your team");
  await expect(decided(page)).toContainText(team.people.lead.name);
  await expect(page.locator("dl.layers > div", { hasText: "Source says" })).toContainText("Partial");
  await expect(page.getByRole("region", { name: "History" })).toContainText(
    "decided None instead of Partial",
  );

  await page.goto(`/w/${team.slug}`);
  expect(await ledger(page, "Net-new")).toBe(home + 1);
  await page.goto(`${base(team)}?mark=decided`);
  expect(await ledger(page, "Net-new")).toBe(list + 1);
  expect(await shownRows(page)).toBe(1);
  await expect(page.getByText("Source says: Partial")).toBeVisible();
  await page.goto(`/w/${team.slug}/controls/A.5.6`);
  await expect(page.getByText("Decided by your team")).toBeVisible();
  await page.goto(`${base(team)}/matrix`);
  await expect(page.getByRole("link", { name: "CC2.3, A.5.6: taken out by your team" })).toBeAttached();
  await page.goto(`${base(team)}/gaps`);
  await expect(page.getByText("Your team took its pair out")).toBeVisible();

  await page.goto(`${base(team)}/CC2.3/A.5.6`);
  await page.getByRole("button", { name: /^Take the decision back/ }).click();
  await expect(page.getByText(/is taken back\. The source's row counts\./)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("The decision is back.")).toBeVisible();
  await expect(decided(page)).toContainText(REASON);
  await page.getByRole("button", { name: /^Take the decision back/ }).click();
  await expect(decided(page)).toContainText("Nothing yet");
  await page.goto(`/w/${team.slug}`);
  expect(await ledger(page, "Net-new")).toBe(home);
});

test("a whole row is decided about, and a pair is added that the source does not have", async ({
  page,
  context,
  team,
}) => {
  await signInAs(context, team.people.owner);
  await page.goto(`${base(team)}/CC6.1`);
  const whole = page.getByRole("region", { name: "Decide the whole row" });
  await whole.getByRole("radio", { name: /^Partial/ }).check();
  await whole.getByRole("button", { name: "Decide the whole row" }).click();
  await expect(whole.getByText("A reason is needed.").first()).toBeVisible();
  await whole.getByLabel("Reason").fill("Our logs are kept for thirty days only.");
  await whole.getByRole("button", { name: "Decide the whole row" }).click();
  await expect(page.getByText("CC6.1 decided.")).toBeVisible();
  await expect(page.getByText("Decided by your team")).toHaveCount(6);

  await page.getByLabel("Add a pair with").fill("nonsense");
  await page.getByRole("button", { name: "Add a pair" }).click();
  await expect(page.getByText(/"nonsense" is no control/)).toBeVisible();
  await page.getByLabel("Add a pair with").fill("a 5.9");
  await page.getByRole("button", { name: "Add a pair" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("CC6.1 to A.5.9");
  await expect(decision(page).getByRole("radio", { name: /^None/ })).toHaveCount(0);
  await decision(page)
    .getByRole("radio", { name: /^Partial/ })
    .check();
  await decision(page).getByLabel("What to add").fill("Name an owner for each asset.");
  await decision(page).getByLabel("Reason").fill("The inventory serves both.");
  await decision(page).getByRole("button", { name: "Add the pair" }).click();
  await expect(decided(page)).toContainText("The inventory serves both.");
  await page.goto(`/w/${team.slug}/controls?show=supplement&kind=control`);
  await expect(page.getByText("A.5.9", { exact: true }).first()).toBeVisible();

  await page.goto(`${base(team)}/CC6.1`);
  await page.getByRole("button", { name: "Take all decisions back" }).click();
  await expect(page.getByText("Decided by your team")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Decided by your team")).toHaveCount(7);
});

test("two people decide about one pair: the second sees both values", async ({
  page,
  context,
  browser,
  team,
}) => {
  const theirs = await browser.newContext();
  const problems = watch(theirs);
  await signInAs(context, team.people.owner);
  await signInAs(theirs, team.people.lead);
  const other = await theirs.newPage();
  const address = `${base(team)}/CC2.3/A.5.6`;
  await Promise.all([page.goto(address), other.goto(address)]);
  await decideNone(page);

  await decision(other).getByRole("radio", { name: /^Full/ }).check();
  await decision(other).getByLabel("Reason").fill("We read it the other way.");
  await decision(other).getByRole("button", { name: "Decide", exact: true }).click();
  const clash = other.getByRole("region", { name: "Stored and typed values" });
  await expect(clash).toContainText(REASON);
  await expect(clash).toContainText("We read it the other way.");
  await decision(other).getByRole("button", { name: "Decide", exact: true }).click();
  await expect(decided(other)).toContainText("We read it the other way.");
  expect(problems).toEqual([]);
  await theirs.close();
});

test("pairs are read one after the other by keyboard, and a decision puts a reading out of date", async ({
  page,
  context,
  team,
}) => {
  await signInAs(context, team.people.lead);
  await page.goto(base(team));
  await page.getByRole("link", { name: "Review the next pair" }).click();
  const [first, second, third] = PAIRS.map((pair) => `${pair.criterion} to ${pair.ref}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(first ?? "");
  const next = page.getByRole("button", { name: "Save and open the next" });
  await expect(next).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(second ?? "");
  await expect(page.getByText(`${first} reviewed. ${PAIRS.length - 1} left.`)).toBeVisible();
  await expect(next).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(third ?? "");
  await page.keyboard.press("k");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(second ?? "");
  await expect(review(page)).toContainText(`Read by ${team.people.lead.name}`);
  await page.keyboard.press("j");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(third ?? "");

  await review(page)
    .getByRole("radio", { name: /^State otherwise: None/ })
    .check();
  await review(page).getByRole("button", { name: "Save review", exact: true }).click();
  await expect(
    review(page)
      .getByText(/^A reason is needed to state/)
      .first(),
  ).toBeVisible();
  await review(page).getByLabel("Reason or remark").fill("We have no such record.");
  await review(page).getByRole("button", { name: "Save review", exact: true }).click();
  await expect(decided(page)).toContainText("We have no such record.");
  await expect(review(page)).toContainText("Reviewed");

  await decision(page).getByRole("radio", { name: /^Full/ }).check();
  await decision(page).getByRole("button", { name: "Change the decision" }).click();
  await expect(review(page)).toContainText("Review out of date");
  await expect(review(page)).toContainText("Your team decided about the pair afterwards.");
  await page.goto(`${base(team)}?reading=stale`);
  expect(await shownRows(page)).toBe(1);
  await page.goto(`${base(team)}?to=soc2&reading=read`);
  expect(await shownRows(page)).toBe(0);
});

test("a pair is discussed, and the log names it", async ({ page, context, team }) => {
  await signInAs(context, team.people.approver);
  await page.goto(`${base(team)}/CC6.1/A.5.15`);
  await expect(decision(page)).toHaveCount(0);
  const comment = page.getByRole("textbox", { name: "Comment" });
  await comment.pressSequentially("@");
  await expect(page.getByRole("listbox", { name: "People" })).toBeVisible();
  await comment.fill("Which of our policies says so?");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.getByRole("region", { name: "Discussion" })).toContainText(
    "Which of our policies says so?",
  );
  await page.goto(`/w/${team.slug}/activity`);
  await page.getByRole("link", { name: "CC6.1|A.5.15" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("CC6.1 to A.5.15");
});

test("an edition is taken over after its difference was shown", async ({ page, context, team, database }) => {
  await onEdition(database, team, FIRST.version);
  await signInAs(context, team.people.lead);
  await page.goto(base(team));
  const before = await ledger(page, "Reuse as is");
  await page.getByRole("link", { name: "See what would change" }).click();
  await expect(page.getByText("0 rows added, 0 removed, 0 changed, 61 the same.")).toBeVisible();
  await expect(page.getByText(/^None of \d+ numbers moves\.$/)).toBeVisible();
  await expect(page.getByRole("row", { name: /^Reuse as is/ })).toContainText(`${before} of 93`);
  await page.getByRole("button", { name: `Take over edition ${NEWEST.version}` }).click();
  await expect(page.getByText(`This workspace reads edition ${NEWEST.version} now.`)).toBeVisible();
  await expect(page.getByText(`${NEWEST.version} is the newest edition.`)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Take over/ })).toHaveCount(0);
  await page.goto(base(team));
  expect(await ledger(page, "Reuse as is")).toBe(before);
  await page.goto(`/w/${team.slug}/activity`);
  await expect(page.getByRole("table").getByText("took over a new edition of the crosswalk")).toBeVisible();
});

test("a decision that points at nothing is shown with what to do", async ({
  page,
  context,
  team,
  database,
}) => {
  const { lead } = team.people;
  await act(team, lead, "lib/crosswalk/actions.ts#decidePairAction", {
    ...{ criterion: "CC6.1", ref: "A.5.9", overlap: "partial", note: "", reason: REASON },
    ...{ version: 0, edition: NEWEST.version },
  });
  // As if it had been decided on an edition that has since gone.
  await database.inside(
    team.workspaceId,
    (sql) => sql`
      update crosswalk_overrides set dataset_version = '2025.01.1' where workspace_id = ${team.workspaceId}`,
  );
  await signInAs(context, lead);
  await page.goto(base(team));
  await page.getByRole("link", { name: "Decide again" }).click();
  const orphans = page.getByRole("region", { name: "Orphaned decisions" });
  await expect(orphans).toContainText(REASON);
  await page.goto(`/w/${team.slug}/controls?show=supplement&kind=control`);
  await expect(page.getByText("A.5.9", { exact: true })).toHaveCount(0);
  await page.goto(`${base(team)}/dataset`);
  await orphans.getByRole("button", { name: /^Keep as our own pair/ }).click();
  await expect(orphans).toHaveCount(0);
  await page.goto(`/w/${team.slug}/controls?show=supplement&kind=control`);
  await expect(page.getByText("A.5.9", { exact: true }).first()).toBeVisible();
});

test("a viewer reads everything and is offered no form", async ({ page, context, team, database }) => {
  await onEdition(database, team, FIRST.version);
  await signInAs(context, team.people.viewer);
  for (const path of ["", "/CC6.1", "/CC6.1/A.5.15", "/CC6.1/A.5.9", "/dataset", "/gaps"]) {
    await page.goto(`${base(team)}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    for (const name of [/^Decide/, /^Save/, /^Add/, /^Take/, /^Comment$/, /^Review the next/])
      await expect(page.getByRole("button", { name })).toHaveCount(0);
    await expect(page.getByRole("link", { name: /^(Attach evidence|Review the next)/ })).toHaveCount(0);
  }
});

test("other spellings lead to the one address, and unknown references to none", async ({
  page,
  context,
  team,
}) => {
  await signInAs(context, team.people.viewer);
  for (const typed of ["cc6.1/a.5.15", "A.5.15/CC6.1", "CC6.1/5.15", "CC%206.1/A%205.15"]) {
    await page.goto(`${base(team)}/${typed}`);
    expect(new URL(page.url()).pathname, typed).toBe(`${base(team)}/CC6.1/A.5.15`);
  }
  await page.goto(`${base(team)}/cc6.1`);
  expect(new URL(page.url()).pathname).toBe(`${base(team)}/CC6.1`);
  await page.goto(`${base(team)}/A.5.15`);
  expect(new URL(page.url()).pathname).toBe(`/w/${team.slug}/controls/A.5.15`);
  for (const unknown of ["CC99.1", "CC6.1/A.9.9", "CC6.1/CC6.2", "A.5.15/A.5.16", "CC6.1/x", "x/y"]) {
    const answer = await page.goto(`${base(team)}/${unknown}`);
    expect(answer?.status(), unknown).toBe(404);
  }
});

test("every page of it is accessible, light and dark, and narrow", async ({
  page,
  context,
  team,
  database,
}) => {
  test.setTimeout(180_000);
  const { lead } = team.people;
  const given = { note: "Name them.", reason: REASON, version: 0, edition: NEWEST.version };
  const decide = "lib/crosswalk/actions.ts#decidePairAction";
  await act(team, lead, decide, { criterion: "CC2.3", ref: "A.5.6", overlap: "none", ...given });
  await act(team, lead, decide, { criterion: "CC6.1", ref: "A.5.9", overlap: "full", ...given });
  await onEdition(database, team, FIRST.version);
  await signInAs(context, lead);
  const paths = [
    "?q=A.5",
    "?to=soc2&q=CC6",
    "?mark=decided",
    "/CC2.3",
    "/CC2.3/A.5.6",
    "/CC6.1/A.5.15",
    "/CC6.1/A.7.4",
    "/P6.1",
    "/gaps",
    "/dataset",
    "/matrix?theme=A.6",
  ];
  await expectGoodPages(
    page,
    paths.map((path) => `${base(team)}${path}`),
  );
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("deciding, taking back, bringing back, reading, discussing and upgrading work", async ({
    page,
    context,
    team,
    database,
  }) => {
    test.setTimeout(120_000);
    await onEdition(database, team, FIRST.version);
    await signInAs(context, team.people.lead);
    const address = `${base(team)}/CC2.3/A.5.6`;
    await page.goto(address);
    await decision(page).getByRole("radio", { name: /^None/ }).check();
    await decision(page).getByRole("button", { name: "Decide", exact: true }).click();
    await expect(page.getByText("A reason is needed.").first()).toBeVisible();
    await expect(decision(page).getByRole("radio", { name: /^None/ })).toBeChecked();
    await decideNone(page);
    await page.getByRole("button", { name: /^Take the decision back/ }).click();
    await expect(decided(page)).toContainText("Nothing yet");
    await page.getByRole("button", { name: "Bring the last decision back" }).click();
    await expect(decided(page)).toContainText(REASON);

    await review(page).getByRole("button", { name: "Save and open the next" }).click();
    await page.waitForURL(/read=1/);
    await page.goto(address);
    await expect(review(page)).toContainText(`Read by ${team.people.lead.name}`);
    await page.getByRole("textbox", { name: "Comment" }).fill("Plain words.");
    await page.getByRole("button", { name: "Comment", exact: true }).click();
    await expect(page.getByRole("region", { name: "Discussion" })).toContainText("Plain words.");

    await page.goto(`${base(team)}?reading=held`);
    expect(await shownRows(page)).toBeGreaterThan(0);
    await page.goto(`${base(team)}/dataset`);
    await page.getByRole("button", { name: /^Take over/ }).click();
    await expect(page.getByText(`${NEWEST.version} is the newest edition.`)).toBeVisible();
  });
});
