// The evidence library in daily work: what is found, changed in one go, taken back and carried away; workbooks.
import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";
import { readXlsx, writeXlsx } from "hucre/xlsx";
import { dateIn } from "@/lib/core/dates";
import { expectGood } from "./support/good-page";
import { act, shownRows, signInAs, test } from "./support/journey";
import type { Team } from "./support/people";
import { idIn } from "./support/place";
import { origin } from "./support/server";
import { zipFile } from "./support/zip-file";

const evidence = (name: string) => `lib/evidence/actions.ts#${name}Action`;
const today = dateIn("Europe/Berlin", new Date());

async function add(team: Team, fields: Readonly<Record<string, unknown>>): Promise<string> {
  const answer = await act(team, team.people.lead, evidence("addEvidence"), {
    title: "Access review",
    kind: "attestation",
    body: "Seen.",
    onceKey: "",
    ...fields,
  });
  return idIn(answer.redirect);
}

/** Sixty items with files of their own name, so that the list has two pages. */
async function importSixty(team: Team, page: Page): Promise<void> {
  const lines = Array.from(
    { length: 60 },
    (_, n) => `R-${String(n + 1).padStart(2, "0")},Record ${n + 1},Record`,
  );
  await page.goto(`/w/${team.slug}/evidence/import`);
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({
      name: "sixty.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(["Reference,Evidence name,Type", ...lines].join("\n")),
    });
  await page.getByRole("button", { name: "Show the preview" }).click();
  await page.getByRole("button", { name: "Import 60 lines" }).click();
  await expect(page.getByText("60 new").first()).toBeVisible();
}

const bar = (page: Page) => page.getByRole("toolbar", { name: "Actions for selected rows" });
const toast = (page: Page, text: string | RegExp) => page.getByText(text).last();
const tick = (page: Page, name: string) =>
  page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).check();

async function panel(page: Page, verb: string, fill: (scope: Locator) => Promise<unknown>): Promise<void> {
  await bar(page).getByRole("button", { name: verb, exact: true }).first().click();
  const open = page.locator(".bulk [popover]:popover-open");
  await fill(open);
  await open.locator("button[type=submit]").click();
}

test("the library: filter, change many, take back, export", async ({ page, context, team }) => {
  test.setTimeout(120_000);
  const { lead, contributor } = team.people;
  await signInAs(context, lead);
  await importSixty(team, page);
  await add(team, { reference: "X-1", title: "Access review", requirements: "CC6.1", effectiveOn: today });
  await add(team, {
    reference: "X-2",
    title: "Board minutes",
    requirements: "A.5.1",
    kind: "link",
    url: "https://wiki.example/m",
  });
  const list = `/w/${team.slug}/evidence`;

  const csvOf = async (query: string) => {
    const answer = await context.request.post(`/w/${team.slug}/exports/evidence.csv?${query}`, {
      headers: { origin: origin() },
    });
    expect([answer.status(), query]).toEqual([200, query]);
    return answer.text();
  };

  await test.step("every filter narrows, says so, and can be taken off", async () => {
    const cases: readonly (readonly [string, number])[] = [
      ["framework=none", 60],
      ["framework=soc2", 1],
      ["framework=iso", 1],
      ["kind=link", 1],
      ["kind=attestation&framework=soc2", 1],
      [`changed=${today}`, 62],
      ["q=minutes", 1],
      ["freshness=never_collected", 61],
    ];
    for (const [query, left] of cases) {
      await page.goto(`${list}?${query}`);
      expect([query, await shownRows(page)]).toEqual([query, left]);
    }
    await page.goto(list);
    await page.getByRole("button", { name: "Filter" }).click();
    await page.getByLabel("Linked to").selectOption({ label: "No link" });
    await page.getByLabel("Category", { exact: true }).selectOption("Record");
    await page.getByRole("button", { name: "Show matches" }).click();
    await page.waitForURL(/framework=none/);
    await page.getByRole("link", { name: "Remove filter Framework is No link" }).click();
    await page.waitForURL((url) => !url.search.includes("framework"));
    expect(await shownRows(page)).toBe(60);
  });

  await test.step("pages go on and back by key", async () => {
    await page.goto(`${list}?sort=title`);
    await expect(page.getByText("1 to 50 of 62")).toBeVisible();
    await page.getByRole("link", { name: "Next" }).click();
    await expect(page.getByText("51 to 62 of 62")).toBeVisible();
    await page.getByRole("link", { name: "Previous" }).click();
    await expect(page.getByText("1 to 50 of 62")).toBeVisible();
  });

  await test.step("the whole filter is changed at once", async () => {
    await page.goto(`${list}?category=Record`);
    await tick(page, "R-01");
    await bar(page).getByRole("checkbox", { name: "All 60 of this list" }).check();
    await panel(page, "Set cadence", (open) => open.getByLabel("Collected").selectOption("quarterly"));
    await expect(toast(page, "60 items given a cadence.")).toBeVisible();
    expect((await csvOf("category=Record")).match(/Quarterly/g)).toHaveLength(60);
  });

  await test.step("archive, owner and links come back by one button", async () => {
    await page.goto(`${list}?category=Record`);
    await tick(page, "R-01");
    await tick(page, "R-02");
    await bar(page).getByRole("button", { name: "Archive", exact: true }).click();
    await expect(toast(page, "2 items archived.")).toBeVisible();
    await expect(page.getByRole("link", { name: "Record 1", exact: true })).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("link", { name: "Record 1", exact: true })).toBeVisible();

    await tick(page, "R-03");
    await panel(page, "Assign owner", (open) =>
      open.getByLabel("Owner").selectOption({ label: contributor.name }),
    );
    const owned = page.getByRole("row").filter({ hasText: "R-03" }).getByText(contributor.name);
    await expect(owned).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).last().click();
    await expect(owned).toHaveCount(0);

    await tick(page, "R-04");
    await panel(page, "Link", (open) => open.getByLabel("Requirements").fill("A.5.1, CC6.1"));
    await expect(toast(page, "1 item linked.")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).last().click();
    await expect(toast(page, "1 item as before.")).toBeVisible();
    // The undo of the owner said the same sentence, so the toast may be its own: the rows tell.
    await expect
      .poll(async () => {
        await page.goto(`${list}?category=Record&framework=none`);
        return shownRows(page);
      })
      .toBe(60);
  });

  await test.step("the list leaves as a workbook and as CSV, and never by a mere address", async () => {
    await page.goto(`${list}?framework=soc2`);
    await page.getByRole("button", { name: "Export list" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Excel workbook (XLSX)" }).click(),
    ]);
    const { sheets } = await readXlsx(new Uint8Array(readFileSync(await download.path())));
    expect(sheets[0]?.rows.map((row) => row[0])).toEqual(["Reference", "X-1"]);
    expect(await csvOf("kind=link")).toMatch(/X-2.+Board minutes/);
    expect((await context.request.get(`/w/${team.slug}/exports/evidence.csv`)).status()).toBe(405);
    await page.goto(list);
    await expectGood(page, "the library");
  });
});

test("a workbook is imported with the controls that it names, and an archive with its files", async ({
  page,
  context,
  team,
}) => {
  test.setTimeout(60_000);
  await signInAs(context, team.people.lead);
  const upload = `/w/${team.slug}/evidence/import`;

  await page.goto(upload);
  const rows = [
    ["Reference", "Evidence name", "Control ID", "Last collected"],
    ["0042", "Access review", "CC6.1, A.5.15", new Date(Date.UTC(2026, 4, 7))],
    ["0043", "Backup test", "A1.9", new Date(Date.UTC(2026, 4, 8))],
  ];
  const book = await writeXlsx({ sheets: [{ name: "List", rows }] });
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name: "list.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from(book) });
  await page.getByRole("button", { name: "Show the preview" }).click();
  await expect(page.getByText(/A1\.9/).first()).toBeVisible();
  await page.getByRole("button", { name: "Import 2 lines" }).click();
  await expect(page.getByText(/2 new, 0 updated, 0 unchanged/)).toBeVisible();

  const archive = zipFile([
    { name: "register.csv", data: "Reference,Evidence name,File\n0044,Restore test,restore.txt" },
    { name: "files/restore.txt", data: "Restored on 2026-05-08." },
    { name: "files/page.svg", data: "<svg xmlns='http://www.w3.org/2000/svg'/>" },
  ]);
  await page.goto(upload);
  await page
    .locator("input[type=file]")
    .last()
    .setInputFiles({ name: "evidence.zip", mimeType: "application/zip", buffer: Buffer.from(archive) });
  await expect(page.getByText("Uploaded", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Read the archive" }).click();
  await expect(page.getByText("1 file taken, 1 refused")).toBeVisible();
  await page.getByRole("button", { name: "Import 1 line" }).click();
  await expect(page.getByText(/1 new, 0 updated, 0 unchanged/)).toBeVisible();
  await page.goto(`/w/${team.slug}/evidence`);
  await page.getByRole("link", { name: "Restore test", exact: true }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("link", { name: /^Download/ })
      .first()
      .click(),
  ]);
  expect(readFileSync(await file.path(), "utf8")).toBe("Restored on 2026-05-08.");
});
