// Recording on a control: evidence status, undo, two people at once, several rows, and closing a gap in four clicks.
import { expect } from "@playwright/test";
import { act, Clicks, shownRows, signInAs, test, watch } from "./support/journey";

test("a status is recorded in place, and undo brings the old one back", async ({ page, context, team }) => {
  await signInAs(context, team.people.lead);
  await page.goto(`/w/${team.slug}/controls`);
  expect(await shownRows(page)).toBe(93);
  const row = page.getByRole("row").filter({ has: page.getByText("A.5.15", { exact: true }) });
  await row.getByRole("button", { name: /change status of A\.5\.15/ }).click();
  await page.getByRole("option", { name: /In progress/ }).click();
  await expect(page.getByText("A.5.15 recorded as In progress.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("A.5.15 is back at Missing.")).toBeVisible();
  await page.reload();
  await expect(row.getByRole("button", { name: /change status of A\.5\.15/ })).toContainText("Missing");
});

test("a status that the server never got says so, with nothing fetched, and can be chosen again", async ({
  browser,
  team,
}) => {
  // Of its own: the console of this one tells of the connection that is cut.
  const context = await browser.newContext();
  await signInAs(context, team.people.lead);
  const page = await context.newPage();
  await page.goto(`/w/${team.slug}/controls`);
  const cell = page.getByRole("button", { name: /change status of A\.5\.17/ });
  const choose = async () => {
    await cell.click();
    await page.getByRole("option", { name: /In progress/ }).click();
  };
  await expect(async () => {
    await cell.click();
    await expect(page.getByRole("option", { name: /In progress/ })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Escape");
  await context.setOffline(true);
  await choose();
  await expect(page.getByText(/^A\.5\.17: .*did not answer/)).toBeVisible();
  await expect(cell).toContainText("Missing");
  await context.setOffline(false);
  await choose();
  await expect(page.getByText("A.5.17 recorded as In progress.")).toBeVisible();
  await context.close();
});

test("two people edit one control: the second sees both values and decides", async ({
  page,
  context,
  browser,
  team,
}) => {
  const address = `/w/${team.slug}/controls/A.5.16?do=assign`;
  const theirs = await browser.newContext();
  const problems = watch(theirs);
  await signInAs(context, team.people.owner);
  await signInAs(theirs, team.people.lead);
  const other = await theirs.newPage();
  await Promise.all([page.goto(address), other.goto(address)]);

  await page.getByRole("textbox", { name: /^Note/ }).fill("The owner's note");
  await page.getByRole("button", { name: "Save details", exact: true }).click();
  await expect(page.getByText("A.5.16 saved.")).toBeVisible();

  await other.getByRole("textbox", { name: /^Note/ }).fill("The lead's note");
  await other.getByLabel(/^Due/).fill("2027-03-01");
  await other.getByRole("button", { name: "Save details", exact: true }).click();
  const clash = other.getByRole("region", { name: "Stored and typed values" });
  await expect(clash).toContainText("The owner's note");
  await expect(clash).toContainText("The lead's note");
  await expect(other.getByRole("textbox", { name: /^Note/ })).toHaveValue("The lead's note");
  await other.getByRole("button", { name: "Save details", exact: true }).click();
  await expect(other.getByText("A.5.16 saved.")).toBeVisible();
  await page.goto(`/w/${team.slug}/controls/A.5.16`);
  await expect(page.getByText("The lead's note").first()).toBeVisible();
  expect(problems).toEqual([]);
  await theirs.close();
});

test("several rows are assigned at once, and a contributor records only what is theirs", async ({
  page,
  context,
  browser,
  team,
}) => {
  await signInAs(context, team.people.owner);
  await page.goto(`/w/${team.slug}/controls`);
  for (const ref of ["A.5.1", "A.5.2", "A.5.3"])
    await page.getByRole("checkbox", { name: `Select ${ref}`, exact: true }).check();
  await page.getByRole("button", { name: "Assign", exact: true }).click();
  await page.locator("select[name=ownerId]:visible").selectOption({ label: team.people.contributor.name });
  await page
    .getByRole("button", { name: /^Assign/ })
    .last()
    .click();
  await expect(page.getByText(/3 (rows|controls|requirements)/).first()).toBeVisible();

  const theirs = await browser.newContext();
  await signInAs(theirs, team.people.contributor);
  const other = await theirs.newPage();
  await other.goto(`/w/${team.slug}/controls`);
  await expect(other.getByRole("button", { name: /change status of A\.5\.2$/ })).toBeVisible();
  await expect(other.getByRole("button", { name: /change status of A\.5\.15/ })).toHaveCount(0);
  await theirs.close();
});

test("closing a gap with evidence that exists takes four clicks from Home", async ({
  page,
  context,
  team,
}) => {
  const { owner } = team.people;
  await act(team, owner, "lib/evidence/actions.ts#addEvidenceAction", {
    kind: "attestation",
    title: "Register of legal and contractual duties",
    body: "Kept by counsel, reviewed each quarter.",
    requirements: "CC2.3",
    onceKey: "",
  });
  await signInAs(context, owner);
  await page.goto(`/w/${team.slug}/controls?show=no-evidence&kind=control`);
  const before = await shownRows(page);

  await page.goto(`/w/${team.slug}`);
  const clicks = new Clicks();
  await clicks.on(
    page
      .getByRole("region", { name: /^Next/ })
      .getByRole("link", { name: /^Attach/ })
      .first(),
  );
  await page.waitForURL(/\/controls\/A\./);
  const attach = page.getByRole("button", { name: "Attach", exact: true });
  const way = page.getByRole("link", { name: "Attach evidence", exact: true });
  await expect(attach.or(way).first()).toBeVisible();
  if ((await attach.count()) === 0) await clicks.on(way.first());
  const evidence = page.getByRole("checkbox", { name: /Register of legal/ });
  if (!(await evidence.isChecked())) await clicks.on(evidence);
  await clicks.on(attach);
  await expect(page.getByText("1 link added.").first()).toBeVisible();
  expect(clicks.count).toBeLessThanOrEqual(4);

  await page.goto(`/w/${team.slug}/controls?show=no-evidence&kind=control`);
  expect(await shownRows(page)).toBe(before - 1);
});

test("the list's address holds its state, and the export holds the same rows", async ({
  page,
  context,
  team,
}) => {
  await signInAs(context, team.people.viewer);
  await page.goto(`/w/${team.slug}/controls?q=access`);
  const shown = await shownRows(page);
  expect(shown).toBeGreaterThan(1);
  const csv = await (
    await context.request.post(`/w/${team.slug}/exports/controls.csv?q=access`, {
      headers: { origin: new URL(page.url()).origin },
    })
  ).text();
  expect(csv.trim().split(/\r?\n/).length).toBe(shown + 1);
  await expect(page.getByRole("button", { name: /change status/ })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Record status" })).toHaveCount(0);
});
