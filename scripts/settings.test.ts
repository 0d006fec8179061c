import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readSettings } from "./settings";

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "carryover-settings-"));
  for (const name of ["HOST", "PORT", "APP_ORIGIN", "DATABASE_URL", "SIGNUP"]) vi.stubEnv(name, "");
  vi.stubEnv("CARRYOVER_DATA_DIR", dataDir);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dataDir, { recursive: true, force: true });
});

describe("readSettings", () => {
  test("serves the demo on loopback with open sign-up when nothing is set", () => {
    expect(readSettings()).toMatchObject({
      host: "127.0.0.1",
      port: 3000,
      origin: "http://127.0.0.1:3000",
      databaseUrl: null,
      demo: true,
      signup: "open",
    });
  });

  test("makes no demo and closes sign-up on an operator's database", () => {
    vi.stubEnv("DATABASE_URL", "postgres://deploy:secret@db/carryover");
    expect(readSettings()).toMatchObject({ demo: false, signup: "invite" });
  });

  test("makes no demo where others can reach it, and asks for the origin there", () => {
    vi.stubEnv("HOST", "0.0.0.0");
    expect(readSettings).toThrow(/APP_ORIGIN/);
    vi.stubEnv("APP_ORIGIN", "https://app.example.com");
    expect(readSettings()).toMatchObject({ demo: false, origin: "https://app.example.com" });
  });

  test.each([
    ["PORT", "http", /PORT is "http"/],
    ["PORT", "70000", /PORT is "70000"/],
    ["SIGNUP", "everybody", /SIGNUP is "everybody"/],
    ["DATABASE_URL", "mysql://db/carryover", /DATABASE_URL is not a database address/],
  ])("answers %s=%s with one sentence", (name, value, sentence) => {
    vi.stubEnv(name, value);
    expect(readSettings).toThrow(sentence);
  });
});
