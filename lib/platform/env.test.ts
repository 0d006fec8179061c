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
