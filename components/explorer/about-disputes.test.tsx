import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { AboutClaims } from "@/components/explorer/about-claims";
import { AboutDisputes } from "@/components/explorer/about-disputes";
import { kindWords, lineWords } from "@/components/explorer/about-words";
import { claimViews } from "@/lib/core/claims-view";
import { DEFAULT_VIEW } from "@/lib/core/explorer-view";
import { CLAIMS } from "@/lib/core/frameworks/claims";
import { DISPUTES } from "@/lib/core/frameworks/disputes";
import { paths } from "@/lib/core/paths";

const disputes = renderToStaticMarkup(<AboutDisputes view={DEFAULT_VIEW} />);
const claims = renderToStaticMarkup(<AboutClaims view={DEFAULT_VIEW} />);

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("'", "&#x27;");
}

/** The markup of the card or row with this anchor. */
function item(markup: string, anchor: string): string {
  const [, tag] = new RegExp(`<(li|tr) id="${anchor}"`).exec(markup) ?? [];
  const from = markup.indexOf(`<${tag} id="${anchor}"`);
  return tag === undefined ? "" : markup.slice(from, markup.indexOf(`</${tag}>`, from));
}

describe("the page of numbers", () => {
  it("has 51 contradictions to show", () => {
    expect(DISPUTES).toHaveLength(51);
    expect(disputes.match(/<tr id="k\d\d"/g)).toHaveLength(51);
  });

  it.each(DISPUTES.map((dispute) => [dispute.id, dispute] as const))(
    "renders %s at its anchor with claim, finding, presentation, lines and links",
    (id, dispute) => {
      const place = item(disputes, id.toLowerCase());
      for (const text of [dispute.claim, dispute.finding, dispute.presented]) {
        expect(place).toContain(escaped(text));
      }
      expect(place).toContain(lineWords(dispute.lines));
      expect(kindWords(dispute.kind)).not.toBe("");
      for (const ref of dispute.refs) expect(place).toContain(`href="${paths.explorerRef(ref)}"`);
      expect(disputes).toContain(`href="#${id.toLowerCase()}"`);
    },
  );

  it.each(CLAIMS.map((claim) => [claim.id, claim] as const))(
    "renders the figure %s with its lines, its ids and links to its contradictions",
    (id, claim) => {
      const place = item(claims, id);
      const view = claimViews().find((one) => one.claim.id === id);
      expect(place).toContain(escaped(claim.says));
      expect(place).toContain(lineWords(claim.lines));
      expect(place).toContain("Source says");
      expect(place).toContain("Computed from rows");
      for (const dispute of claim.disputes) expect(place).toContain(`href="#${dispute.toLowerCase()}"`);
      for (const ref of [...(view?.onlyClaimed ?? []), ...(view?.onlyComputed ?? [])]) {
        expect(place, ref).toContain(`>${ref}</a>`);
      }
    },
  );

  it("splits the 22 unnamed controls by what the text says of them", () => {
    const place = item(claims, "eleven-uncovered");
    expect(place).toContain("22 - 14 + 3 = 11");
    expect(place).toContain("Claimed and by the rows: 8");
  });

  it("shows the quoted times beside the sum of their phases", () => {
    expect(item(claims, "months-with-soc2")).toContain("14 to 20 weeks");
    expect(item(claims, "months-with-soc2")).toContain("14 to 24 weeks, 3.2 to 5.5 months");
    expect(item(claims, "audit-weeks")).toContain('href="#k33"');
  });
});
