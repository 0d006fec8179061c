// The product without a mouse: skip link, command palette, list and grid by keys, and focus that is always seen.
import { expect } from "@playwright/test";
import { signInAs, test } from "./support/journey";

test("from Home to a recorded status with keys alone", async ({ page, context, team }) => {
  await signInAs(context, team.people.lead);
  await page.goto(`/w/${team.slug}`);
  await page.keyboard.press("Tab");
  const skip = page.locator(":focus");
  await expect(skip).toHaveAttribute("href", "#main");

  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox");
  await expect(box).toBeFocused();
  await page.keyboard.type("a 5.15");
  await expect(page.getByRole("option").first()).toContainText("A.5.15");
  await page.keyboard.press("Enter");
  await page.waitForURL(/controls\/A\.5\.15/);

  await page.goto(`/w/${team.slug}/controls`);
  const cell = page.getByRole("button", { name: /change status of A\.5\.1$/ });
  await cell.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/A\.5\.1 recorded as/)).toBeVisible();

  await page.keyboard.press("/");
  await expect(page.locator("[data-filter]")).toBeFocused();
  await page.keyboard.type("access control");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=access/);
});

test("the statement is a grid with one tab stop and arrow keys", async ({ page, context, team }) => {
  await signInAs(context, team.people.lead);
  await page.goto(`/w/${team.slug}/soa`);
  const cell = page.getByRole("button", { name: /change applicability of A\.5\.1$/ });
  await cell.focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(":focus")).toHaveAttribute("aria-label", /A\.5\.2$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listbox")).toHaveCount(0);
  // The editors are fetched when the first one is opened; the key that asked for it is not lost.
  await page.getByRole("button", { name: "Add reason to A.5.2", exact: true }).press("Enter");
  await expect(page.getByRole("checkbox", { name: "Risk", exact: true })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Add reason to A.5.2", exact: true })).toBeVisible();
});

test("focus is visible wherever Tab leads", async ({ page, context, team }) => {
  await signInAs(context, team.people.owner);
  for (const path of ["", "/controls", "/evidence", "/nonconformities", "/settings/members"]) {
    await page.goto(`/w/${team.slug}${path}`);
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return "none";
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        const isRinged = (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
        return isRinged ? "seen" : element.outerHTML.slice(0, 160);
      });
      expect(["seen", "none"], `${path} ${seen}`).toContain(seen);
    }
  }
});
