import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import type { OscalProfile } from "@/lib/core/oscal/profile";
import { profileShape } from "@/lib/core/oscal/profile";
import { type SecurityPlan, securityPlanShape } from "@/lib/core/oscal/security-plan";
import type { SoaDocument, SoaDocumentRow } from "@/lib/core/soa-document";
import { publishedOscal, readPublishedOscal } from "@/lib/exports/oscal-checker";
import { oscalProfile, oscalSecurityPlan } from "@/lib/exports/soa-oscal";
import { APPROVED, anyStatement, sampleDocument, sampleRow } from "@/lib/exports/soa-samples";

const PLACES = { catalogHref: "oscal-catalog-iso27001.json", profileHref: "x.oscal-profile.json" };
const annex = CONTROLS.map(({ ref, title }) => sampleRow(ref, { title }));

function changed(ref: string, more: Partial<SoaDocumentRow>): readonly SoaDocumentRow[] {
  return annex.map((row) => (row.ref === ref ? { ...row, ...more } : row));
}

function planOf(document: SoaDocument, edition: "internal" | "shareable" = "internal") {
  const parsed = JSON.parse(oscalSecurityPlan(document, edition, PLACES)) as SecurityPlan;
  return parsed["system-security-plan"];
}

function requirementOf(document: SoaDocument, ref: string, edition: "internal" | "shareable" = "internal") {
  const found = planOf(document, edition)["control-implementation"]["implemented-requirements"].find(
    (one) => one["control-id"] === ref,
  );
  if (found === undefined) throw new Error(`There is no ${ref}.`);
  return found;
}

describe("the security plan", () => {
  test("has an implemented requirement for each of the 93 rows and for own controls", () => {
    const document = sampleDocument([...annex, sampleRow("X.1")]);
    const ids = planOf(document)["control-implementation"]["implemented-requirements"].map(
      (one) => one["control-id"],
    );
    expect(ids).toEqual([...CONTROLS.map(({ ref }) => ref), "X.1"]);
  });

  test.each([
    ["implemented", null, "implemented", undefined],
    ["partial", null, "partial", undefined],
    ["planned", "2027-01-31", "planned", "Target date 2027-01-31."],
    ["not_started", null, "planned", "Not started."],
  ] as const)("says %s as %s", (implementation, targetOn, state, remarks) => {
    const document = sampleDocument(changed("A.5.1", { implementation, targetOn }));
    const [own] = requirementOf(document, "A.5.1")["by-components"];
    expect(own?.["implementation-status"]).toEqual(remarks === undefined ? { state } : { state, remarks });
  });

  test("names each method in both editions, and none that nobody recorded (S-02)", () => {
    const methodsOf = (methods: SoaDocumentRow["methods"], edition: "internal" | "shareable") =>
      requirementOf(sampleDocument(changed("A.5.1", { methods })), "A.5.1", edition)
        .props?.filter(({ name }) => name === "implementation-method")
        .map(({ value }) => value);
    for (const edition of ["internal", "shareable"] as const) {
      expect(methodsOf(["policy", "technical"], edition)).toEqual(["policy", "technical"]);
      expect([methodsOf([], edition), methodsOf(undefined, edition)]).toEqual([[], []]);
    }
  });

  test("says excluded as not applicable, with the reason in the internal edition alone", () => {
    const document = sampleDocument(
      changed("A.7.1", { applicability: "excluded", exclusionJustification: "No premises of our own." }),
    );
    const status = (edition: "internal" | "shareable") =>
      requirementOf(document, "A.7.1", edition)["by-components"][0]?.["implementation-status"];
    expect(status("internal")).toEqual({ state: "not-applicable", remarks: "No premises of our own." });
    expect(status("shareable")).toEqual({
      state: "not-applicable",
      remarks: "Excluded from the statement.",
    });
  });

  test("names the provider's part as inherited, with the document that it rests on", () => {
    const reliance = {
      ...{ supplierId: "s", provider: "Cloud GmbH", document: "SOC 2 Type 2 report" },
      ...{ validUntil: "2027-03-01", valid: true, residual: ["Keep the fire doors shut"] },
    };
    const document = sampleDocument(changed("A.7.11", { delivery: "inherited", reliance }));
    const parts = requirementOf(document, "A.7.11")["by-components"];
    expect(parts).toHaveLength(2);
    expect(parts[1]?.inherited?.[0]?.description).toBe("SOC 2 Type 2 report, valid until 2027-03-01");
    expect(parts[1]?.remarks).toBe("Stays with the organisation: Keep the fire doors shut");
    const components = planOf(document)["system-implementation"].components;
    expect(components.map(({ type, title }) => [type, title])).toEqual([
      ["this-system", "Management system of Northwind"],
      ["service", "Cloud GmbH"],
    ]);
    expect(parts[1]?.["component-uuid"]).toBe(components[1]?.uuid);
    expect(JSON.stringify(planOf(document, "shareable"))).not.toContain("Cloud GmbH");
  });

  test("keeps the UUID of a row in every version, and gives each content its own", () => {
    const draft = sampleDocument(annex);
    const approved = sampleDocument(annex, APPROVED);
    expect(requirementOf(draft, "A.5.1").uuid).toBe(requirementOf(approved, "A.5.1").uuid);
    expect(planOf(draft).uuid).not.toBe(planOf(approved).uuid);
    expect(planOf(draft).uuid).toBe(planOf(sampleDocument(annex)).uuid);
  });
});

test("the profile takes the included controls by number, own ones from the file itself", () => {
  const rows = [
    ...changed("A.7.1", { applicability: "excluded" }),
    sampleRow("X.2", { title: "Badge\nprinter" }),
    sampleRow("X.3", { applicability: "undecided" }),
  ];
  const { profile } = JSON.parse(oscalProfile(sampleDocument(rows), "internal", PLACES)) as OscalProfile;
  const ids = profile.imports.map((one) => one["include-controls"].flatMap((each) => each["with-ids"]));
  expect(ids[0]).toEqual(CONTROLS.map(({ ref }) => ref).filter((ref) => ref !== "A.7.1"));
  expect(ids[1]).toEqual(["X.2"]);
  const resource = profile["back-matter"]?.resources[0];
  expect(profile.imports.map((one) => one.href)).toEqual([
    "oscal-catalog-iso27001.json",
    `#${resource?.uuid}`,
  ]);
  expect(resource?.description).toBe("X.2 Badge printer");
});

test("the shapes take whatever people write, and refuse every addition", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(anyStatement, (document) => {
      const plan = JSON.parse(oscalSecurityPlan(document, "internal", PLACES)) as SecurityPlan;
      expect(securityPlanShape.safeParse(plan).success).toBe(true);
      const more = { ...plan["system-security-plan"], extra: 1 };
      expect(securityPlanShape.safeParse({ "system-security-plan": more }).success).toBe(false);
    }),
    { numRuns: 30 },
  );
  const made = JSON.parse(oscalProfile(sampleDocument(annex), "internal", PLACES)) as OscalProfile;
  expect(profileShape.safeParse({ profile: { ...made.profile, imports: [] } }).success).toBe(false);
});

test("no profile is made while no control is included", () => {
  const rows = [sampleRow("A.5.1", { applicability: "undecided" })];
  expect(() => oscalProfile(sampleDocument(rows), "internal", PLACES)).toThrow("No control is included yet");
});

describe("against the published schemas, where they lie beside the project", () => {
  const present = publishedOscal();

  test.skipIf(!present)(
    "plan and profile of both editions fit, whatever people wrote",
    { timeout: 60_000 },
    () => {
      const [plan, profile] = [readPublishedOscal("ssp"), readPublishedOscal("profile")];
      const full = sampleDocument([...annex, sampleRow("X.1")], APPROVED);
      for (const edition of ["internal", "shareable"] as const) {
        expect(plan(JSON.parse(oscalSecurityPlan(full, edition, PLACES)))).toEqual([]);
        expect(profile(JSON.parse(oscalProfile(full, edition, PLACES)))).toEqual([]);
      }
      fc.assert(
        fc.property(anyStatement, (document) => {
          expect(plan(JSON.parse(oscalSecurityPlan(document, "internal", PLACES)))).toEqual([]);
        }),
        { numRuns: 10 },
      );
    },
  );

  test.skipIf(!present)("the checker finds what is wrong", () => {
    const made = JSON.parse(oscalSecurityPlan(sampleDocument(annex), "internal", PLACES)) as SecurityPlan;
    const broken = { ...made["system-security-plan"], uuid: "1" };
    expect(readPublishedOscal("ssp")({ "system-security-plan": broken }).length).toBeGreaterThan(0);
  });
});
