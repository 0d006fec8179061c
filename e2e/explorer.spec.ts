// The public crosswalk: search, direction, scope, numbers with the rows behind them, and what a page shows, with and without script.
import { expect, type Page } from "@playwright/test";
import { type CoverageGroup, coverage, soc2Only } from "@/lib/core/crosswalk";
import { crosswalkInputOf, DEFAULT_VIEW, type ExplorerView, explorerQuery } from "@/lib/core/explorer-view";
import { DISPUTES } from "@/lib/core/frameworks/disputes";
import { TSC_CATEGORIES } from "@/lib/core/frameworks/types";
import { paths, withQuery } from "@/lib/core/paths";
import { signInAs, test } from "./support/journey";
import { origin } from "./support/server";

const LIST = paths.explorer();

function hrefOf(view: ExplorerView): string {
  return withQuery(LIST, explorerQuery(view));
}

/** Label of a number to what it has to say: "69 of 93". */
function isoNumbers(view: ExplorerView): Record<string, string> {
  const input = crosswalkInputOf(view);
  const all: CoverageGroup = coverage(input);
  const words = ({ count, of }: { count: number; of: number }) => `${count} of ${of}`;
  return {
    Mapped: words(all.mapped),
    "Reusable as is": words(all.reusable),
    Supplement: words(all.supplement),
    "Net-new": words(all.netNew),
    "SOC 2 only": words(soc2Only(input)),
  };
}

async function shownNumbers(page: Page): Promise<Record<string, string>> {
  const entries = await page
    .locator("dl.ledger > div")
    .evaluateAll((divs) =>
      divs.map((div) => [
        div.querySelector("dt")?.textContent ?? "",
        (div.querySelector("dd.v")?.textContent ?? "").replace(/\s+/g, " ").trim(),
      ]),
    );
  return Object.fromEntries(entries) as Record<string, string>;
}

function clauseWords(view: ExplorerView): string {
  const { clauses } = coverage(crosswalkInputOf(view));
  return `Of ${clauses.mapped.of} clause requirements, counted apart: ${clauses.mapped.count} mapped, ${clauses.reusable.count} reusable as is, ${clauses.supplement.count} supplement, ${clauses.netNew.count} net-new`;
}

async function expectNumbers(page: Page, view: ExplorerView): Promise<void> {
  await expect.poll(() => shownNumbers(page), { message: hrefOf(view) }).toEqual(isoNumbers(view));
  await expect(page.getByText(/clause requirements, counted apart/)).toContainText(clauseWords(view));
}

/** What an address serves, parsed by the browser and not drawn: enough to count by, once pages of its kind were seen drawn. */
async function served(page: Page, href: string) {
  return page.evaluate(async (address) => {
    const answer = await fetch(address);
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const script of parsed.querySelectorAll("script")) script.remove();
    const words = (element: Element | null) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
    const numbers = [...parsed.querySelectorAll("dl.ledger > div")].map((div) => [
      words(div.querySelector("dt")),
      words(div.querySelector("dd.v")),
    ]);
    return {
      numbers: Object.fromEntries(numbers) as Record<string, string>,
      clauses: /Of \d+ clause requirements, counted apart: [^.]*net-new/.exec(words(parsed.body))?.[0],
      rows: parsed.querySelector(".xp-main table")?.querySelectorAll("tbody tr:not(.grp)").length,
    };
  }, href);
}

/** Asks for what is behind every number of the page and counts its rows; follows the first number and every nought. */
async function expectRowsBehindNumbers(page: Page, path: string): Promise<number> {
  await page.goto(path);
  const links = await page
    .locator("dl.ledger dd.v a, p.num a.plain, #by-group ~ table td a")
    .evaluateAll((all) =>
      all.map((link) => ({
        href: link.getAttribute("href") ?? "",
        count: Number(/^\d+/.exec((link.textContent ?? "").trim())?.[0] ?? Number.NaN),
      })),
    );
  for (const [at, { href, count }] of links.entries()) {
    if (count > 0) {
      const { rows } = await served(page, href);
      expect(rows, `${href} behind a number of ${path}`).toBe(count);
    }
    if (at > 0 && count > 0) continue;
    await page.goto(href);
    const rows = page.locator(".xp-main table").first().locator("tbody tr:not(.grp)");
    if (count === 0) await expect(page.getByRole("heading", { name: "No row matches" })).toBeVisible();
    else expect(await rows.count(), `${href} behind a number of ${path}`).toBe(count);
  }
  return links.length;
}

for (const typed of ["A 5.15", "a.5.15", "5.15", "A.5.15", "cc6.1", "CC 6.1"]) {
  test(`search reads ${typed}`, async ({ page }) => {
    const ref = typed.toLowerCase().startsWith("c") ? "CC6.1" : "A.5.15";
    await page.goto(LIST);
    const box = page.getByRole("searchbox", { name: "Search refs, words and evidence" });
    await box.fill(typed);
    await box.press("Enter");
    await page.waitForURL(/[?&]q=/);
    const first = page.locator("ol li.pair").first();
    await expect(first).toContainText("This is the reference you typed");
    await first.getByRole("link", { name: ref, exact: true }).click();
    await page.waitForURL(new RegExp(`/crosswalk/${ref}$`));
    await expect(page.getByRole("heading", { level: 1 })).toContainText(ref);
  });
}

test("search finds kinds of evidence and says why, and offers the nearest when it finds nothing", async ({
  page,
}) => {
  await page.goto(withQuery(LIST, { q: "offboarding" }));
  const hits = page.locator("ol li.pair");
  await expect(hits).toHaveCount(4);
  await expect(hits.first()).toContainText("CC6.3");
  await expect(hits.first()).toContainText("Evidence: Offboarding checklists");
  await expect(hits.nth(1)).toContainText("Evidence of CC6.3, which is paired with it");

  await page.goto(withQuery(LIST, { q: "offbording" }));
  await expect(page.getByRole("heading", { name: 'Nothing found for "offbording"' })).toBeVisible();
  await page.getByRole("link", { name: "offboarding", exact: true }).click();
  await expect(hits).toHaveCount(4);

  await page.goto(withQuery(LIST, { q: "A.5.38" }));
  await expect(page.getByRole("link", { name: "A.5.37", exact: true })).toBeVisible();
});

test("switches, presets and the direction recompute every number, and the address keeps the state", async ({
  page,
}) => {
  await page.goto(LIST);
  let view = DEFAULT_VIEW;
  await expectNumbers(page, view);

  const throwSwitch = async (label: string, next: ExplorerView) => {
    await page.getByLabel(label, { exact: true }).click();
    view = next;
    await expectNumbers(page, view);
  };
  await throwSwitch("Privacy", {
    ...view,
    categories: ["security", "availability", "confidentiality", "privacy"],
  });
  await throwSwitch("Availability", { ...view, categories: ["security", "confidentiality", "privacy"] });
  await throwSwitch("Theme-level row", { ...view, wildcard: true });
  await expect(page.getByLabel("Theme-level row")).toBeFocused();
  await expect(page.getByText(/net-new controls are named by the theme-level row only/)).toBeVisible();

  await page.reload();
  await expectNumbers(page, view);
  await page.goBack();
  await expectNumbers(page, { ...view, wildcard: false });
  await expect(page.getByLabel("Theme-level row")).not.toBeChecked();

  await page.getByRole("link", { name: "All five" }).click();
  await expectNumbers(page, { ...DEFAULT_VIEW, categories: TSC_CATEGORIES });
  await page.getByRole("link", { name: "Security alone" }).click();
  await expectNumbers(page, { ...DEFAULT_VIEW, categories: ["security"] });

  await page.getByRole("navigation", { name: "Direction" }).getByText("ISO/IEC 27001 to SOC 2").click();
  await page.waitForURL(/to=soc2/);
  await expect
    .poll(() => shownNumbers(page))
    .toEqual({ "Full pairs": "22 of 33", "Partial pairs only": "11 of 33", "No counterpart": "0 of 33" });
  await expect(page.getByRole("heading", { name: "What ISO/IEC 27001 does not give" })).toBeVisible();
  await page.getByLabel("Privacy", { exact: true }).click();
  await expect
    .poll(() => shownNumbers(page))
    .toEqual({ "Full pairs": "24 of 51", "Partial pairs only": "19 of 51", "No counterpart": "8 of 51" });
});

test("the numbers are those of the rows for all sixteen scopes with and without the theme-level row", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const others = TSC_CATEGORIES.slice(1);
  for (let mask = 0; mask < 32; mask += 1) {
    const categories = TSC_CATEGORIES.filter(
      (category) => category === "security" || (mask >> others.indexOf(category)) % 2 === 1,
    );
    const view: ExplorerView = { ...DEFAULT_VIEW, categories, wildcard: mask >= 16 };
    // The first and the last are drawn.
    if (mask % 31 === 0) {
      await page.goto(hrefOf(view), { waitUntil: "commit" });
      await expectNumbers(page, view);
      continue;
    }
    const { numbers, clauses } = await served(page, hrefOf(view));
    expect(numbers, hrefOf(view)).toEqual(isoNumbers(view));
    expect(clauses, hrefOf(view)).toBe(clauseWords(view));
  }
});

for (const [name, path] of [
  ["the default scope", LIST],
  ["Security alone with the theme-level row", `${LIST}?scope=security&wildcard=1`],
  ["all five", `${LIST}?scope=availability,confidentiality,processing_integrity,privacy`],
  ["the way back", `${LIST}?to=soc2&scope=availability,confidentiality,processing_integrity,privacy`],
  ["a theme", "/crosswalk/themes/A.7?wildcard=1"],
  ["a series outside the scope", "/crosswalk/themes/P6"],
] as const) {
  test(`every number opens exactly its rows: ${name}`, async ({ page }) => {
    test.setTimeout(120_000);
    expect(await expectRowsBehindNumbers(page, path)).toBeGreaterThan(2);
  });
}

test("a page shows both directions, what to add, sources, disputes and its neighbours", async ({ page }) => {
  await page.goto("/crosswalk/CC1.1");
  await expect(page.getByText("COSO principle")).toBeVisible();
  await expect(page.getByRole("table", { name: "Controls and clauses paired with CC1.1" })).toContainText(
    "A.6.2",
  );
  await expect(
    page.getByRole("table", { name: "What each requirement paired with CC1.1 supports" }),
  ).toBeVisible();
  await expect(page.getByText("Mapping article, line 42")).toBeVisible();

  await page.goto("/crosswalk/A.5.6#k12");
  await expect(page.locator("article#k12")).toContainText("K12");
  await expect(page.getByText("Verify against your licensed copy")).toBeVisible();
  await page.getByRole("link", { name: /^Next: A\.5\.7/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/A\.5\.7/);

  await page.goto("/crosswalk/4.1");
  await expect(
    page.getByText("Recorded decision whether climate change is relevant, with reasons"),
  ).toBeVisible();
  await expect(page.locator("p", { hasText: "Amendment 1:2024" })).toBeVisible();

  await page.goto("/crosswalk/A.5.34");
  await expect(page.getByText(/^Outside the scope: P1\.1/)).toBeVisible();
  await page.getByRole("link", { name: "Take Privacy in" }).click();
  await expect(page.getByRole("link", { name: "P1.1", exact: true }).first()).toBeVisible();
  await expect(page.getByText("Outside the scope")).toHaveCount(0);

  await page.goto("/crosswalk/P2.1?privacy=2025");
  await expect(page.getByText(/never enters a number/)).toBeVisible();
});

test("every dispute has its anchor on the page of every requirement that it names", async ({ request }) => {
  for (const { id, refs } of DISPUTES) {
    for (const ref of refs) {
      const html = await (await request.get(`${origin()}${paths.explorerRef(ref)}`)).text();
      expect(html, `${id} on ${ref}`).toContain(`id="${id.toLowerCase()}"`);
    }
  }
});

test("members find the way into their workspace", async ({ page, context, team }) => {
  await signInAs(context, team.people.lead);
  await page.goto("/crosswalk/A.5.15");
  await page.getByRole("link", { name: "Open in your workspace" }).click();
  await page.waitForURL(new RegExp(`/w/${team.slug}/controls/A.5.15$`));
  await page.goto(LIST);
  await page.getByRole("link", { name: "Your workspaces" }).click();
  await page.getByRole("link", { name: /^Open / }).click();
  await page.waitForURL(new RegExp(`/w/${team.slug}$`));
});

test("a page that is kept for many knows nobody", async ({ team, request }) => {
  const { lead, viewer } = team.people;
  const fetched = async (path: string, cookie: string) => {
    const html = await (await request.get(`${origin()}${path}`, { headers: { cookie } })).text();
    const nonce = /nonce="([^"]+)"/.exec(html)?.[1] ?? "no nonce";
    return { nonce, html: html.replaceAll(nonce, "") };
  };
  for (const path of [LIST, "/crosswalk/A.5.15", "/crosswalk/matrix?scope=privacy", "/crosswalk/about"]) {
    const dark = await fetched(path, `${lead.cookie}; theme=dark; keys=off`);
    for (const own of [lead.name, lead.email, lead.token, lead.userId, team.slug]) {
      expect(dark.html, `${path} to ${own}`).not.toContain(own);
    }
    expect(dark.html).toContain('data-theme="dark" data-keys="off"');
    const other = await fetched(path, `keys=off; ${viewer.cookie}; theme=dark; nav=rail`);
    expect(other.html, `${path} for everybody who is signed in`).toBe(dark.html);
    expect(other.nonce, path).not.toBe(dark.nonce);
    const nobody = await fetched(path, "theme=light");
    expect(nobody.html).toContain('data-theme="light" data-keys="on"');
    expect(nobody.html).not.toContain("Your workspaces");
    expect((await fetched(path, "_ga=GA1.2")).html).toBe((await fetched(path, "")).html);
  }
  const told = await fetched(LIST, `${lead.cookie}; flash=0a1b2c3d.Only%20for%20${lead.userId}`);
  expect(told.html).toContain(`Only for ${lead.userId}`);
  expect((await fetched(LIST, lead.cookie)).html).not.toContain("Only for");
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("search, scope, direction and every page work", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "Crosswalk" }).first().click();
    await page.waitForURL(/\/crosswalk$/);
    await page.getByLabel("Privacy", { exact: true }).check();
    await page.getByLabel("Theme-level row").check();
    await page.getByRole("button", { name: "Recompute" }).click();
    await page.waitForURL(/wildcard=1/);
    await expectNumbers(page, {
      ...DEFAULT_VIEW,
      categories: ["security", "availability", "confidentiality", "privacy"],
      wildcard: true,
    });
    await page.getByRole("navigation", { name: "Direction" }).getByText("ISO/IEC 27001 to SOC 2").click();
    await page.waitForURL(/to=soc2/);
    await page.getByRole("searchbox").fill("cc6.1");
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("link", { name: "CC6.1", exact: true }).first().click();
    await page.waitForURL(/\/crosswalk\/CC6\.1\?.*to=soc2/);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("CC6.1");
    await page.getByRole("link", { name: "A.5.18", exact: true }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("A.5.18");
  });
});
