// The Statement of Applicability as files: every format from the menu, and the CSV back from a spreadsheet with its difference shown first.
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { expectGood } from "./support/good-page";
import { signInAs, test } from "./support/journey";

async function take(page: Page, menu: string, entry: string): Promise<{ name: string; bytes: Buffer }> {
  // A download leaves the page and its menu as they are.
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: menu, exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: entry, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

function csvFile(text: string) {
  return { name: "soa.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
}

test("every format leaves by the menu, and an edited CSV comes back row by row (S-11, S-12)", async ({
  page,
  context,
  team,
  database,
}) => {
  test.setTimeout(120_000);
  await signInAs(context, team.people.lead);
  await page.goto(`/w/${team.slug}/soa`);
  const day = String.raw`_SoA_draft_\d{4}-\d{2}-\d{2}`;
  const pdf = await take(page, "Export draft", "PDF");
  expect(pdf.name).toMatch(new RegExp(`${day}\\.pdf$`));
  expect(pdf.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  const word = await take(page, "Export draft", "Word document (DOCX)");
  expect(word.bytes.subarray(0, 2).toString()).toBe("PK");
  const plan = await take(page, "Export draft", "OSCAL security plan");
  const requirements = JSON.parse(plan.bytes.toString())["system-security-plan"]["control-implementation"];
  expect(requirements["implemented-requirements"]).toHaveLength(93);
  const clauses = await take(page, "Export draft", "Clauses 4 to 10 (CSV)");
  expect(clauses.bytes.toString().trim().split("\r\n")).toHaveLength(31);
  const shared = await take(page, "Export for customers", "CSV");
  expect(shared.name).toMatch(/_SoA-shareable_draft_/);
  expect(shared.bytes.toString()).not.toContain("Justification");

  const csv = (await take(page, "Export draft", "CSV")).bytes.toString();
  await page.getByRole("link", { name: "Import an edited CSV" }).click();
  await page.waitForURL(/\/soa\/import$/);
  const edited = ["A.5.10", "A.8.1"].reduce(
    (text, ref) =>
      text.replace(
        new RegExp(`("${ref.replaceAll(".", "\\.")}",.*?"Undecided",)"",""`),
        `$1"Business: customers ask","Edited ${ref}"`,
      ),
    csv,
  );
  const broken = edited.replace(/("A\.6\.7",.*?)"Undecided"/, '$1"Perhaps"');
  await page.getByLabel("Statement as CSV").setInputFiles(csvFile(broken));
  await page.getByRole("button", { name: "Show the difference" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Nothing is stored yet." })).toHaveText(
    "2 rows would change, 1 left out, 90 unchanged. Nothing is stored yet.",
  );
  await expect(page.getByText(/^Line \d+, Applicability: "Perhaps" is not known\./)).toBeVisible();
  await expectGood(page, "the difference");
  await database.inside(
    team.workspaceId,
    (sql) => sql`update soa_rows set version = version + 1, justification = 'Faster' where ref = 'A.8.1'`,
  );
  await page.getByRole("button", { name: "Apply changes to 2 rows" }).click();
  const result = page.getByRole("region", { name: "Result" });
  await expect(result).toContainText("1 row saved. 1 row left as before:");
  await expect(result).toContainText("A.8.1 Somebody else changed the row");
  const rows = await database.inside(
    team.workspaceId,
    (sql) => sql<{ ref: string; justification: string }[]>`
      select ref, justification from soa_rows where ref in ('A.5.10', 'A.8.1', 'A.6.7') order by ref`,
  );
  expect(rows.map((row) => row.justification)).toEqual(["Edited A.5.10", "", "Faster"]);
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the difference is shown and applied, and no member without the right gets that far", async ({
    page,
    context,
    team,
    database,
  }) => {
    await signInAs(context, team.people.owner);
    await page.goto(`/w/${team.slug}/soa/import`);
    await page.getByLabel("Statement as CSV").setInputFiles(csvFile('Ref,Justification\n5.10,"one\ntwo"\n'));
    await page.getByRole("button", { name: "Show the difference" }).click();
    await page.getByRole("button", { name: "Apply changes to 1 row" }).click();
    await expect(page.getByText("1 row saved.")).toBeVisible();
    const [row] = await database.inside(
      team.workspaceId,
      (sql) => sql<{ justification: string }[]>`select justification from soa_rows where ref = 'A.5.10'`,
    );
    expect(row?.justification).toBe("one\ntwo");

    await context.clearCookies();
    await signInAs(context, team.people.viewer);
    await page.goto(`/w/${team.slug}/soa/import`);
    await expect(page.getByLabel("Statement as CSV")).toHaveCount(0);
  });
});
