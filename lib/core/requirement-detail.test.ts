import { describe, expect, it } from "vitest";
import type { Role } from "@/lib/core/access";
import { ALL_REQUIREMENTS } from "@/lib/core/frameworks/catalogue";
import {
  askOf,
  directionsOf,
  evidenceLine,
  type LinkedEvidence,
  overlapTable,
  sourceLine,
  verdictLine,
} from "@/lib/core/requirement-detail";
import { controlsCsv } from "@/lib/core/requirement-export";
import { requirementRights } from "@/lib/core/requirement-rights";
import type { RequirementRow } from "@/lib/core/requirement-rows";

const today = "2026-11-20";
const crosswalk = { categories: ["security"], countWildcard: false, overrides: [] } as const;

function row(ref: string, more: Partial<RequirementRow> = {}): RequirementRow {
  const entry = ALL_REQUIREMENTS.find((one) => one.ref === ref);
  return {
    ref,
    kind: entry?.kind ?? "own",
    title: entry?.title ?? "Own",
    ownAbout: null,
    evidenceStatus: "missing",
    overrideReason: null,
    overridden: false,
    applicability: "included",
    implementation: "not_started",
    targetOn: null,
    delivery: "own",
    evidencedCurrent: false,
    linkedCount: 0,
    sufficientCount: 0,
    needsSupplementCount: 0,
    expiredCount: 0,
    dueSoonCount: 0,
    returnedCount: 0,
    openMajor: 0,
    openMinor: 0,
    ownerId: null,
    ownerName: null,
    dueOn: null,
    note: "",
    version: 1,
    ...more,
  };
}

function item(more: Partial<LinkedEvidence> = {}): LinkedEvidence {
  return {
    itemId: "1",
    reference: "E-048",
    title: "Access Control Policy",
    category: "Policy",
    state: "accepted",
    stateReason: "",
    ownerName: null,
    verdict: "sufficient",
    verdictNote: "",
    reviewerName: "Rita",
    reviewedOn: "2026-11-17",
    reviewedArtifact: 1,
    currentArtifact: 1,
    acceptedOn: "2026-11-03",
    effectiveOn: "2026-11-03",
    periodFrom: null,
    periodTo: null,
    renewOn: "2027-11-03",
    usedIn: 4,
    ...more,
  };
}

describe("lines", () => {
  it("say state, period, renewal and use", () => {
    expect(evidenceLine(item(), today)).toBe("E-048 · Accepted 3 Nov 2026 · Renew by 3 Nov 2027 · Used in 4");
    expect(
      evidenceLine(
        item({
          reference: null,
          state: "draft",
          acceptedOn: null,
          renewOn: "2026-10-31",
          periodFrom: "2025-10-01",
          periodTo: "2026-09-30",
        }),
        today,
      ),
    ).toBe("Draft · Covers 1 Oct 2025 to 30 Sep 2026 · Expired 31 Oct 2026 · Used in 4");
    expect(evidenceLine(item({ periodFrom: "2026-01-01", renewOn: null }), today)).toContain(
      "Covers from 1 Jan 2026",
    );
    expect(evidenceLine(item({ periodTo: "2026-01-01" }), today)).toContain("Covers up to 1 Jan 2026");
  });
  it("say who judged, and on which version", () => {
    expect(verdictLine(item())).toBe("Verdict by Rita, 17 Nov 2026");
    expect(verdictLine(item({ currentArtifact: 2 }))).toBe(
      "Verdict by Rita, 17 Nov 2026, given on version 1 of 2",
    );
    expect(verdictLine(item({ verdict: "proposed" }))).toBeNull();
    expect(verdictLine(item({ reviewerName: null }))).toBeNull();
    expect(sourceLine({ document: "mapping-article", line: 62 })).toBe("Mapping article, line 62");
    expect(sourceLine({ document: "own-reading", line: null })).toBe("Own reading");
    expect(sourceLine(null)).toBeNull();
  });
});

describe("askOf", () => {
  const ask = (more: Partial<RequirementRow>, items: readonly LinkedEvidence[] = []) =>
    askOf(row("A.5.15", more), items, today)?.text;
  it("asks for the most pressing thing only", () => {
    expect(ask({})).toBeUndefined();
    expect(ask({ applicability: "excluded", openMajor: 1 })).toBeUndefined();
    expect(ask({ openMajor: 1 })).toBe("One open major nonconformity names A.5.15.");
    expect(ask({ openMajor: 2 })).toBe("2 open major nonconformities name A.5.15.");
    expect(ask({ evidenceStatus: "ready" })).toContain("Recorded as ready");
    expect(ask({ evidenceStatus: "ready", overridden: true })).toBeUndefined();
    expect(ask({}, [item({ state: "returned", stateReason: "No date" })])).toBe(
      "E-048 was returned. No date.",
    );
    expect(ask({}, [item({ reference: null, state: "returned" })])).toBe(
      "Access Control Policy was returned.",
    );
    expect(ask({}, [item({ renewOn: "2026-10-31" })])).toBe(
      "E-048 expired 31 Oct 2026. Renew it, then ask for a review.",
    );
    expect(ask({ evidencedCurrent: true }, [item({ renewOn: "2026-10-31" })])).toBeUndefined();
    expect(ask({}, [item({ verdict: "needs_supplement", verdictNote: "Add the time!" })])).toBe(
      "The verdict on E-048 asks for more. Add the time!",
    );
  });
});

describe("directionsOf", () => {
  const rows = ALL_REQUIREMENTS.map((entry) =>
    row(
      entry.ref,
      entry.ref === "A.5.16" ? { evidenceStatus: "ready" } : entry.ref === "CC6.1" ? { linkedCount: 3 } : {},
    ),
  );
  it("shows a control's criteria, and what each still waits for", () => {
    const view = directionsOf("A.5.15", rows, crosswalk);
    expect(view.outcome).toBe("reuse");
    expect(view.pairs.map((pair) => [pair.ref, pair.overlap, pair.linked])).toEqual([
      ["CC6.1", "full", 3],
      ["CC6.3", "full", 0],
    ]);
    const [first] = view.supports;
    expect(first).toMatchObject({ ref: "CC6.1", ready: 1 });
    expect(first?.open).toContain("A.5.15");
    expect((first?.open.length ?? 0) + (first?.ready ?? 0)).toBe(first?.of);
  });
  it("shows a criterion's controls, and what is net-new or SOC 2 only", () => {
    const criterion = directionsOf("CC6.1", rows, crosswalk);
    expect(criterion.pairs.map((pair) => pair.ref)).toContain("A.5.15");
    expect(criterion.supports).toHaveLength(1);
    expect(directionsOf("A.5.31", rows, crosswalk)).toMatchObject({ outcome: "net_new", pairs: [] });
    expect(directionsOf("X.1", rows, crosswalk).outcome).toBe("net_new");
    const overlap = overlapTable(crosswalk);
    for (const { ref } of ALL_REQUIREMENTS) {
      const category = ALL_REQUIREMENTS.find((entry) => entry.ref === ref);
      if (category?.kind === "criterion" && category.category !== "security") continue;
      const { outcome } = directionsOf(ref, rows, crosswalk);
      const word = {
        reuse: "Full",
        supplement: "Partial",
        net_new: "Net-new",
        soc2_only: "SOC 2 only",
        theme_level: "Theme level",
      }[outcome];
      expect(overlap(ref).label, ref).toBe(word);
    }
    expect(overlap("X.1").label).toBe("Net-new");
  });
});

describe("export and rights", () => {
  it("writes every row with words and guards text", () => {
    const csv = controlsCsv([row("A.5.10", { note: "=1+1" }), row("CC6.1"), row("6.1.2")], crosswalk).split(
      "\r\n",
    );
    expect(csv).toHaveLength(5);
    expect(csv[1]).toContain('"A.5.10","Annex A control","A.5 Organizational"');
    expect(csv[1]).toContain(`"'=1+1"`);
    expect(csv[2]).toContain('"SOC 2 criterion"');
  });
  it("gives contributors their own rows only", () => {
    const scope = (role: Role) => ({ actor: { kind: "member", userId: "me", name: "M", role } }) as never;
    expect(requirementRights(scope("contributor"), { ownerId: "me", kind: "clause" })).toMatchObject({
      record: true,
      assign: false,
      implement: false,
    });
    expect(requirementRights(scope("contributor"), { ownerId: null, kind: "control" }).record).toBe(false);
    expect(requirementRights(scope("lead"), { ownerId: null, kind: "clause" })).toEqual({
      record: true,
      assign: true,
      attach: true,
      ask: true,
      raise: true,
      implement: true,
    });
    expect(requirementRights(scope("viewer"), { ownerId: null, kind: "clause" })).toEqual({
      record: false,
      assign: false,
      attach: false,
      ask: false,
      raise: false,
      implement: false,
    });
  });
});
