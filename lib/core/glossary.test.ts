import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { GLOSSARY } from "@/lib/core/glossary";

const page = readFileSync("docs/glossary.md", "utf8");

/** The entries under one heading of the page, as they are printed. */
function printed(title: string): readonly string[] {
  const [, after = ""] = page.split(`\n## ${title}\n`);
  return (
    after
      .split("\n## ")[0]
      ?.split("\n")
      .filter((line) => line.startsWith("- ")) ?? []
  );
}

describe("the glossary", () => {
  it.each(GLOSSARY)("$title: docs/glossary.md says the same as the product", ({ title, entries }) => {
    expect(printed(title)).toEqual(entries.map(({ term, meaning }) => `- **${term}**: ${meaning}`));
  });

  it("has no section that the product does not have", () => {
    const titles = page.split("\n").filter((line) => line.startsWith("## "));
    expect(titles).toEqual(GLOSSARY.map(({ title }) => `## ${title}`));
  });

  it("defines each term of a section once, in one sentence", () => {
    for (const { entries } of GLOSSARY) {
      const terms = entries.map(({ term }) => term);
      expect(new Set(terms).size).toBe(terms.length);
      expect(entries.every(({ meaning }) => meaning.endsWith("."))).toBe(true);
    }
  });
});
