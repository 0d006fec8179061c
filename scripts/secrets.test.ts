import { chmodSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openSecrets } from "./secrets";

let dataDir: string;
const keyFile = () => join(dataDir, "secrets", "master.key");

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "carryover-secrets-"));
  vi.stubEnv("CARRYOVER_SECRET", "");
  for (const name of ["APP", "AUTH", "JOBS"]) vi.stubEnv(`DATABASE_${name}_URL`, "");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dataDir, { recursive: true, force: true });
});

describe("openSecrets", () => {
  test("creates the master secret once, readable by its owner only, and derives the same values again", () => {
    const first = openSecrets(dataDir, { create: true });
    const second = openSecrets(dataDir, { create: false });
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
    expect(second.authSecret).toBe(first.authSecret);
    expect(second.rolePassword("carryover_app")).toBe(first.rolePassword("carryover_app"));
    expect(Buffer.from(first.actionsKey, "base64")).toHaveLength(32);
  });

  test("gives each purpose a value of its own", () => {
    const secrets = openSecrets(dataDir, { create: true });
    const values = [
      secrets.authSecret,
      secrets.actionsKey,
      secrets.rolePassword("carryover_app"),
      secrets.rolePassword("carryover_auth"),
      secrets.rolePassword("carryover_jobs"),
    ];
    expect(new Set(values).size).toBe(values.length);
  });

  test("refuses a secret that others may read", () => {
    openSecrets(dataDir, { create: true });
    chmodSync(keyFile(), 0o644);
    expect(() => openSecrets(dataDir, { create: true })).toThrow(/chmod 600/);
  });

  test("refuses to invent a secret where only an existing one can work", () => {
    expect(() => openSecrets(dataDir, { create: false })).toThrow(/CARRYOVER_SECRET/);
  });

  test("refuses a short secret from the environment", () => {
    vi.stubEnv("CARRYOVER_SECRET", "short");
    expect(() => openSecrets(dataDir, { create: true })).toThrow(/at least 32/);
  });

  test("keeps the password of an address that the operator gave", () => {
    vi.stubEnv("DATABASE_APP_URL", "postgres://carryover_app:own%20word@db/carryover");
    expect(openSecrets(dataDir, { create: true }).rolePassword("carryover_app")).toBe("own word");
  });
});
