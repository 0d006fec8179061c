import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { FormMessage, isBesideField } from "@/components/ui/form-message";

const failure = {
  ok: false as const,
  code: "INVALID",
  message: "Write a reason.",
  fields: { reason: "Write a reason." },
};

/** A form as the browser would show it: sentences beside fields, some of them in a part that is closed. */
function formWith(printed: readonly { readonly text: string; readonly inSight: boolean }[]): HTMLElement {
  const found = printed.map(({ text, inSight }) => ({
    textContent: text,
    getClientRects: () => ({ length: inSight ? 1 : 0 }),
  }));
  return { querySelectorAll: (selector: string) => (selector === ".err" ? found : []) } as never;
}

describe("the sentence of a form with one field that failed", () => {
  it("stands beside the field, and the head only points", () => {
    const markup = renderToStaticMarkup(<FormMessage failure={failure} beside={true} />);
    expect(markup).toContain("1 field needs attention. Nothing was saved.");
    expect(markup).not.toContain("Write a reason.");
    const two = { ...failure, fields: { reason: "Write a reason.", until: "Choose a day." } };
    const both = renderToStaticMarkup(<FormMessage failure={two} beside={true} />);
    expect(both).toContain("2 fields need attention. Nothing was saved.");
  });

  it("stands at the head, once, where no field in sight says it", () => {
    const general = { ...failure, fields: { "": "Write a reason." } };
    for (const each of [failure, general]) {
      const markup = renderToStaticMarkup(<FormMessage failure={each} beside={false} />);
      expect(markup.match(/Write a reason\./g)).toHaveLength(1);
    }
    const both = renderToStaticMarkup(
      <FormMessage failure={{ ...failure, fields: { "": "And choose a risk." } }} beside={false} />,
    );
    expect(both).toContain("Write a reason.<p>And choose a risk.</p>");
  });

  it.each([
    ["a field prints it", [{ text: "Write a reason.", inSight: true }], true],
    ["the field stands in a closed part", [{ text: "Write a reason.", inSight: false }], false],
    ["fields print other sentences", [{ text: "Choose a date.", inSight: true }], false],
    ["no field prints anything", [], false],
  ] as const)("is looked for in the form: %s", (_name, printed, expected) => {
    expect(isBesideField(formWith(printed), failure)).toBe(expected);
  });

  it("is not looked for without a form", () => {
    expect(isBesideField(null, failure)).toBe(false);
  });
});
