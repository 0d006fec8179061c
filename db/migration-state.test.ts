import { describe, expect, test } from "vitest";
import { pendingMigrations } from "./migration-state";

const file = (name: string, sha256 = `hash of ${name}`) => ({ name, sha256, statements: [] });
const files = [file("0000_tables"), file("0001_security"), file("0002_jobs")];

describe("pendingMigrations", () => {
  test("gives all files to an empty database, in order", () => {
    expect(pendingMigrations(files, [])).toEqual(files);
  });

  test("gives only what is missing", () => {
    expect(pendingMigrations(files, files.slice(0, 2))).toEqual([file("0002_jobs")]);
  });

  test("refuses a database that knows more than the code", () => {
    expect(() => pendingMigrations(files.slice(0, 2), files)).toThrow(/newer than this code.*0002_jobs/);
  });

  test("refuses a file that was edited after it was applied", () => {
    expect(() => pendingMigrations(files, [file("0000_tables", "other")])).toThrow(/0000_tables was edited/);
  });
});
