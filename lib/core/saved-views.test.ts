import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COLUMN_LISTS, columnChoices, columnsText, shownColumns } from "@/lib/core/list-columns";
import { readRiskView, riskHref } from "@/lib/core/risk-list";
import { VIEW_LISTS, viewAddress, viewQuery } from "@/lib/core/saved-views";
import { ALL_ROWS, readSoaView, soaHref } from "@/lib/core/soa-list";

const query = (text: string) => new URLSearchParams(text);

describe("what a view keeps of an address (S-07)", () => {
  it("keeps filters, order and columns, and leaves the open row and the page out", () => {
    expect(viewQuery("soa", query("open=A.5.1&cols=owner&show=undecided&pick=all"))).toBe(
      "show=undecided&cols=owner",
    );
    expect(viewQuery("risks", query("sort=-level&from=50&state=treating&view="))).toBe(
      "state=treating&sort=-level",
    );
  });

  it("is the same text however the address was put together, and keeps to its list", () => {
    const names = ["show", "state", "owner", "q", "sort", "cols", "open", "from", "x"];
    const pairs = fc.array(fc.tuple(fc.constantFrom(...names), fc.string({ maxLength: 20 })));
    fc.assert(
      fc.property(fc.constantFrom(...VIEW_LISTS), pairs, (list, given) => {
        const unique = [...new Map(given)];
        const kept = viewQuery(list, new URLSearchParams(unique));
        expect(viewQuery(list, new URLSearchParams([...unique].reverse()))).toBe(kept);
        expect(viewQuery(list, query(kept))).toBe(kept);
      }),
    );
  });

  it("opens the list as it was", () => {
    const view = {
      ...ALL_ROWS,
      show: "no-evidence",
      theme: "A.8",
      q: "backup & restore",
      cols: "owner",
    } as const;
    const kept = viewQuery("soa", new URL(soaHref("acme", view), "http://x").searchParams);
    const opened = new URL(viewAddress("acme", "soa", kept), "http://x");
    expect(opened.pathname).toBe("/w/acme/soa");
    expect(readSoaView(Object.fromEntries(opened.searchParams))).toEqual(view);
    const risks = readRiskView({ state: "treating", sort: "-owner", ref: "A.5.7" });
    const again = query(viewQuery("risks", new URL(riskHref("acme", risks), "http://x").searchParams));
    expect(readRiskView(Object.fromEntries(again))).toEqual(risks);
    expect(viewAddress("acme", "risks", "")).toBe("/w/acme/risks");
  });
});

describe("columns of a list", () => {
  it("are those of the address, else those remembered, else the standard ones", () => {
    expect(shownColumns("soa", "owner", "delivery")).toEqual(["owner"]);
    expect(shownColumns("soa", null, "delivery")).toEqual(["delivery"]);
    expect(shownColumns("soa", null, null)).toEqual(["reasons", "implementation", "delivery"]);
    expect(shownColumns("controls", "none", "owner")).toEqual([]);
  });

  it("come back in the order of the table, whatever was chosen", () => {
    fc.assert(
      fc.property(fc.constantFrom(...COLUMN_LISTS), fc.array(fc.string()), fc.nat(), (list, extra, bits) => {
        const all = columnChoices(list).map(({ value }) => value);
        const chosen = all.filter((_, at) => (bits >> at) % 2 === 1);
        expect(
          shownColumns(
            list,
            columnsText(list, [...extra.filter((one) => !all.includes(one)), ...chosen].reverse()),
          ),
        ).toEqual(chosen);
      }),
    );
  });
});
