// The main job from sign-up: scope, both registers, proposals, acceptance by a second member, and numbers that open their rows.
import { expect, type Page } from "@playwright/test";
import { idOf, runImport, shownRows, signInAs, signUp, test, uploadRegister, watch } from "./support/journey";
import { join, newMark, newPerson } from "./support/people";
import type { Database } from "./support/server";

/** The number of the ledger entry or key figure with that name on Home. */
async function numberOf(page: Page, name: string): Promise<string> {
  const entry = page
    .locator(".ledger > div")
    .filter({ has: page.locator("dt", { hasText: new RegExp(`^${name}$`) }) });
  return (await entry.last().locator("dd.v").innerText()).replace(/\s+/g, " ").trim();
}

async function evidencedInRows(database: Database, workspaceId: string): Promise<number> {
  const [row] = await database.inside(
    workspaceId,
    (sql) => sql<{ n: number }[]>`
      select count(distinct l.ref)::int as n from evidence_links l
      join evidence_items i on i.id = l.item_id
      where l.ref like 'A.%' and l.verdict = 'sufficient' and i.state = 'accepted'
        and (i.renew_on is null or i.renew_on >= (now() at time zone 'UTC')::date)`,
  );
  return row?.n ?? -1;
}

/** Every number on Home that leads to the list of requirements: the list shows exactly that many rows. */
async function expectEveryNumberToOpenItsRows(page: Page, slug: string): Promise<number> {
  await page.goto(`/w/${slug}`);
  const links = await page
    .locator(`main a[href^="/w/${slug}/controls?"]`)
    .evaluateAll((all) =>
      all.map((link) => ({ text: link.textContent ?? "", href: link.getAttribute("href") ?? "" })),
    );
  const counted = new Map<string, number>();
  for (const { text, href } of links) {
    const number = /^\s*([\d,]+)/.exec(text)?.[1];
    if (number !== undefined) counted.set(href, Number(number.replaceAll(",", "")));
  }
  for (const [href, number] of counted) {
    await page.goto(href);
    expect(await shownRows(page), href).toBe(number);
    const rows = page.locator("table tbody tr[class]:not(.grp), table tbody tr:not([class])");
    expect(await rows.filter({ has: page.locator(".ref") }).count(), href).toBe(number);
  }
  return counted.size;
}

test("a lead gets from a SOC 2 register to honest numbers", async ({ page, browser, database }) => {
  test.setTimeout(180_000);
  const { slug } = await signUp(page, database, `Main job ${newMark()}`);

  await test.step("scope", async () => {
    await page.getByLabel("Availability").check();
    await page.getByLabel("Confidentiality", { exact: true }).check();
    await page.getByRole("button", { name: "Save scope" }).click();
    await expect(page.getByText("Scope saved. Import your evidence next.")).toBeVisible();
  });

  await test.step("both registers, and the first one once more", async () => {
    await uploadRegister(page, slug, "soc2-evidence-register.csv");
    await runImport(page, 111);
    await uploadRegister(page, slug, "soc2-evidence-privacy-integrity.csv");
    await runImport(page, 54);
    await uploadRegister(page, slug, "soc2-evidence-register.csv");
    await expect(page.getByText("Everything in this register is already in the workspace.")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Import \d/ })).toHaveCount(0);
  });

  await test.step("a mapping suggests and proves nothing", async () => {
    await page.goto(`/w/${slug}`);
    expect(await numberOf(page, "Mapped")).toBe("69 of 93");
    expect(await numberOf(page, "Reuse as is")).toBe("59 of 93");
    expect(await numberOf(page, "Evidenced")).toBe("0 of 93");
    expect(await numberOf(page, "Implemented")).toBe("0 of 93");
  });

  await test.step("confirming proposals links evidence and accepts nothing", async () => {
    await page.goto(`/w/${slug}/evidence/proposals`);
    await page.getByRole("button", { name: /^Confirm [\d,]+ ticked$/ }).click();
    await expect(page.getByText(/proposed links? confirmed\./).first()).toBeVisible();
    await page.goto(`/w/${slug}`);
    expect(await numberOf(page, "Evidenced")).toBe("0 of 93");
  });

  const workspaceId = await idOf(database, slug);
  await test.step("nobody accepts what they handed in", async () => {
    await page.goto(`/w/${slug}/evidence?state=submitted`);
    await page.getByRole("checkbox", { name: /^Select all/ }).check();
    await page.getByRole("button", { name: "Accept", exact: true }).click();
    await page.getByRole("button", { name: "Accept evidence" }).click();
    await expect(page.getByText(/submitted it|somebody else|another/i).first()).toBeVisible();
    expect(await evidencedInRows(database, workspaceId)).toBe(0);
  });

  await test.step("a second member accepts and finds it sufficient", async () => {
    const reviewer = await newPerson(database, "Robin Reviewer");
    await join(database, workspaceId, reviewer.userId, "approver");
    const context = await browser.newContext();
    const problems = watch(context);
    await signInAs(context, reviewer);
    const other = await context.newPage();
    await other.goto(`/w/${slug}/evidence?state=submitted`);
    await other.getByRole("checkbox", { name: /^Select all/ }).check();
    await other.getByRole("button", { name: "Accept", exact: true }).click();
    await other.getByLabel(/Also find it sufficient/).check();
    await other.getByRole("button", { name: "Accept evidence" }).click();
    await expect(other.getByText(/\d+ items? accepted\./).first()).toBeVisible();
    await context.close();
    expect(problems).toEqual([]);
  });

  await test.step("each number is the count of the rows behind it", async () => {
    await page.goto(`/w/${slug}`);
    const evidenced = await evidencedInRows(database, workspaceId);
    expect(evidenced).toBeGreaterThan(0);
    expect(await numberOf(page, "Evidenced")).toBe(`${evidenced} of 93`);
    expect(await numberOf(page, "Mapped")).toBe("69 of 93");
    expect(await expectEveryNumberToOpenItsRows(page, slug)).toBeGreaterThan(15);
  });

  await test.step("the scope is changed and every number follows", async () => {
    await page.goto(`/w/${slug}/settings/scope`);
    await page.getByLabel("Availability").uncheck();
    await page.getByLabel("Confidentiality", { exact: true }).uncheck();
    await page.getByRole("button", { name: "Save scope" }).click();
    await expect(page.getByText("Scope saved. Every number follows it.")).toBeVisible();
    await page.goto(`/w/${slug}`);
    expect(await numberOf(page, "Mapped")).not.toBe("69 of 93");
  });
});
