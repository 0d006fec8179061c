import { execFile } from "node:child_process";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const PROGRAM = `
import { createServer } from "node:http";
const server = createServer((request, response) => response.end(request.headers["x-forwarded-for"]));
server.listen(0, "127.0.0.1", async () => {
  const answer = await fetch("http://127.0.0.1:" + server.address().port, { headers: { "x-forwarded-for": "203.0.113.9" } });
  console.log(await answer.text());
  server.close();
});`;

async function seenBy(trustProxy: string): Promise<string> {
  const preload = pathToFileURL("scripts/client-address.mjs").href;
  const args = ["--import", preload, "--input-type=module", "-e", PROGRAM];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env: { ...process.env, TRUST_PROXY: trustProxy },
  });
  return stdout.trim();
}

describe("the caller's address", () => {
  it("is the connection's, whatever the caller writes", async () => {
    expect(await seenBy("")).toBe("127.0.0.1");
  });
  it("is the proxy's word when the operator says that a proxy stands in front", async () => {
    expect(await seenBy("1")).toBe("203.0.113.9");
  });
});
