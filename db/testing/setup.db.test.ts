import postgres from "postgres";
import { expect, test } from "vitest";
import { databaseUrls } from "@/db/connections";
import { databaseNeedsMigration } from "@/db/migration-state";

test("the application's login reaches a database that is up to date", async () => {
  const sql = postgres(databaseUrls().app, { max: 1 });
  try {
    expect(await databaseNeedsMigration(sql)).toBe(false);
  } finally {
    await sql.end();
  }
});
