import postgres from "postgres";
import { expect, test } from "vitest";
import { databaseUrls } from "@/db/connections";
import { databaseNeedsMigration } from "@/db/migration-state";

test("the login for accounts reaches a database that is up to date", async () => {
  const sql = postgres(databaseUrls().auth, { max: 1 });
  try {
    expect(await databaseNeedsMigration(sql)).toBe(false);
  } finally {
    await sql.end();
  }
});
