import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explorerUnknown } from "@/lib/core/explorer-address";
import { EXPLORER_GROUPS } from "@/lib/core/explorer-groups";
import { ALL_REQUIREMENTS } from "@/lib/core/frameworks/catalogue";
import { paths } from "@/lib/core/paths";

const at = (address: string) => explorerUnknown(new URL(address, "http://localhost"));

describe("explorerUnknown", () => {
  it("knows every page of the crosswalk", () => {
    const good = [
      paths.explorer(),
      paths.explorerMatrix(),
      paths.explorerAbout(),
      paths.explorerDataIndex(),
      paths.explorerData("crosswalk.json"),
      "/crosswalk/matrix?category=in_scope&theme=A.5",
      ...ALL_REQUIREMENTS.map(({ ref }) => paths.explorerRef(ref)),
      ...EXPLORER_GROUPS.map(({ id }) => paths.explorerTheme(id)),
      "/crosswalk/a%205.15",
      "/crosswalk/themes/cc6",
      "/crosswalk?to=soc2&scope=privacy&show=soc2_only",
    ];
    for (const address of good) expect(at(address), address).toBeNull();
  });

  it("leaves pages with a query of their own and broken addresses alone", () => {
    expect(at("/crosswalk/effort?scope=everything&to=soc2")).toBeNull();
    expect(at("/crosswalk/effort?start=2027-01-01&to=soc3")?.offers[0]?.href).toBe(
      "/crosswalk/effort?start=2027-01-01&to=soc2",
    );
    expect(at("/crosswalk/first?to=me")).toBeNull();
    expect(at("/crosswalk/%E0%A4%A")).toBeNull();
  });

  it("offers the nearest requirements, in the view of the address", () => {
    const unknown = at("/crosswalk/A.5.38?scope=security");
    expect(unknown).toMatchObject({ kind: "requirement", text: "A.5.38" });
    expect(unknown?.offers[0]).toEqual({
      href: "/crosswalk/A.5.37?scope=security",
      label: "A.5.37",
      words: "Documented operating procedures",
    });
    expect(at("/crosswalk/A.5.38?scope=nothing")?.kind).toBe("requirement");
  });

  it("knows the filters of the matrix", () => {
    expect(at("/crosswalk/matrix?theme=A.9")).toMatchObject({ kind: "value", text: "theme=A.9" });
    expect(at("/crosswalk/matrix?category=privcy&theme=A.5")?.offers[0]?.href).toBe(
      "/crosswalk/matrix?category=privacy&theme=A.5",
    );
  });

  it("takes a group's row filters by the group's own direction", () => {
    expect(at("/crosswalk/themes/CC6?show=soc2_only")).toBeNull();
    expect(at("/crosswalk/themes/CC6?show=net_new")?.text).toBe("show=net_new");
    expect(at("/crosswalk/themes/A.5?to=soc2&show=net_new")).toBeNull();
  });

  it("offers the nearest groups", () => {
    expect(at("/crosswalk/themes/A.9")?.offers.map((offer) => offer.label)).toContain("A.8");
  });

  it("puts a known value in the place of the unknown one", () => {
    const unknown = at("/crosswalk/matrix?to=soc2&scope=availability,privcy");
    expect(unknown).toMatchObject({ kind: "value", text: "scope=privcy" });
    expect(unknown?.offers[0]?.href).toBe("/crosswalk/matrix?to=soc2&scope=availability%2Cprivacy");
    expect(at("/crosswalk?show=reusable")?.offers.map((offer) => offer.label)).toContain("show=reuse");
    expect(at("/crosswalk?scope=availability&scope=privcy")?.offers[0]?.href).toBe(
      "/crosswalk?scope=availability%2Cprivacy",
    );
    expect(at("/crosswalk/CC6.1?privacy=2022")?.text).toBe("privacy=2022");
  });

  it("leads from every unknown address to good ones", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }).map(encodeURIComponent);
    fc.assert(
      fc.property(text, text, fc.constantFrom("scope", "to", "show", "privacy"), (ref, value, name) => {
        for (const address of [
          `/crosswalk/${ref}`,
          `/crosswalk/themes/${ref}`,
          `/crosswalk?${name}=${value}`,
        ]) {
          const offers = at(address)?.offers ?? [];
          for (const { href } of offers) expect(at(href), href).toBeNull();
        }
      }),
    );
  });
});
