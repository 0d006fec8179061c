// What every page owes its readers: no accessibility violation in either theme, and no sideways scrolling at 320 px.
import { expect, type Page } from "@playwright/test";
import { type AxeOptions, violationsOf } from "./axe";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Rows of a table and entries of a list repeat: once script has taken the page over, the first ones stand for all. */
async function thinOut(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const last = [...document.querySelectorAll("#main *, main *")].at(-1);
    return last === undefined || Object.keys(last).some((key) => key.startsWith("__react"));
  });
  await page.evaluate(() => {
    const spare = "table tbody:nth-of-type(n+4), tbody tr:nth-child(n+4), main :is(ul, ol) > :nth-child(n+5)";
    for (const element of document.querySelectorAll(spare)) element.remove();
  });
}

type Question = "rules" | "contrast";

/** What a theme can break is contrast; everything else is checked once. */
async function violations(page: Page, question: Question): Promise<string[]> {
  const asked: AxeOptions =
    question === "rules"
      ? { runOnly: { type: "tag", values: TAGS }, rules: { "color-contrast": { enabled: false } } }
      : { runOnly: { type: "rule", values: ["color-contrast"] } };
  const found = await violationsOf(page, asked);
  return found.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 200)}`),
  );
}

/** What looks the same by its classes, its states and those of all that is around it has the same contrast: one stays for all. */
async function leaveOneOfEach(page: Page): Promise<void> {
  await page.evaluate(() => {
    const STATES =
      /^(class|style|type|open|disabled|hidden|data-.*|aria-(current|selected|checked|pressed|expanded|disabled|invalid|sort))$/;
    const seen = new Set<string>();
    const looks = (element: Element): string => {
      const attributes = [...element.attributes].filter(({ name }) => STATES.test(name));
      const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      return `${element.tagName} ${text} ${attributes.map(({ name, value }) => `${name}=${value}`).join(" ")}`;
    };
    const visit = (element: Element, path: string): void => {
      const children = [...element.children];
      for (const [at, child] of children.entries())
        visit(child, `${path} > ${at === 0} ${at === children.length - 1} ${looks(child)}`);
      if (element.children.length > 0) return;
      if (seen.has(path)) element.remove();
      seen.add(path);
    };
    visit(document.body, "");
  });
}

/** What lies beyond the right edge when the page scrolls sideways, once what follows the width has followed it. */
async function stickingOut(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const edge = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= edge) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > edge)
      .slice(0, 12)
      .map((element) => `${element.tagName}.${element.className} ${element.getBoundingClientRect().right}`);
  });
}

/** Checks the page as it now stands; `name` says in a failure which one it is. */
export async function expectGood(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 320, height: 800 });
  expect.soft(await stickingOut(page), `${name} scrolls sideways at 320 px`).toEqual([]);
  // Tall enough that a bar which stays at the edge while the page scrolls covers nothing by chance.
  await page.setViewportSize({ width: 1280, height: 2_400 });
  await thinOut(page);
  expect.soft(await violations(page, "rules"), name).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await leaveOneOfEach(page);
  for (const theme of ["light", "dark"]) {
    await page.evaluate(async (chosen) => {
      document.documentElement.dataset.theme = chosen;
      await new Promise(requestAnimationFrame);
      await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    }, theme);
    expect.soft(await violations(page, "contrast"), `${name} in ${theme}`).toEqual([]);
  }
}

/** Opens each page and checks it. */
export async function expectGoodPages(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBeLessThan(500);
    await expectGood(page, path);
  }
}
