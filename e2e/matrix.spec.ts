// The public matrix: a real table that the keyboard walks, the same pairs as a list, and the plain form of both without script.
import { expect, type Page } from "@playwright/test";
import { pairsOf } from "@/lib/core/crosswalk";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { CRITERIA } from "@/lib/core/frameworks/tsc";
import { TSC_CATEGORIES } from "@/lib/core/frameworks/types";
import { expectGoodPages } from "./support/good-page";
import { test } from "./support/journey";

const PATH = "/crosswalk/matrix";
const PAIRS = pairsOf({ categories: TSC_CATEGORIES, countWildcard: false, overrides: [] }).filter(
  (pair) => pair.target === "control",
);
const WORD = { full: "Full", partial: "Partial" } as const;

/** Opens the page and waits until script has made a grid of the table. */
async function openGrid(page: Page, path = PATH): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("grid")).toBeVisible();
}

/** The focused cell as `row,column` of the table, with what stands in it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const cell = document.activeElement?.closest("td, th") as HTMLTableCellElement | null;
    const row = cell?.parentElement as HTMLTableRowElement | null;
    return cell === null || row === null ? "nowhere" : `${row.rowIndex},${cell.cellIndex}`;
  });
}

function names(page: Page, selector: string): Promise<string[]> {
  return page
    .locator(selector)
    .evaluateAll((links) => links.map((link) => link.getAttribute("aria-label") ?? ""));
}

test("61 criteria by 93 controls with every pair of the rows, and light enough to send", async ({ page }) => {
  const answer = await page.request.get(PATH);
  const html = await answer.text();
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(150 * 1024);
  expect(html.split("<td></td>").length - 2).toBe(CRITERIA.length * CONTROLS.length - PAIRS.length);
  await openGrid(page);
  const size = await page.getByRole("grid").evaluate((table) => {
    const { rows } = table as HTMLTableElement;
    return [rows.length, ...new Set([...rows].map((row) => row.cells.length))];
  });
  expect(size).toEqual([CRITERIA.length + 1, CONTROLS.length + 1]);
  expect(await names(page, ".mx-table td a")).toEqual(
    PAIRS.toSorted(
      (a, b) =>
        CRITERIA.findIndex((one) => one.ref === a.criterion) -
          CRITERIA.findIndex((one) => one.ref === b.criterion) ||
        CONTROLS.findIndex((one) => one.ref === a.ref) - CONTROLS.findIndex((one) => one.ref === b.ref),
    ).map((pair) => `${pair.criterion}, ${pair.ref}: ${WORD[pair.overlap]}`),
  );
  await expect(page.getByText("122 pairs: 72 Full, 50 Partial")).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "A.5.15", exact: true })).toBeAttached();
  await expect(page.getByRole("rowheader", { name: /^CC6\.1 / })).toBeAttached();
});

test("the keyboard walks it from one Tab stop and opens a control", async ({ page }) => {
  await openGrid(page);
  await expect(page.locator('.mx-table [tabindex="0"]')).toHaveCount(1);
  await page.getByRole("button", { name: "Show" }).focus();
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("1,1");
  const walk: readonly (readonly [string, string])[] = [
    ["ArrowRight", "1,2"],
    ["ArrowDown", "2,2"],
    ["ArrowLeft", "2,1"],
    ["ArrowLeft", "2,0"],
    ["ArrowUp", "1,0"],
    ["ArrowUp", "1,0"],
    ["End", "1,93"],
    ["Home", "1,1"],
    ["ArrowUp", "0,1"],
    ["Control+End", "61,93"],
    ["PageUp", "51,93"],
    ["PageDown", "61,93"],
    ["Control+Home", "1,1"],
    ["PageDown", "11,1"],
    ["PageDown", "21,1"],
  ];
  for (const [key, place] of walk) {
    await page.keyboard.press(key);
    expect(await focused(page), key).toBe(place);
  }
  await expect(page.locator('.mx-table [tabindex="0"]')).toHaveCount(1);
  const isSeen = await page.evaluate(() => {
    const box = document.activeElement?.getBoundingClientRect();
    const head = document.querySelector(".mx-table thead th")?.getBoundingClientRect();
    const side = document.querySelector(".mx-table tbody th")?.getBoundingClientRect();
    return box && head && side ? box.top >= head.bottom - 2 && box.left >= side.right - 2 : false;
  });
  expect(isSeen, "the focused cell is not under the headers").toBe(true);
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("nowhere");
  await page.keyboard.press("Shift+Tab");
  expect(await focused(page)).toBe("21,1");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/crosswalk\/A\.5\.1$/);
});

test("direction turns it, filters cut it, and the theme-level row is put in apart", async ({ page }) => {
  const size = () =>
    page.getByRole("grid").evaluate((table) => {
      const { rows } = table as HTMLTableElement;
      return [rows.length - 1, (rows[0]?.cells.length ?? 1) - 1];
    });
  await openGrid(page);
  await page.getByRole("link", { name: "ISO/IEC 27001 to SOC 2" }).click();
  await expect(page.getByRole("grid", { name: "Annex A controls by criteria" })).toBeVisible();
  expect(await size()).toEqual([93, 61]);
  expect(await names(page, ".mx-table td a")).toContain("A.5.15, CC6.1: Full");

  await page.getByLabel("Criteria", { exact: true }).selectOption("security");
  await page.getByLabel("Annex A theme").selectOption("A.8");
  await page.getByLabel("Theme-level row").check();
  await page.getByRole("button", { name: "Show" }).click();
  await page.waitForURL(/theme=A\.8/);
  await expect.poll(size).toEqual([34, 33]);
  expect(new URL(page.url()).searchParams.get("to")).toBe("soc2");
  expect(await names(page, ".mx-table td a.theme")).toContain("A.8.1, CC5.2: theme-level");
  await expect(page.locator(".mx-table td a.theme")).toHaveCount(34);
  await expect(page.locator('.mx-table [tabindex="0"]')).toHaveCount(1);
});

test("the list below holds the same pairs", async ({ page }) => {
  await openGrid(page);
  const listed = await page.locator(".mx-list li").evaluateAll((items) =>
    items.flatMap((item) => {
      const row = item.querySelector("a")?.textContent ?? "";
      return [...item.querySelectorAll("p")].flatMap((line) =>
        [...line.querySelectorAll("a")].map(
          (link) => `${row}, ${link.textContent}: ${line.textContent?.split(":")[0]}`,
        ),
      );
    }),
  );
  expect(listed.toSorted()).toEqual((await names(page, ".mx-table td a")).toSorted());
});

test("cells are large enough to hit, and narrow screens show the list instead", async ({ page }) => {
  await openGrid(page);
  const least = await page.locator(".mx-table a").evaluateAll((links) => {
    const boxes = links.map((link) => link.getBoundingClientRect());
    return [Math.min(...boxes.map((box) => box.width)), Math.min(...boxes.map((box) => box.height))];
  });
  expect(Math.min(...least)).toBeGreaterThanOrEqual(24);
  for (const width of [320, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(page.locator(".mx-table")).toBeHidden();
    await expect(page.getByRole("heading", { name: "The same pairs as a list" })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test("unknown values are answered with 404", async ({ page }) => {
  for (const query of ["to=nist", "scope=secrecy", "theme=A.9", "category=other"]) {
    expect((await page.request.get(`${PATH}?${query}`)).status(), query).toBe(404);
  }
});

test("nothing keeps anybody out", async ({ page }) => {
  await expectGoodPages(page, [`${PATH}?category=confidentiality&wildcard=1`, "/crosswalk/data"]);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("it is a plain table with headers, and the filter is a form", async ({ page }) => {
    await page.goto(PATH);
    await expect(page.getByRole("table", { name: "Criteria by Annex A controls" })).toBeVisible();
    await expect(page.getByRole("grid")).toHaveCount(0);
    await expect(page.getByRole("link", { name: "CC6.1, A.5.15: Full" })).toBeVisible();
    await page.getByLabel("Annex A theme").selectOption("A.6");
    await page.getByRole("button", { name: "Show" }).click();
    await page.waitForURL(/theme=A\.6/);
    await expect(page.getByRole("columnheader")).toHaveCount(8);
    await page.getByRole("link", { name: "CC1.1, A.6.2: Partial" }).click();
    await page.waitForURL(/\/crosswalk\/A\.6\.2$/);
  });
});
