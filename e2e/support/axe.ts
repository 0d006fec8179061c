// What axe says about a page as it now stands. The builder of its package sends the script of 560 kB twice for every question and opens a page of its own for the answer; here a document gets it once.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

export type AxeOptions = Parameters<AxeBuilder["options"]>[0];
type Violations = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"];
type WithAxe = {
  readonly axe?: {
    readonly run: (context: object, options: AxeOptions) => Promise<{ violations: Violations }>;
  };
};

let source: string | undefined;

function axeSource(): string {
  const own = createRequire(import.meta.url).resolve("@axe-core/playwright");
  source ??= readFileSync(createRequire(own).resolve("axe-core/axe.min.js"), "utf8");
  return source;
}

/** What the rules find in the page, frames within it left out: the sandbox of a preview refuses the script. */
export async function violationsOf(page: Page, options: AxeOptions): Promise<Violations> {
  const isThere = await page.evaluate(() => (window as WithAxe).axe !== undefined);
  if (!isThere) await page.evaluate(axeSource());
  return page.evaluate(
    async (asked) => {
      const { axe } = window as WithAxe;
      if (axe === undefined) throw new Error("The page has no axe.");
      // Colours that have just changed may still be on their way, from an element to what is within it.
      const moves = () =>
        document.getAnimations().some(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
      for (let still = 0; still < 2; still = moves() ? 0 : still + 1)
        await new Promise(requestAnimationFrame);
      return (await axe.run({ exclude: [["iframe"]] }, asked)).violations;
    },
    { resultTypes: ["violations"], ...options } as AxeOptions,
  );
}

/** The same of a page without frames: every rule, or those of the tags. @throws Error when there is a frame, which would go unseen */
export async function violationsIn(page: Page, tags?: readonly string[]): Promise<Violations> {
  if ((await page.locator("iframe").count()) > 0) throw new Error(`${page.url()} has a frame.`);
  return violationsOf(page, tags === undefined ? {} : { runOnly: { type: "tag", values: [...tags] } });
}
