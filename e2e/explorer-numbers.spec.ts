// The pages of numbers, effort and order: figures as the rows give them, forms that lose nothing, with and without client JavaScript.
import { expect, type Page } from "@playwright/test";
import { claimViews } from "@/lib/core/claims-view";
import { type CoverageGroup, coverage } from "@/lib/core/crosswalk";
import { formatDate } from "@/lib/core/dates";
import { planEffort } from "@/lib/core/effort";
import { readEffort } from "@/lib/core/effort-form";
import { changesOf, firstStandard } from "@/lib/core/first-standard";
import { FACTS, type FirstFacts } from "@/lib/core/first-standard-rules";
import { CLAIMS } from "@/lib/core/frameworks/claims";
import { DISPUTES } from "@/lib/core/frameworks/disputes";
import { PRIVACY_ROWS } from "@/lib/core/frameworks/iso-27701";
import type { TscCategory } from "@/lib/core/frameworks/types";
import { paths, withQuery } from "@/lib/core/paths";
import { expectGoodPages } from "./support/good-page";
import { test } from "./support/journey";

const ABOUT = paths.explorerAbout();
const EFFORT = paths.explorerEffort();
const FIRST = paths.explorerFirst();
const ANSWER = { soc2: "SOC 2 first", iso: "ISO/IEC 27001 first", together: "Together" } as const;

function group(categories: readonly TscCategory[], countWildcard = false) {
  return coverage({ categories, countWildcard, overrides: [] });
}

function cells({ mapped, reusable, supplement, netNew }: CoverageGroup): string[] {
  return [mapped, reusable, supplement, netNew].map(({ count, of }) => `${count} of ${of}`);
}

/** The table of the scope, row by row as it reads. */
async function expectScopeTable(page: Page, categories: readonly TscCategory[], wildcard = false) {
  const found = group(categories, wildcard);
  const table = page.getByRole("table", { name: "Coverage of the chosen scope by theme" });
  const rows = [
    ["Annex A", found],
    ["A.5 Organizational", found.byTheme[0]],
    ["A.6 People", found.byTheme[1]],
    ["A.7 Physical", found.byTheme[2]],
    ["A.8 Technological", found.byTheme[3]],
    ["Clauses 4 to 10", found.clauses],
  ] as const;
  for (const [name, counted] of rows) {
    if (counted === undefined) throw new Error(`no group ${name}`);
    const row = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
    const { count, of } = counted.themeLevel;
    await expect(row.getByRole("cell")).toHaveText([
      ...cells(counted),
      ...(wildcard ? [`${count} of ${of}`] : []),
    ]);
  }
}

async function fillEffort(page: Page, fields: Readonly<Record<string, string>>) {
  for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).fill(value);
  await page.getByRole("button", { name: "Compute dates" }).click();
}

async function answerFacts(page: Page, facts: FirstFacts) {
  for (const { name, question, options } of FACTS) {
    const label = options.find(([value]) => value === facts[name])?.[1];
    if (label === undefined) continue;
    await page.getByRole("group", { name: question }).getByLabel(label, { exact: true }).check();
  }
  await page.getByRole("button", { name: "Weigh the facts" }).click();
}

async function expectFirstAnswer(page: Page, facts: FirstFacts) {
  const result = firstStandard(facts);
  await expect(page.locator("#answer")).toHaveText(result === null ? "" : ANSWER[result.answer]);
  for (const rules of Object.values(result?.reasons ?? {})) {
    for (const rule of rules) await expect(page.getByText(rule.reason)).toBeVisible();
  }
}

/** What a person does on all three pages with plain forms and links; the same with script and without. */
async function walk(page: Page) {
  await page.goto(EFFORT);
  await page.getByLabel("No SOC 2 report: controls are still to be built").check();
  await fillEffort(page, { start: "2027-01-04", needed: "2027-12-20", "audit-to": "6" });
  await expect(page).toHaveURL(/soc2=no/);
  const query = { soc2: "no", start: "2027-01-04", needed: "2027-12-20", "audit-to": "6" };
  const { input } = readEffort(query, "iso", "2027-01-01");
  if (input === null) throw new Error("the plan of the test cannot be computed");
  const plan = planEffort(input);
  const table = page.getByRole("table", { name: "Phases with dates and where their length comes from" });
  for (const phase of plan.phases) {
    const row = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: phase.label }) });
    await expect(row).toContainText(`${formatDate(phase.short.from)} to ${formatDate(phase.short.to)}`);
    await expect(row).toContainText(`${formatDate(phase.long.from)} to ${formatDate(phase.long.to)}`);
  }
  await expect(table.getByRole("row").last()).toContainText(`Done ${formatDate(plan.endsOn.long)}`);
  await expect(
    page.getByText(`Latest start: ${formatDate(plan.back?.latestStart.short ?? "")}`),
  ).toBeVisible();
  await expect(page.getByText("1 of 4 phases")).toBeVisible();

  await page.goto(FIRST);
  const facts: FirstFacts = { customers: "europe", asked: "either", management: "yes", product: "service" };
  await answerFacts(page, facts);
  await expectFirstAnswer(page, facts);
  const change = changesOf(facts)[0];
  if (change === undefined) throw new Error("no answer changes it");
  const href = withQuery(FIRST, { ...facts, [change.fact]: change.option });
  await page.locator(`a[href="${href}"]`).click();
  await expectFirstAnswer(page, { ...facts, [change.fact]: change.option });

  await page.goto(ABOUT);
  await expectScopeTable(page, ["security", "availability", "confidentiality"]);
  await page.getByRole("link", { name: "All five" }).click();
  await expect(page).toHaveURL(/scope=/);
  await expectScopeTable(page, [
    "security",
    "availability",
    "confidentiality",
    "processing_integrity",
    "privacy",
  ]);
  await page.getByRole("link", { name: "2019", exact: true }).click();
  await expect(page.getByRole("heading", { name: "ISO/IEC 27701:2019" })).toBeVisible();
  await expectScopeTable(page, [
    "security",
    "availability",
    "confidentiality",
    "processing_integrity",
    "privacy",
  ]);
}

test("effort, order and numbers by forms and links", async ({ page }) => {
  test.setTimeout(120_000);
  await walk(page);
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the same journey", async ({ page }) => {
    test.setTimeout(120_000);
    await walk(page);
  });

  test("the scope is changed by its form", async ({ page }) => {
    await page.goto(ABOUT);
    await page.getByLabel("Availability").uncheck();
    await page.getByLabel("Theme-level row").check();
    await page.getByRole("button", { name: "Recompute" }).click();
    await expectScopeTable(page, ["security", "confidentiality"], true);
  });
});

test("switches recompute every number at once, and the address keeps them", async ({ page }) => {
  await page.goto(ABOUT);
  await page.getByLabel("Privacy", { exact: true }).check();
  await page.waitForURL(/scope=[^&]*privacy/);
  await expectScopeTable(page, ["security", "availability", "confidentiality", "privacy"]);
  await page.getByLabel("Theme-level row").check();
  await page.waitForURL(/wildcard=1/);
  await expectScopeTable(page, ["security", "availability", "confidentiality", "privacy"], true);
  await page.reload();
  await expectScopeTable(page, ["security", "availability", "confidentiality", "privacy"], true);
  const ids = page.getByText(/^Theme level only: /);
  await ids.click();
  const shown = await page.locator("details[open] a").allTextContents();
  expect(shown).toEqual(
    group(["security", "availability", "confidentiality", "privacy"], true).themeLevel.refs,
  );
});

test("a switch thrown before the script ran counts", async ({ page }) => {
  await page.route("**/_next/static/**/*.js", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.continue();
  });
  await page.goto(ABOUT, { waitUntil: "commit" });
  await page.getByLabel("Privacy", { exact: true }).check();
  await page.waitForURL(/scope=[^&]*privacy/);
  await expectScopeTable(page, ["security", "availability", "confidentiality", "privacy"]);
});

test("a number leads to exactly its rows", async ({ page }) => {
  await page.goto(withQuery(ABOUT, { scope: "availability" }));
  const { mapped } = group(["security", "availability"]);
  await page
    .getByRole("row", { name: /^Annex A/ })
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByText(`${mapped.count} of ${123}`)).toBeVisible();
});

test("every contradiction has its place, its lines and its links", async ({ page }) => {
  await page.goto(ABOUT);
  const places = await page.evaluate(
    (ids) => ids.map((id) => document.getElementById(id.toLowerCase())?.textContent ?? ""),
    DISPUTES.map((dispute) => dispute.id),
  );
  expect(places).toHaveLength(51);
  for (const [at, dispute] of DISPUTES.entries()) {
    const text = places[at] ?? "";
    for (const part of [dispute.id, dispute.claim, dispute.finding, dispute.presented, "line"]) {
      expect(text, dispute.id).toContain(part);
    }
  }
  await page.goto(`${ABOUT}#k34`);
  await expect(page.locator("#k34")).toBeInViewport();
});

test("every published figure stands beside the computed one with the ids between them", async ({ page }) => {
  await page.goto(ABOUT);
  for (const { claim, computed, onlyClaimed, onlyComputed } of claimViews()) {
    const place = page.locator(`[id="${claim.id}"]`);
    await expect(place.getByRole("heading")).toHaveText(claim.says);
    if (computed !== null) await expect(place).toContainText(`${computed.count} of ${computed.of}`);
    const links = await place.getByRole("link").allTextContents();
    expect(links, claim.id).toEqual(
      expect.arrayContaining([...onlyClaimed, ...onlyComputed, ...claim.disputes]),
    );
  }
  await expect(page.locator("#three-category-share")).toContainText("69 - 3 + 16 = 82");
  expect(CLAIMS.length).toBeGreaterThan(25);
});

test("ISO/IEC 27701 is shown in both editions and enters no number", async ({ page }) => {
  await page.goto(withQuery(ABOUT, { privacy: "2025" }));
  const table = page.getByRole("table", { name: /Privacy criteria and ISO\/IEC 27701:2025/ });
  await expect(table.getByRole("row")).toHaveCount(PRIVACY_ROWS.length + 1);
  await expect(table.getByRole("row", { name: /^P6\.6/ })).toContainText("No controller control");
  await expect(table.getByRole("row", { name: /^P6\.6/ })).toContainText("A.3.11");
  await expect(page.getByText("It never enters any number")).toBeVisible();
  await expectScopeTable(page, ["security", "availability", "confidentiality"]);
  await page.goto(withQuery(ABOUT, { privacy: "2019" }));
  const older = page.getByRole("table", { name: /Privacy criteria and ISO\/IEC 27701:2019/ });
  await expect(older.getByRole("row", { name: /^P1\.1/ })).toContainText("7.3.2");
  await expectScopeTable(page, ["security", "availability", "confidentiality"]);
});

test("bad values are answered at their field and the rest is kept", async ({ page }) => {
  await page.goto(EFFORT);
  await fillEffort(page, {
    start: "2027-01-04",
    "artefacts-from": "0",
    "artefacts-to": "9",
    "audit-to": "two",
    overlap: "40",
  });
  const bad = page.locator('[name="artefacts-from"]');
  await expect(bad).toHaveValue("0");
  await expect(bad).toHaveAttribute("aria-invalid", "true");
  await expect(bad).toHaveAccessibleDescription("Enter whole weeks from 1 to 104.");
  await expect(page.locator('[name="audit-to"]')).toHaveValue("two");
  await expect(page.locator('[name="overlap"]')).toHaveAccessibleDescription(/Enter whole weeks from 0 to/);
  await expect(page.locator('[name="artefacts-to"]')).toHaveValue("9");
  await expect(page.locator('[name="start"]')).toHaveValue("2027-01-04");
  await expect(page.getByText("3 fields cannot be used.")).toBeVisible();
  await fillEffort(page, { "artefacts-from": "5", "audit-to": "8", overlap: "1" });
  await expect(page.getByRole("heading", { name: "Phases on dates" })).toBeVisible();

  await page.goto(withQuery(EFFORT, { start: "tomorrow", needed: "2027-13-01", soc2: "maybe" }));
  await expect(page.locator('[name="start"]')).toHaveValue("tomorrow");
  await expect(page.locator('[name="needed"]')).toHaveValue("2027-13-01");
  await expect(page.getByText('"maybe" is no answer here. Choose yes or no.')).toBeVisible();

  await page.goto(withQuery(FIRST, { customers: "mars", asked: "iso" }));
  await expect(page.getByText('"mars" is no answer here. Choose one of these.')).toBeVisible();
  await expectFirstAnswer(page, { asked: "iso" });
});

test("values that no page knows are answered with 404", async ({ request }) => {
  for (const path of [
    `${ABOUT}?scope=secrecy`,
    `${ABOUT}?privacy=2031`,
    `${ABOUT}?wildcard=2`,
    `${EFFORT}?to=mars`,
  ]) {
    expect((await request.get(path)).status(), path).toBe(404);
  }
  for (const path of [ABOUT, `${EFFORT}?to=soc2&x=${"%F0%9F%92%A9"}`, `${FIRST}?asked=a&asked=b`]) {
    expect((await request.get(path)).status(), path).toBe(200);
  }
});

const SCREENS = [
  ABOUT,
  withQuery(ABOUT, { wildcard: "1", privacy: "2019" }),
  withQuery(EFFORT, { needed: "2027-06-01", start: "2027-01-04", soc2: "no" }),
  withQuery(EFFORT, { to: "soc2", start: "x", overlap: "99" }),
  FIRST,
  withQuery(FIRST, { customers: "europe", asked: "both", held: "soc2_type1", proof: "mars" }),
];

for (const path of SCREENS) {
  test(`${path} is accessible in both themes and fits a phone`, async ({ page }) => {
    test.setTimeout(120_000);
    await expectGoodPages(page, [path]);
  });
}
