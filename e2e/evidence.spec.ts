// One piece of evidence over time: renewed, compared, brought back, judged again, mended in its dates, archived.
import { expect, type Page } from "@playwright/test";
import { addDays, addMonths, dateIn, formatDate } from "@/lib/core/dates";
import { pngFile } from "./support/good-files";
import { expectGoodPages } from "./support/good-page";
import { act, Clicks, signInAs, test } from "./support/journey";
import type { Person, Team } from "./support/people";
import { idIn } from "./support/place";
import { origin } from "./support/server";

// A trace takes pictures of every frame by script, which a preview's sandbox blocks, and the console says so.
test.use({ trace: "off" });

const evidence = (name: string) => `lib/evidence/actions.ts#${name}Action`;
const today = dateIn("Europe/Berlin", new Date());
const CSV = "user,role\nann,admin\nray,user\n";

/** Uploads one file as the person and returns the id that a form claims. */
async function upload(team: Team, person: Person, name: string, body: BodyInit): Promise<string> {
  const response = await fetch(`${origin()}/w/${team.slug}/files`, {
    method: "POST",
    headers: { cookie: person.cookie, origin: origin(), "x-file-name": encodeURIComponent(name) },
    body,
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { uploadId: string }).uploadId;
}

/** Adds an item as the lead; a link unless told otherwise. */
async function add(team: Team, fields: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const answer = await act(team, team.people.lead, evidence("addEvidence"), {
    title: "Access review",
    kind: "link",
    url: "https://wiki.example/review",
    effectiveOn: addDays(today, -80),
    onceKey: "",
    ...fields,
  });
  return idIn(answer.redirect);
}

/** Another version by the lead; `version` is the item's as it stands. */
async function addVersion(
  team: Team,
  itemId: string,
  version: number,
  fields: Readonly<Record<string, unknown>>,
): Promise<void> {
  await act(team, team.people.lead, evidence("addArtifact"), {
    itemId,
    version,
    kind: "link",
    url: "https://wiki.example/review-2",
    effectiveOn: addDays(today, -3),
    onceKey: "",
    ...fields,
  });
}

const item = (team: Team, itemId: string) => `/w/${team.slug}/evidence/${itemId}`;
/** The row of a requirement that uses the item. */
const verdict = (page: Page, ref: string) =>
  page.getByRole("row").filter({ has: page.locator("a.ref", { hasText: new RegExp(`^${ref}$`) }) });
/** A fact of the side column. */
const fact = (page: Page, name: string) =>
  page.locator("dt", { hasText: new RegExp(`^${name}$`) }).locator("+ dd");

test("C2: expiring evidence is renewed everywhere within four clicks", async ({ page, context, team }) => {
  const { contributor, approver, lead } = team.people;
  const first = await upload(team, lead, "Access review Q2.csv", CSV);
  const itemId = await add(team, {
    kind: "file",
    uploads: [first],
    ownerId: contributor.userId,
    cadence: "quarterly",
    effectiveOn: addDays(today, -85),
    periodFrom: "2026-04-01",
    periodTo: "2026-06-30",
    sourceSystem: "Okta",
    requirements: "CC6.1, A.5.18",
    submit: "on",
  });
  await act(team, approver, evidence("acceptEvidence"), {
    itemIds: [itemId],
    sufficient: "on",
    forRenewals: "on",
  });

  await signInAs(context, contributor);
  await page.goto(`/w/${team.slug}/work`);
  const clicks = new Clicks();
  await clicks.on(page.getByRole("link", { name: /Upload new version/ }).first());
  await page.waitForURL(/\/new-version$/);
  await expect(page.getByLabel("Effective date")).toHaveValue(today);
  await expect(page.getByLabel("Covers from")).toHaveValue("2026-07-01");
  await expect(page.getByLabel("Covers to")).toHaveValue("2026-09-30");
  await expect(page.getByLabel("Source system")).toHaveValue("Okta");
  const file = {
    name: "Access review Q3.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`${CSV}zoe,user\n`),
  };
  await page.locator("input[type=file]").setInputFiles(file);
  clicks.count += 1;
  await expect(page.getByText("Uploaded", { exact: true })).toBeVisible();
  await clicks.on(page.getByRole("button", { name: "Save version 2" }));
  await page.waitForURL(new RegExp(`${itemId}$`));
  expect(clicks.count).toBeLessThanOrEqual(4);
  await expect(page.getByText("Version 2 added and submitted.")).toBeVisible();
  await expect(fact(page, "Renew by")).toHaveText(formatDate(addMonths(today, 3)));
  for (const ref of ["CC6.1", "A.5.18"]) {
    await expect(verdict(page, ref)).toContainText("Given for version 1, kept for version 2");
    await page.goto(`/w/${team.slug}/controls/${ref}`);
    await expect(page.getByText("No accepted evidence. 1 waits for review.")).toBeVisible();
    await page.goto(item(team, itemId));
  }
  await act(team, approver, evidence("acceptEvidence"), { itemIds: [itemId] });
  await page.goto(`/w/${team.slug}/controls/A.5.18`);
  await expect(page.getByText("1 of 1 linked item counts today.")).toBeVisible();
});

test("versions are compared fact by fact, and an earlier one is brought back as a new one", async ({
  page,
  context,
  team,
}) => {
  const itemId = await add(team, { sourceSystem: "Wiki" });
  await addVersion(team, itemId, 1, {
    kind: "attestation",
    url: "",
    body: "Seen on site.",
    sourceSystem: "Wiki",
  });
  await signInAs(context, team.people.lead);
  await page.goto(item(team, itemId));
  await page.getByRole("link", { name: "Compare version 1 with version 2" }).click();
  await expect(page.getByRole("heading", { name: "Compare versions" })).toBeVisible();
  const row = (fact: string) =>
    page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: fact }) });
  await expect(row("Kind")).toContainText("Link");
  await expect(row("Kind")).toContainText("Text attestation");
  await expect(row("Kind")).toContainText("Changed");
  await expect(row("Source system")).not.toContainText("Changed");
  await page.getByLabel("This version").selectOption("Version 2");
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(page.getByText("The two say the same")).toBeVisible();

  await page.goto(item(team, itemId));
  await page.getByRole("button", { name: "Bring back version 1" }).click();
  await expect(page.getByText("Version 1 brought back as version 3.")).toBeVisible();
  const versions = page.getByRole("list").filter({ has: page.getByRole("heading", { name: "Version 3" }) });
  await expect(versions.getByRole("heading")).toHaveText(["Version 3", "Version 2", "Version 1"]);
  await expect(page.getByText(/brought back from version 1/)).toBeVisible();
  expect((await page.goto(`${item(team, itemId)}/compare?a=1&b=9`))?.status()).toBe(404);
});

test("a new version asks for verdicts again, and keeps those for renewals", async ({
  page,
  context,
  team,
}) => {
  const itemId = await add(team, { requirements: "A.5.15, A.5.16, A.5.17", submit: "on" });
  await signInAs(context, team.people.approver);
  await page.goto(item(team, itemId));
  const judge = async (ref: string, choice: string, note: string, renewals: boolean) => {
    await page.getByLabel(`Select ${ref}`).check();
    await page.getByLabel("Verdict", { exact: true }).selectOption(choice);
    await page.getByLabel("What to add, or why it does not fit").fill(note);
    if (renewals) await page.getByLabel("Sufficient also for renewals").check();
    await page.getByRole("button", { name: "Give verdict" }).click();
    await expect(verdict(page, ref)).toContainText(choice);
  };
  await judge("A.5.15", "Sufficient", "", true);
  await judge("A.5.16", "Sufficient", "", false);
  await judge("A.5.17", "Needs supplement", "Add the removal times.", false);
  await addVersion(team, itemId, 1, { submit: "on" });

  await page.goto(item(team, itemId));
  await expect(
    page.getByText("2 verdicts were given for an earlier version and are asked again for version 2."),
  ).toBeVisible();
  await expect(verdict(page, "A.5.15")).toContainText("Given for version 1, kept for version 2");
  await expect(verdict(page, "A.5.16")).toContainText("Given for version 1; asked again");
  await expect(verdict(page, "A.5.17")).toContainText("Add the removal times.");
  await expect(verdict(page, "A.5.17")).toContainText("Given for version 1; asked again");
  await page.getByText("What a new version does to verdicts").click();
  await expect(page.getByText("A verdict speaks for the version that its reviewer looked at")).toBeVisible();
  await page.getByRole("button", { name: "What the statuses mean" }).click();
  await expect(
    page.getByText(/Handed in; waits for a reviewer.*No requirement counts it until/),
  ).toBeVisible();
});

test("evidence outside the window carries its reason and is mended in one step", async ({
  page,
  context,
  database,
  team,
}) => {
  const from = addMonths(today, -13);
  const to = addMonths(today, -1);
  await database.inside(
    team.workspaceId,
    (sql) => sql`update programmes set window_from = ${from}, window_to = ${to}`,
  );
  const itemId = await add(team, { effectiveOn: today, requirements: "A.5.15" });
  await signInAs(context, team.people.lead);
  const reason = `Effective ${formatDate(today)}, after the observation window ${formatDate(from)} to ${formatDate(to)}.`;

  await page.goto(`/w/${team.slug}/evidence`);
  await expect(page.getByRole("rowheader").getByText("Outside the window")).toBeVisible();
  await expect(page.getByText(reason)).toBeAttached();
  await page.goto(`/w/${team.slug}/controls/A.5.15`);
  await expect(page.getByText(reason)).toBeVisible();
  await page.goto(item(team, itemId));
  const note = page.locator(".note").filter({ hasText: reason });
  await expect(note).toContainText("for the observation window it proves nothing");
  await expect(note.getByRole("link", { name: "Extend the window" })).toHaveAttribute(
    "href",
    /settings\/scope$/,
  );
  await expect(note.getByRole("link", { name: "Upload new version" })).toBeVisible();
  await note.getByRole("link", { name: "Set date or period" }).click();
  await expect(page.getByRole("heading", { name: "Set date or period" })).toBeVisible();
  await page.getByLabel("Effective date").fill(to);
  await page.getByRole("button", { name: "Save version 2" }).click();
  await page.waitForURL(new RegExp(`${itemId}$`));
  await expect(page.getByText(/Outside the window/)).toHaveCount(1);
  await expect(page.getByText("Differs from version 1 in: effective date.")).toBeVisible();
  await expect(page.locator(".note").filter({ hasText: reason })).toHaveCount(0);
});

test("a population's rows are counted, a screenshot without a date stays warned, several files become several items", async ({
  page,
  context,
  team,
}) => {
  await signInAs(context, team.people.lead);
  await page.goto(`/w/${team.slug}/evidence/new`);
  await page.getByLabel("Title").fill("Leavers 2026");
  await page.getByRole("radio", { name: /^Population/ }).check();
  await page.getByRole("textbox", { name: /^List/ }).fill("name,left on\nAnn,2026-01-31\nRay,2026-02-28\n");
  await page.getByLabel("Query or filter").fill("status = 'terminated'");
  await page.getByLabel("Number of rows").fill("5");
  await page.getByRole("button", { name: "Add as draft" }).click();
  await expect(
    page.getByText(/The list holds 3 lines, 2 without its heading; 5 rows are stated/).first(),
  ).toBeVisible();
  await expect(page.getByLabel("Title")).toHaveValue("Leavers 2026");
  await page.getByLabel("Number of rows").fill("2");
  await page.getByRole("button", { name: "Add as draft" }).click();
  await page.waitForURL(/evidence\/[0-9a-f-]{36}$/);
  await expect(page.getByText("2, counted in the list")).toBeVisible();
  await expect(page.getByText("population.csv").first()).toBeVisible();

  await page.goto(`/w/${team.slug}/evidence/new`);
  await page.getByLabel("Title").fill("HR lists");
  const of = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await page
    .locator("input[type=file]")
    .setInputFiles([of("Joiners.csv", "a\n1\n"), of("Movers.csv", "a\n2\n")]);
  await expect(page.getByText("Uploaded", { exact: true })).toHaveCount(2);
  await expect(page.getByLabel("It is a screenshot")).toBeHidden();
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "Leavers.png", mimeType: "image/png", buffer: pngFile() });
  await page.getByLabel("It is a screenshot").check();
  await page.getByLabel("The account or organisation is visible").check();
  await page.getByRole("button", { name: "Add as draft" }).click();
  await expect(page.getByText("3 items added as drafts, one for each file.")).toBeVisible();
  await page.getByRole("link", { name: "HR lists: Leavers" }).click();
  await expect(page.getByText(/No date is visible on this screenshot/)).toBeVisible();
  await page.goBack();
  await page.getByRole("link", { name: "HR lists: Joiners" }).click();
  await expect(page.getByRole("heading", { name: "HR lists: Joiners" })).toBeVisible();
  await expect(page.getByText(/on this screenshot/)).toHaveCount(0);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /^Download/ }).click();
  expect((await download).suggestedFilename()).toBe("Joiners.csv");
});

test("what counts for nothing is archived and brought back", async ({ page, context, team }) => {
  const itemId = await add(team, { title: "Old draft" });
  await signInAs(context, team.people.lead);
  await page.goto(item(team, itemId));
  await page.getByRole("button", { name: "Archive evidence" }).click();
  await expect(page.getByText("1 item archived.")).toBeVisible();
  await page.goto(`/w/${team.slug}/evidence`);
  await expect(page.getByRole("link", { name: "Old draft" })).toHaveCount(0);
  await page.getByRole("link", { name: "Show 1 archived item" }).click();
  await page.getByRole("link", { name: "Old draft" }).click();
  await expect(page.getByText("Archived: it is out of the lists and stays as it is.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Upload new version" })).toHaveCount(0);
  await page.getByRole("button", { name: "Bring back" }).click();
  await expect(page.getByText("1 item brought back.")).toBeVisible();
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("text evidence is added, renewed, compared and brought back by plain forms", async ({
    page,
    context,
    team,
  }) => {
    await signInAs(context, team.people.lead);
    await page.goto(`/w/${team.slug}/evidence/new`);
    await page.getByLabel("Title").fill("Clear desk walk");
    await page.getByRole("radio", { name: /^Text attestation/ }).check();
    await page.getByLabel("Effective date").fill("2999-01-01");
    await page.getByRole("textbox", { name: "Text", exact: true }).fill("All desks were clear.");
    await page.getByRole("button", { name: "Add as draft" }).click();
    await expect(page.getByText(/The effective date lies in the future/).first()).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Text", exact: true })).toHaveValue(
      "All desks were clear.",
    );
    await page.getByLabel("Effective date").fill(addDays(today, -10));
    await page.getByLabel("Collected", { exact: true }).selectOption("Monthly");
    await page.getByRole("button", { name: "Add as draft" }).click();
    await page.waitForURL(/evidence\/[0-9a-f-]{36}$/);
    await expect(fact(page, "Renew by")).toHaveText(formatDate(addMonths(addDays(today, -10), 1)));

    await page.getByRole("link", { name: "Upload new version" }).first().click();
    await page.getByRole("textbox", { name: "Text", exact: true }).fill("Two desks were not.");
    await page.getByRole("button", { name: "Save version 2" }).click();
    await page.waitForURL(/evidence\/[0-9a-f-]{36}$/);
    await expect(page.getByText("Two desks were not.")).toBeVisible();
    await page.getByRole("button", { name: "Bring back version 1" }).click();
    await expect(page.getByText(/brought back from version 1/)).toBeVisible();
    await page.getByRole("link", { name: "Compare versions" }).click();
    await page.getByLabel("This version").selectOption("Version 1");
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await expect(page.getByText("The two say the same")).toBeVisible();
  });

  test("a small file comes with the form itself", async ({ page, context, team }) => {
    await signInAs(context, team.people.lead);
    await page.goto(`/w/${team.slug}/evidence/new`);
    await page.getByLabel("Title").fill("Joiners");
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "Joiners.csv", mimeType: "text/csv", buffer: Buffer.from("a\n1\n") });
    await page.getByRole("button", { name: "Add as draft" }).click();
    await page.waitForURL(/evidence\/[0-9a-f-]{36}$/);
    await expect(page.getByText("Joiners.csv").first()).toBeVisible();
  });
});

test("the pages of an item have no accessibility violation and never scroll sideways", async ({
  page,
  context,
  team,
}) => {
  test.setTimeout(120_000);
  const name = "A rather long file name without any reason to break.png";
  const uploadId = await upload(team, team.people.lead, name, new Uint8Array(pngFile()));
  const itemId = await add(team, {
    kind: "file",
    uploads: [uploadId],
    isScreenshot: "on",
    renewOn: addDays(today, -1),
    effectiveOn: addDays(today, -400),
    requirements: "A.5.15, CC6.1",
    sharedDescription: "Shown to auditors.",
    internalNotes: "Not shown.",
  });
  await addVersion(team, itemId, 1, { renewOn: addDays(today, 3) });
  await signInAs(context, team.people.owner);
  const paths = ["", "?edit=1", "/new-version", "/new-version?same=1", "/compare"];
  await expectGoodPages(
    page,
    paths.map((path) => `${item(team, itemId)}${path}`),
  );
});
