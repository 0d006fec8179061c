// The owner takes the whole workspace out and brings it into an empty one.
import { expect } from "@playwright/test";
import { violationsIn } from "./support/axe";
import { PASSWORD, signInAs, signUp, test } from "./support/journey";
import { newMark } from "./support/people";

test("a workspace is exported, downloaded and imported into an empty one", async ({ page, database }) => {
  test.setTimeout(180_000);
  const source = await signUp(page, database, `Source ${newMark()}`);
  await page.goto(`/w/${source.slug}/settings/data`);
  await page.getByLabel("Your password").fill("not the password");
  await page.getByRole("button", { name: "Export the workspace" }).click();
  await expect(page.getByText("That is not your password.").first()).toBeVisible();
  await page.getByLabel("Your password").fill(PASSWORD);
  await page.getByRole("button", { name: "Export the workspace" }).click();
  const download = page.getByRole("button", { name: "Download" });
  await expect(download).toBeVisible({ timeout: 60_000 });
  expect(await violationsIn(page)).toEqual([]);
  const [file] = await Promise.all([page.waitForEvent("download"), download.click()]);
  expect(file.suggestedFilename()).toMatch(/_workspace_\d{4}-\d\d-\d\d\.zip$/);
  const path = test.info().outputPath("archive.zip");
  await file.saveAs(path);

  await page.goto("/workspaces/new");
  await page.getByLabel("Workspace name").fill(`Target ${newMark()}`);
  await page.getByRole("button", { name: "Create workspace" }).click();
  await page.waitForURL(/\/w\/[^/]+\/onboarding/);
  const slug = new URL(page.url()).pathname.split("/")[2] ?? "";
  await page.goto(`/w/${slug}/settings/data`);
  await page.getByLabel("Archive").setInputFiles(path);
  await page.getByRole("button", { name: "Upload and check" }).click();
  await expect(page.getByRole("heading", { name: "Import to confirm" })).toBeVisible({ timeout: 30_000 });
  await page
    .locator("form", { has: page.getByRole("button", { name: "Import everything" }) })
    .getByLabel("Your password")
    .fill(PASSWORD);
  await page.getByRole("button", { name: "Import everything" }).click();
  await expect(page.getByText("Import started.")).toBeVisible();
  await expect(page.getByRole("row", { name: /Import of/ }).getByText("Done")).toBeVisible({
    timeout: 60_000,
  });
  await page.goto(`/w/${slug}/activity`);
  await expect(
    page.locator("main span").filter({ hasText: "imported a whole workspace" }).first(),
  ).toBeVisible();
});

test("only owners see the page", async ({ page, context, team }) => {
  await signInAs(context, team.people.lead);
  await page.goto(`/w/${team.slug}/settings/data`);
  await expect(page.getByRole("button", { name: "Export the workspace" })).toHaveCount(0);
});
