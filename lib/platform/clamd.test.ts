import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ClamdServer, EICAR, startClamd } from "@/e2e/support/clamd-server";
import { scanStream } from "@/lib/platform/clamd";

let clamd: ClamdServer;
beforeAll(async () => {
  clamd = await startClamd();
});
afterEach(() => {
  clamd.mode = "right";
});
afterAll(() => clamd.stop());

async function* pieces(...texts: readonly (string | Buffer)[]) {
  for (const text of texts) yield Buffer.from(text);
}

const at = () => ({ host: "127.0.0.1", port: clamd.port });

describe("scanStream", () => {
  test("finds a clean file clean, in pieces as long as they come", async () => {
    const big = Buffer.alloc(300_000, 7);
    expect(await scanStream(at(), pieces("a", big, ""))).toEqual({ state: "clean", note: "" });
    expect(clamd.scanned.at(-1)).toBe(300_001);
  });

  test("names what was found, also when it is cut in two pieces", async () => {
    const found = { state: "infected", note: "Eicar-Test-Signature" };
    expect(await scanStream(at(), pieces(EICAR))).toEqual(found);
    expect(await scanStream(at(), pieces(EICAR.slice(0, 20), EICAR.slice(20)))).toEqual(found);
  });

  test("speaks over a socket file, too", async () => {
    const folder = mkdtempSync(join(tmpdir(), "carryover-clamd-"));
    const local = await startClamd({ path: join(folder, "clamd.ctl") });
    expect(await scanStream({ path: join(folder, "clamd.ctl") }, pieces("x"))).toMatchObject({
      state: "clean",
    });
    await local.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("says that the file is larger than the scanner takes", async () => {
    const small = await startClamd({ limit: 100_000 });
    const answer = await scanStream({ host: "127.0.0.1", port: small.port }, pieces(Buffer.alloc(5_000_000)));
    expect(answer).toMatchObject({ state: "failed", note: /larger than the scanner takes/ });
    await small.stop();
  });

  test.each([
    ["silent", /did not finish in time/],
    ["broken", /./],
    ["odd", /gone fishing/],
  ] as const)("a scanner that is %s has failed", async (mode, note) => {
    clamd.mode = mode;
    const answer = await scanStream(at(), pieces("x", Buffer.alloc(200_000)), 200);
    expect(answer).toMatchObject({ state: "failed", note });
  });

  test("a scanner that is not there has failed", async () => {
    const gone = await startClamd();
    await gone.stop();
    expect(await scanStream({ host: "127.0.0.1", port: gone.port }, pieces("x"))).toMatchObject({
      state: "failed",
    });
  });

  test("an error of the source is the caller's, not the scanner's", async () => {
    async function* broken() {
      yield Buffer.from("x");
      throw new Error("the store went away");
    }
    await expect(scanStream(at(), broken())).rejects.toThrow("the store went away");
  });
});
