import { describe, expect, test } from "vitest";
import { readEnv } from "./env";

const least = {
  DATABASE_APP_URL: "postgres://a:b@localhost/c",
  DATABASE_AUTH_URL: "postgres://a:b@localhost/c",
  AUTH_SECRET: "x".repeat(32),
};

describe("readEnv", () => {
  test("needs the two database addresses and the secret, and fills in the rest", () => {
    expect(readEnv({ ...least, PORT: "3100" })).toMatchObject({
      appOrigin: "http://localhost:3100",
      signup: "invite",
      smtpUrl: null,
      databaseJobsUrl: null,
      demo: false,
      logLevel: "info",
    });
  });

  test("treats an empty variable as one that is not set", () => {
    expect(readEnv({ ...least, SMTP_URL: "", SIGNUP: " ", APP_ORIGIN: "" })).toMatchObject({
      smtpUrl: null,
      signup: "invite",
    });
  });

  test("names each wrong variable and never prints a value", () => {
    const read = () => readEnv({ ...least, AUTH_SECRET: "short-value", SIGNUP: "everybody" });
    expect(read).toThrow(/AUTH_SECRET.*SIGNUP/);
    expect(read).not.toThrow(/short-value/);
  });

  test.each([
    "https://app.example.com/",
    "app.example.com",
    "https://app.example.com/x",
    "ftp://app.example.com",
  ])("refuses %s as an origin", (value) => {
    expect(() => readEnv({ ...least, APP_ORIGIN: value })).toThrow(/APP_ORIGIN/);
  });
});

describe("files and the scanner", () => {
  const bucket = {
    S3_ENDPOINT: "https://s3.example.com",
    S3_BUCKET: "evidence",
    S3_ACCESS_KEY_ID: "key",
    S3_SECRET_ACCESS_KEY: "hidden-value",
  };

  test("files live on the disk, up to 100 MB each and without a scanner, unless told", () => {
    expect(readEnv(least)).toMatchObject({ s3: null, clamd: null, maxUploadBytes: 100 * 1024 * 1024 });
    expect(readEnv(least).maxWorkspaceBytes).toBeNull();
    expect(readEnv({ ...least, WORKSPACE_STORAGE_MB: "2" }).maxWorkspaceBytes).toBe(2 * 1024 * 1024);
    expect(() => readEnv({ ...least, WORKSPACE_STORAGE_MB: "0" })).toThrow(/WORKSPACE_STORAGE_MB/);
  });

  test("a bucket needs its name and both keys", () => {
    expect(readEnv({ ...least, ...bucket }).s3).toMatchObject({ region: "us-east-1", bucket: "evidence" });
    const read = () => readEnv({ ...least, ...bucket, S3_BUCKET: "", S3_ACCESS_KEY_ID: "" });
    expect(read).toThrow(/S3_BUCKET.*S3_ACCESS_KEY_ID/);
    expect(read).not.toThrow(/hidden-value/);
  });

  test("the scanner is a socket, or a host and a port", () => {
    expect(readEnv({ ...least, CLAMD_SOCKET: "/run/clamd.ctl" }).clamd).toEqual({ path: "/run/clamd.ctl" });
    expect(readEnv({ ...least, CLAMD_HOST: "clamd" }).clamd).toEqual({ host: "clamd", port: 3310 });
  });
});
