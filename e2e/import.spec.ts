// A register as people keep them: what is wrong is named by line and column, what is good is imported, and text stays text.
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { act, signInAs, test, uploadRegister } from "./support/journey";

async function outcome(page: Page, label: string): Promise<number> {
  const tab = page
    .getByRole("navigation", { name: "Lines by outcome" })
    .getByRole("link", { name: new RegExp(`^${label}`) });
  return Number(/\d+/.exec(await tab.innerText())?.[0] ?? "-1");
}

test("the messy register: 8 lines imported, 1 duplicate, 3 rejected with reasons", async ({
  page,
  context,
  team,
}) => {
  await signInAs(context, team.people.owner);
  await act(team, team.people.owner, "lib/workspaces/actions.ts#setProgrammeAction", {
    version: 1,
    reportType: "type2",
    hosting: "cloud",
    availability: "on",
    confidentiality: "on",
  });
  await uploadRegister(page, team.slug, "soc2-evidence-register-messy.csv");
  await expect(page.getByText(/semicolon/i).first()).toBeVisible();
  const main = page.getByRole("main");
  for (const text of ["CC10.1", "29 February|2026-02-29", "A1\\.3", "P1\\.1 is outside the SOC 2 scope"]) {
    await expect(main.getByText(new RegExp(text)).first()).toBeVisible();
  }
  expect(await outcome(page, "All lines")).toBe(12);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download rejected lines" }).click(),
  ]);
  const rejected = readFileSync(await download.path(), "utf8");
  expect(rejected.split(/\r?\n/).filter((line) => line.trim() !== "").length).toBeGreaterThanOrEqual(4);
  expect(rejected).toContain("Board minutes");
  expect(rejected).not.toContain("Pen test report");

  await page.getByRole("button", { name: "Import 8 lines" }).click();
  await expect(page.getByText("8 new, 0 updated, 0 unchanged, 1 duplicate, 3 rejected.")).toBeVisible();
  await page.goto(`/w/${team.slug}/evidence`);
  for (const title of ['=HYPERLINK("http://evil.example","click")', "+1 phone list of on-call staff"]) {
    await expect(page.getByRole("link", { name: title, exact: true })).toBeVisible();
  }
  await expect(
    page.getByRole("link", { name: "Schl\u00fcsselverwaltung \u2013 Nachweis", exact: true }),
  ).toBeVisible();
  await expect(page.locator('a[href*="evil.example"]')).toHaveCount(0);

  const csv = await (
    await context.request.post(`/w/${team.slug}/exports/evidence.csv`, {
      headers: { origin: new URL(page.url()).origin },
    })
  ).text();
  expect(csv).toMatch(/"?'=HYPERLINK/);
});

test("a file that is no register is refused with a sentence and nothing is stored", async ({
  page,
  context,
  team,
  database,
}) => {
  await signInAs(context, team.people.owner);
  await page.goto(`/w/${team.slug}/evidence/import`);
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({
      name: "picture.csv",
      mimeType: "text/csv",
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0]),
    });
  await page.getByRole("button", { name: "Show the preview" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  const rows = await database.inside(team.workspaceId, (sql) => sql`select 1 from import_runs`);
  expect(rows.length).toBe(0);
});
