// From suggestions to an approved statement: the lead's and the approver's clicks, what changed since, and two people who approve at once.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { pairsOf } from "@/lib/core/crosswalk";
import { violationsIn } from "./support/axe";
import { Clicks, signInAs, test, watch } from "./support/journey";
import type { Team } from "./support/people";
import type { Database } from "./support/server";
import { soundStatement } from "./support/soa-ground";

/** Both render every file before one of them hears that the other was first. */
const RENDERING = { timeout: 90_000 };
const TAGS = ["wcag2a", "wcag2aa", "wcag22aa"];

const FULL = pairsOf({ categories: ["security"], countWildcard: false, overrides: [] }).filter(
  (pair) => pair.overlap === "full",
);

/** Accepted evidence for the criterion of the first Full pair. */
async function addEvidence(database: Database, { workspaceId, people }: Team): Promise<void> {
  await database.inside(
    workspaceId,
    (sql) => sql`
    with made as (
      insert into evidence_items (workspace_id, id, reference, identity, title, state, reviewed_by, reviewed_at)
      values (${workspaceId}, gen_random_uuid(), 'E-001', 'E-001', 'Access review', 'accepted', ${people.owner.userId}, now())
      returning id)
    insert into evidence_links (workspace_id, item_id, ref, origin, verdict, linked_by)
    select ${workspaceId}, id, ${FULL[0]?.criterion ?? ""}, 'manual', 'sufficient', ${people.owner.userId} from made`,
  );
}

async function expectAccessible(page: Page): Promise<void> {
  // A page that was followed to has its name last.
  await expect(page).toHaveTitle(/\S/);
  const violations = await violationsIn(page, TAGS);
  expect(violations).toEqual([]);
}

async function download(page: Page, name: string | RegExp): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name }).click(),
  ]);
  return readFileSync(await file.path());
}

test("L2: a first pass to the export in seven clicks, the approval in two, and what changed since (S-08, S-09, S-10)", async ({
  page,
  browser,
  context,
  team,
  database,
}) => {
  test.setTimeout(240_000);
  const { slug } = team;
  await soundStatement(database, team, "Northwind");
  await addEvidence(database, team);
  await signInAs(context, team.people.lead);
  await page.goto(`/w/${slug}`);

  const clicks = new Clicks();
  await clicks.on(page.getByRole("link", { name: "SoA", exact: true }).first());
  await clicks.on(page.getByRole("link", { name: /^\d+ suggested from Full$/ }));
  await clicks.on(page.getByRole("link", { name: "Select all", exact: true }));
  await expect(page.getByRole("link", { name: "Select none" })).toBeVisible();
  await expectAccessible(page);
  await clicks.on(page.getByRole("button", { name: "Accept suggestions" }));
  await clicks.on(page.getByRole("button", { name: "Submit for approval" }));
  await expect(page.getByRole("link", { name: "1.0 waits for approval" })).toBeVisible();
  await clicks.on(page.getByRole("button", { name: "Export draft" }));
  const workbook = download(page, "Excel workbook (XLSX)");
  clicks.count += 1;
  expect((await workbook).byteLength).toBeGreaterThan(5_000);
  expect(clicks.count).toBeLessThanOrEqual(7);

  const office = await browser.newContext();
  const problems = watch(office);
  await signInAs(office, team.people.approver);
  const desk = await office.newPage();
  await desk.goto(`/w/${slug}/work`);
  const decisions = new Clicks();
  await decisions.on(
    desk.getByRole("row", { name: /Statement of Applicability/ }).getByRole("link", { name: "Decide" }),
  );
  await decisions.on(desk.getByRole("button", { name: "Approve 1.0" }));
  await expect(desk.getByText("Approved", { exact: true }).first()).toBeVisible(RENDERING);
  expect(decisions.count).toBe(2);
  await expectAccessible(desk);
  const content = await download(desk, "Download the content of 1.0");
  await expect(desk.getByText(createHash("sha256").update(content).digest("hex"))).toBeVisible();
  const stored = await download(desk, /_SoA_v1\.0_.*\.csv$/);
  expect(stored.byteLength).toBeGreaterThan(500);
  await desk.goto(`/w/${slug}/soa/versions/${new URL(desk.url()).pathname.split("/").at(-1)}?open=A.5.1`);
  await desk.getByRole("textbox", { name: "Comment" }).fill("Name the customer next time.");
  await desk
    .getByRole("button", { name: /comment/i })
    .last()
    .click();
  await expect(desk.getByText("Name the customer next time.")).toBeVisible();

  await database.inside(
    team.workspaceId,
    (sql) => sql`update soa_rows set justification = 'Said more exactly.' where ref = 'A.5.1'`,
  );
  await page.goto(`/w/${slug}/soa`);
  await page.getByRole("link", { name: "1 decision changed since 1.0" }).click();
  await expect(page.getByText("Said more exactly.")).toBeVisible();
  await expect(page.getByText("Since 1.0: Justification")).toBeVisible();
  await page.goto(`/w/${slug}/soa/compare`);
  const row = page.getByRole("row", { name: /A\.5\.1.*Justification/ });
  await expect(row).toContainText("Protects Northwind in A.5.1");
  await expect(row).toContainText("Said more exactly.");
  await expectAccessible(page);

  await page.goto(`/w/${slug}/soa`);
  await page.getByRole("button", { name: "Submit for approval" }).click();
  await page.getByRole("link", { name: "1.1 waits for approval" }).click();
  await page.waitForURL(/\/soa\/versions\/[0-9a-f-]{36}/);
  const board = await browser.newContext();
  await signInAs(board, team.people.owner);
  const other = await board.newPage();
  await Promise.all([desk.goto(page.url()), other.goto(page.url())]);
  await Promise.all([desk, other].map((tab) => tab.getByRole("button", { name: "Approve 1.1" }).click()));
  await expect
    .poll(async () => {
      const lost = await Promise.all(
        [desk, other].map((tab) => tab.getByText("Somebody else decided about this version first.").count()),
      );
      return lost.reduce((sum, count) => sum + count, 0);
    }, RENDERING)
    .toBe(1);
  const [count] = await database.inside(
    team.workspaceId,
    (sql) => sql<{ approved: number; superseded: number }[]>`
      select count(*) filter (where state = 'approved')::int as approved,
             count(*) filter (where state = 'superseded')::int as superseded from soa_versions`,
  );
  expect(count).toEqual({ approved: 1, superseded: 1 });
  expect(problems, "the console of the approver").toEqual([]);
  await Promise.all([office.close(), board.close()]);
});

test("without script a version is handed in and sent back with a reason, on a phone in the dark too", async ({
  browser,
  team,
  database,
}) => {
  await soundStatement(database, team, "Northwind");
  const plain = await browser.newContext({ javaScriptEnabled: false });
  await signInAs(plain, team.people.lead);
  const page = await plain.newPage();
  await page.goto(`/w/${team.slug}/soa`);
  await page.getByRole("button", { name: "Submit for approval" }).click();
  await expect(page.getByText("1.0 submitted. It waits for approval.")).toBeVisible();
  await plain.clearCookies();
  await signInAs(plain, team.people.approver);
  await page.goto(`/w/${team.slug}/soa/versions`);
  await page.getByRole("link", { name: "1.0", exact: true }).click();
  await page.getByText("Send back", { exact: true }).click();
  await page.getByLabel("What has to change").fill("A.5.1 is too vague.");
  await page.getByRole("button", { name: "Send 1.0 back" }).click();
  await expect(page.getByText(/Sent back by .* A\.5\.1 is too vague\./)).toBeVisible();
  await plain.close();

  const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme: "dark" });
  await signInAs(phone, team.people.viewer);
  const small = await phone.newPage();
  await small.goto(`/w/${team.slug}/soa/versions`);
  await small.getByRole("link", { name: "1.0", exact: true }).click();
  await expect(small.getByRole("heading", { name: "Statement of Applicability 1.0" })).toBeVisible();
  await expect(small.getByRole("button", { name: /Approve|Send/ })).toHaveCount(0);
  expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await expectAccessible(small);
  await phone.close();
});
