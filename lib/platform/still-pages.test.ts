import { describe, expect, it } from "vitest";
import { placeOfNonce, stillPages } from "@/lib/platform/still-pages";

function asked(address: string, headers: Record<string, string> = {}, method = "GET") {
  return { method, headers: new Headers(headers), nextUrl: new URL(address, "http://localhost") };
}

function counting(parts: readonly string[] | null = ["<script nonce=", "></script>"]) {
  const loads: string[] = [];
  const load = async (address: string, cookies: string) => {
    loads.push(cookies === "" ? address : `${address} ${cookies}`);
    return parts;
  };
  return { loads, load };
}

const DOOR = { port: "3000", secure: false };
const TOKEN = "q7Zc0Yw1mB3nXk5Lp9Rt2Vd4Hs6Gf8Ja_uE-oIyTrWz";

describe("public pages that are kept", () => {
  it("are rendered once and carry the nonce of each request", async () => {
    const { loads, load } = counting();
    const page = stillPages(load);
    expect(await page(asked("/crosswalk/A.5.15"), "one", DOOR)).toBe("<script nonce=one></script>");
    expect(await page(asked("/crosswalk/A.5.15"), "two", DOOR)).toBe("<script nonce=two></script>");
    expect(loads).toEqual(["/crosswalk/A.5.15"]);
  });

  it("are rendered once for all cookies that change nothing, and ask with none of the visitor's own", async () => {
    const { loads, load } = counting();
    const page = stillPages(load);
    const ask = (cookie: string) => page(asked("/crosswalk/A.5.15", { cookie }), "n", DOOR);
    for (const cookie of ["_ga=GA1.2.3", "nav=rail; theme=system", "carryover.session=short", "theme=<b>"]) {
      expect(await ask(cookie)).not.toBeNull();
    }
    expect(loads).toEqual(["/crosswalk/A.5.15"]);
    await ask(`theme=dark; carryover.session=${TOKEN}`);
    await ask(`carryover.session=${[...TOKEN].reverse().join("")}; theme=dark`);
    await ask("theme=dark");
    expect(loads.slice(1)).toEqual([
      `/crosswalk/A.5.15 theme=dark; carryover.session=${"-".repeat(43)}`,
      "/crosswalk/A.5.15 theme=dark",
    ]);
  });

  it("are rendered once for requests that come at the same time", async () => {
    const { loads, load } = counting();
    const page = stillPages(load);
    await Promise.all(["a", "b", "c"].map((nonce) => page(asked("/crosswalk?scope=privacy"), nonce, DOOR)));
    expect(loads).toEqual(["/crosswalk?scope=privacy"]);
  });

  it.each(["", "?q=offboarding", "/matrix", "/about", "/data", "/first", "/effort", "/themes/A.5", "/CC6.1"])(
    "are given for /crosswalk%s to visitors without a cookie",
    async (rest) => {
      const request = asked(`/crosswalk${rest}`, { cookie: "", "sec-fetch-dest": "document" });
      expect(await stillPages(counting().load)(request, "n", DOOR)).not.toBeNull();
    },
  );

  it.each([
    ["a sentence for one visitor", asked("/crosswalk", { cookie: "theme=dark; flash=0a1b2c3d.Signed%20in" })],
    ["the router's own request", asked("/crosswalk", { "sec-fetch-dest": "empty" })],
    ["another method", asked("/crosswalk", {}, "HEAD")],
    ["a file", asked("/crosswalk/data/crosswalk.csv")],
    ["a form that is filled in", asked("/crosswalk/effort?start=2026-11-22")],
    ["a workspace's page", asked("/w/northwind/crosswalk")],
    ["another public page", asked("/sign-in")],
    ["a long query", asked(`/crosswalk?scope=${"a".repeat(300)}`)],
  ])("are not given for %s", async (_what, request) => {
    const { loads, load } = counting();
    expect(await stillPages(load)(request, "n", DOOR)).toBeNull();
    expect(loads).toEqual([]);
  });

  it("are rendered for the request when the address gives no page or the process does not answer", async () => {
    expect(await stillPages(counting(null).load)(asked("/crosswalk/A%205.15"), "n", DOOR)).toBeNull();
    const failing = stillPages(() => Promise.reject(new Error("refused")));
    expect(await failing(asked("/crosswalk"), "n", DOOR)).toBeNull();
  });

  it("are forgotten when there are too many or too long ones, the longest unused first", async () => {
    const { loads, load } = counting(["12345", "67890"]);
    const page = stillPages(load, { pages: 2, chars: 1_000 });
    for (const ref of ["A.5.1", "A.5.2", "A.5.1", "A.5.3", "A.5.1", "A.5.2"]) {
      await page(asked(`/crosswalk/${ref}`), "n", DOOR);
    }
    expect(loads.map((address) => address.slice(11))).toEqual(["A.5.1", "A.5.2", "A.5.3", "A.5.2"]);
    const short = counting(["12345", "67890"]);
    const small = stillPages(short.load, { pages: 9, chars: 15 });
    for (const ref of ["A.5.1", "A.5.2", "A.5.1"]) await small(asked(`/crosswalk/${ref}`), "n", DOOR);
    expect(short.loads).toHaveLength(3);
  });

  it("are rendered again on the next day, since a page may say which day it is", async () => {
    let today = "2026-11-22";
    const { loads, load } = counting();
    const page = stillPages(load, { pages: 9, chars: 1_000 }, () => today);
    await page(asked("/crosswalk/effort"), "n", DOOR);
    await page(asked("/crosswalk/effort"), "n", DOOR);
    today = "2026-11-23";
    await page(asked("/crosswalk/effort"), "n", DOOR);
    expect(loads).toHaveLength(2);
  });

  it("are marked for nobody who does not know the process's own word", () => {
    expect(placeOfNonce(new Headers({ "x-still-page": "guess" }))).toBeNull();
    expect(placeOfNonce(new Headers())).toBeNull();
  });
});
