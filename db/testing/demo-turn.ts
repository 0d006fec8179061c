// There is one demo in a database: test files that make it take turns, whatever worker they run in.
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll } from "vitest";
import { databaseUrls } from "@/db/connections";

const KEY = 7_001;
const LONGEST_MS = 300_000;

/** Waits until no other test file works with the demo, and keeps it until this file has ended. Call it before other hooks. */
export function oneDemoAtATime(): void {
  const sql = postgres(databaseUrls().app, { max: 1 });
  beforeAll(async () => {
    for (;;) {
      const [row] = await sql<{ mine: boolean }[]>`select pg_try_advisory_lock(${KEY}) as mine`;
      if (row?.mine === true) return;
      await pause(500);
    }
  }, LONGEST_MS);
  afterAll(() => sql.end());
}
