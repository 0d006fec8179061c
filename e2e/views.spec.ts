// Views of one's own (S-07): filters and columns kept under a name, the one that the sidebar opens, and columns remembered.
import { expect, type Page } from "@playwright/test";
import { expectGood } from "./support/good-page";
import { signInAs, test } from "./support/journey";

const headers = (page: Page) => page.getByRole("columnheader").allInnerTexts();
const menu = (page: Page, name: string | RegExp) =>
  page.locator(".tool").getByRole("button", { name, exact: true });

async function chooseColumns(page: Page, on: readonly string[], off: readonly string[]): Promise<void> {
  await menu(page, "Columns").click();
  const choices = page.getByRole("group", { name: "Show columns" });
  for (const name of on) await choices.getByLabel(name, { exact: true }).check();
  for (const name of off) await choices.getByLabel(name, { exact: true }).uncheck();
  await page.getByRole("button", { name: "Show columns" }).click();
  await expect(page.getByRole("group", { name: "Show columns" })).toBeHidden();
}

test("a view is kept under a name, opened from the sidebar, renamed and deleted", async ({
  page,
  context,
  team,
}) => {
  test.setTimeout(90_000);
  const { lead, owner } = team.people;
  await signInAs(context, lead);
  await page.goto(`/w/${team.slug}/soa?show=undecided&theme=A.8`);
  await expect(menu(page, "Views")).toBeVisible();
  await chooseColumns(page, ["Owner", "Evidence"], ["Delivery"]);
  await expect(page).toHaveURL(/show=undecided&theme=A\.8$/);
  expect(await headers(page)).toEqual(expect.arrayContaining(["Owner", "Evidence", "Reasons"]));
  expect(await headers(page)).not.toContain("Delivery");

  await menu(page, "Views").click();
  await page.getByRole("button", { name: "Save this view" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this view" });
  await dialog.getByRole("button", { name: "Save view" }).click();
  await expect(dialog.getByText("A name is needed.").first()).toBeVisible();
  await dialog.getByLabel("Name").fill("Technology to decide");
  await dialog.getByLabel("Open this list with it").check();
  await dialog.getByRole("button", { name: "Save view" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("View Technology to decide saved.")).toBeVisible();
  await expect(menu(page, "Technology to decide")).toBeVisible();

  await page.goto(`/w/${team.slug}/controls`);
  const nav = page.getByRole("navigation", { name: "Workspace" });
  await nav.getByRole("link", { name: "SoA" }).click();
  await expect(page).toHaveURL(/\/soa\?show=undecided&theme=A\.8&cols=reasons/);
  await expect(nav.getByRole("link", { name: "SoA" })).toHaveAttribute("aria-current", "page");
  expect(await headers(page)).not.toContain("Delivery");

  await menu(page, "Technology to decide").click();
  await page.getByRole("button", { name: "Rename or delete views" }).click();
  const own = page.getByRole("dialog", { name: "Your views of this list" });
  await own.getByLabel("Name").fill("Technology");
  await own.getByRole("button", { name: "Save Technology to decide" }).click();
  await expect(menu(page, "Technology")).toBeVisible();

  await signInAs(context, owner);
  await page.goto(`/w/${team.slug}/soa`);
  expect(await headers(page)).toContain("Delivery");
  await menu(page, "Views").click();
  await expect(page.getByText("No view of your own yet.")).toBeVisible();

  await signInAs(context, lead);
  await page.goto(`/w/${team.slug}/soa`);
  await menu(page, "Views").click();
  await page.getByRole("link", { name: /^Technology/ }).click();
  await menu(page, "Technology").click();
  await page.getByRole("button", { name: "Rename or delete views" }).click();
  await own.getByRole("button", { name: "Delete Technology" }).click();
  await expect(page.getByText("View Technology deleted.")).toBeVisible();
  await expect(menu(page, "Views")).toBeVisible();
});

test("the same menus serve the other lists, on a phone and without client JavaScript", async ({
  browser,
  page,
  context,
  team,
}) => {
  test.setTimeout(90_000);
  await signInAs(context, team.people.lead);
  await page.goto(`/w/${team.slug}/controls?status=missing`);
  await chooseColumns(page, [], ["Owner", "SoA"]);
  expect(await headers(page)).not.toContain("Owner");
  await page.setViewportSize({ width: 360, height: 740 });
  await menu(page, "Views").click();
  await page.getByRole("button", { name: "Save this view" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Missing");
  await page.getByRole("dialog").getByRole("button", { name: "Save view" }).click();
  await expect(menu(page, "Missing")).toBeVisible();

  const plain = await browser.newContext({ javaScriptEnabled: false });
  await signInAs(plain, team.people.lead);
  const bare = await plain.newPage();
  await bare.goto(`/w/${team.slug}/controls`);
  expect(await headers(bare)).not.toContain("SoA");
  await menu(bare, "Views").click();
  await bare.getByRole("link", { name: "Missing" }).click();
  await expect(bare).toHaveURL(/\/controls\?status=missing&cols=overlap/);
  await menu(bare, "Missing").click();
  await bare.getByRole("button", { name: "Save this view" }).click();
  await bare.getByLabel("Name").first().fill("Missing evidence");
  await bare.getByRole("button", { name: "Save view" }).click();
  await menu(bare, /^Missing/).click();
  await expect(bare.getByRole("link", { name: "Missing evidence" })).toBeVisible();
  await plain.close();

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`/w/${team.slug}/controls?status=missing`);
  await menu(page, "Views").click();
  await page.getByRole("button", { name: "Rename or delete views" }).click();
  await expectGood(page, "views of one's own");
});
