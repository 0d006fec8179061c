// The Statement of Applicability: one cell, all rows at once, its checks, and a workbook that a spreadsheet reads back as written.
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { readXlsx } from "hucre/xlsx";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { signInAs, test } from "./support/journey";

async function bulk(page: Page, verb: string, fill: () => Promise<void>): Promise<void> {
  await page.getByRole("checkbox", { name: "Select all rows" }).check();
  const bar = page.getByRole("toolbar", { name: /^Actions for/ });
  await bar.getByRole("button", { name: verb, exact: true }).click();
  await fill();
  await bar.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("toolbar", { name: /^Actions for/ })).toHaveCount(0);
}

test("from an empty draft to 93 decided rows, and out as a workbook", async ({
  page,
  context,
  team,
  database,
}) => {
  test.setTimeout(120_000);
  await signInAs(context, team.people.lead);
  await page.goto(`/w/${team.slug}/soa`);

  await page.getByRole("button", { name: /change applicability of A\.5\.10/ }).click();
  await page.getByRole("option", { name: /Included/ }).click();
  await expect(page.getByRole("button", { name: /change applicability of A\.5\.10/ })).toContainText(
    "Included",
  );

  await bulk(page, "Applicability", async () => {
    await page.getByLabel("Applicability", { exact: true }).selectOption("included");
  });
  await bulk(page, "Add reason", async () => {
    await page.getByLabel("Reason", { exact: true }).selectOption("business");
    await page.getByLabel("Reason, in words").fill("Customers ask for it");
  });
  await bulk(page, "Justification", async () => {
    await page.getByLabel("Justification", { exact: true }).fill("Needed for the service we run");
  });
  const [row] = await database.inside(
    team.workspaceId,
    (sql) => sql<{ included: number; reasons: number }[]>`
      select (select count(*)::int from soa_rows where applicability = 'included') as included,
             (select count(distinct ref)::int from soa_reasons) as reasons`,
  );
  expect(row).toEqual({ included: 93, reasons: 93 });

  await page.getByRole("button", { name: "Export draft" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Excel workbook (XLSX)" }).click(),
  ]);
  const book = await readXlsx(readFileSync(await download.path()));
  const cells = book.sheets.flatMap((sheet) => sheet.rows.flat()).map((cell) => String(cell ?? ""));
  for (const { ref } of CONTROLS)
    expect(
      cells.some((cell) => cell === ref || cell === ref.slice(2)),
      ref,
    ).toBe(true);
  expect(cells.filter((cell) => cell === "A.5.10" || cell === "5.10").length).toBeGreaterThan(0);
  expect(cells.some((cell) => cell.includes("Needed for the service we run"))).toBe(true);
});

test("an exclusion needs its justification, and what is refused is said beside the row", async ({
  page,
  context,
  team,
  database,
}) => {
  await signInAs(context, team.people.owner);
  await page.goto(`/w/${team.slug}/soa?open=A.7.4`);
  await page.getByRole("button", { name: /change applicability of A\.7\.4/ }).click();
  await page.getByRole("option", { name: /Excluded/ }).click();
  const editor = page.getByRole("group", { name: /A\.7\.4/ }).first();
  await editor.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/justif/i).first()).toBeVisible();
  await editor.getByRole("textbox").fill("No premises of our own: everybody works from home.");
  await editor.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: /change applicability of A\.7\.4/ })).toContainText(
    "Excluded",
  );
  const stored = () =>
    database.inside(
      team.workspaceId,
      (sql) => sql<{ applicability: string }[]>`select applicability from soa_rows where ref = 'A.7.4'`,
    );
  await expect.poll(async () => (await stored())[0]?.applicability).toBe("excluded");
});

test("the methods of a row are ticked by keyboard, set for many rows and taken back, and read by others (S-02)", async ({
  page,
  context,
  team,
}) => {
  await signInAs(context, team.people.lead);
  await page.goto(`/w/${team.slug}/soa`);
  await expect(page.getByRole("grid")).toBeVisible();
  await page.getByRole("link", { name: "Secure authentication" }).click();
  await expect(page.getByRole("complementary", { name: "Secure authentication" })).toBeFocused();
  const group = page.getByRole("group", { name: "Method" });
  await group.getByRole("checkbox", { name: "Policy" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(group.getByRole("checkbox", { checked: true })).toHaveCount(2);
  await page.keyboard.press("Control+Enter");
  const row = page.locator("#row-A\\.8\\.5");
  await expect(row).toContainText("Policy, Technical");
  await page.reload();
  await expect(group.getByRole("checkbox", { checked: true })).toHaveCount(2);

  await page.goto(`/w/${team.slug}/soa?cols=method`);
  await expect(row.getByRole("gridcell", { name: "Policy, Technical" })).toBeVisible();
  await bulk(page, "Method", async () => {
    await page.getByRole("group", { name: "Method" }).getByRole("checkbox", { name: "Provider" }).check();
  });
  await expect(page.getByRole("gridcell", { name: "Provider", exact: true })).toHaveCount(93);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row.getByRole("gridcell", { name: "Policy, Technical" })).toBeVisible();
  await expect(page.getByRole("gridcell", { name: "Provider", exact: true })).toHaveCount(0);

  await signInAs(context, team.people.viewer);
  await page.goto(`/w/${team.slug}/soa/print`);
  await expect(page.getByRole("row", { name: /A\.8\.5/ })).toContainText("Policy, Technical");
});

test("methods that somebody else chose first stand beside one's own, in words, and can be taken (S-02)", async ({
  page,
  context,
  team,
  database,
}) => {
  await signInAs(context, team.people.lead);
  await page.goto(`/w/${team.slug}/soa?open=A.5.7`);
  const box = (name: string) => page.getByRole("group", { name: "Method" }).getByRole("checkbox", { name });
  await box("Policy").check();
  await database.inside(
    team.workspaceId,
    (sql) =>
      sql`update soa_rows set version = version + 1, methods = '{technical,provider}' where ref = 'A.5.7'`,
  );
  await page.getByRole("button", { name: "Save A.5.7" }).click();
  await expect(page.getByRole("row", { name: /^Method/ })).toHaveText("MethodTechnical, ProviderPolicy");
  await page.getByRole("button", { name: "Use stored values" }).click();
  await expect(box("Policy")).not.toBeChecked();
  await expect(box("Technical")).toBeChecked();
  await expect(box("Provider")).toBeChecked();
});

test("a viewer reads the statement and its print view and changes nothing", async ({
  page,
  context,
  team,
}) => {
  await signInAs(context, team.people.viewer);
  await page.goto(`/w/${team.slug}/soa`);
  await expect(page.getByRole("button", { name: /change applicability/ })).toHaveCount(0);
  await expect(page.getByRole("checkbox", { name: "Select all rows" })).toHaveCount(0);
  await page.goto(`/w/${team.slug}/soa/print`);
  await expect(page.getByText("DRAFT", { exact: true })).toBeAttached();
  await expect(page.getByText("A.8.34", { exact: true }).first()).toBeVisible();
});
