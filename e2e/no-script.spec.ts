// The core forms without client JavaScript: sign-up, scope, import, recording, raising, and what was typed after a mistake.
import { expect } from "@playwright/test";
import { runImport, signInAs, signUp, test, uploadRegister } from "./support/journey";
import { newMark } from "./support/people";

test.use({ javaScriptEnabled: false });

test("from sign-up to an imported register and a recorded status", async ({ page, database }) => {
  test.setTimeout(120_000);
  const { slug } = await signUp(page, database, `Plain forms ${newMark()}`);
  await page.getByLabel("Availability").check();
  await page.getByRole("button", { name: "Save scope" }).click();
  await page.waitForURL(new RegExp(`/w/${slug}$`));
  await expect(page.getByText("Scope saved. Import your evidence next.")).toBeVisible();

  await uploadRegister(page, slug, "soc2-evidence-register-messy.csv");
  await runImport(page, 8);

  await page.goto(`/w/${slug}/controls/A.5.15?do=record`);
  await page.getByLabel("Evidence status").selectOption({ label: "In progress" });
  await page.getByRole("button", { name: "Record status" }).click();
  await page.goto(`/w/${slug}/controls/A.5.15`);
  await expect(page.getByText("In progress").first()).toBeVisible();
});

test("a mistake loses nothing that was typed", async ({ page, context, team }) => {
  await signInAs(context, team.people.owner);
  await page.goto(`/w/${team.slug}/nonconformities/new`);
  await page.getByLabel("Title").fill("Half a record");
  await page.getByLabel("Gap").fill("Typed before the mistake");
  await page.getByRole("button", { name: "Raise nonconformity" }).click();
  await expect(page.getByLabel("Title")).toHaveValue("Half a record");
  await expect(page.getByLabel("Gap")).toHaveValue("Typed before the mistake");
  await page.getByLabel(/^Minor/).check();
  await page.getByLabel("Found through").selectOption({ label: "Internal audit" });
  await page.getByLabel("Requirements").fill("A.5.18");
  await page.getByLabel("Objective evidence").fill("3 of 12 accounts were open.");
  await page.getByRole("button", { name: "Raise nonconformity" }).click();
  await page.waitForURL(/nonconformities\/[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Half a record");
});

test("the theme is chosen and the session ended by plain forms", async ({ page, context, team }) => {
  await signInAs(context, team.people.viewer);
  await page.goto(`/w/${team.slug}`);
  await page.getByRole("button", { name: /account menu/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/sign-in/);
  await page.goto(`/w/${team.slug}`);
  await page.waitForURL(/\/sign-in/);
});
