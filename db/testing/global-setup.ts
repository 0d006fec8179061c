import { startThrowAway, type ThrowAway } from "@/scripts/throw-away";

let database: ThrowAway | undefined;

/** Starts one migrated, empty database for all database tests of a run; the workers inherit its variables. */
export async function setup(): Promise<void> {
  database = await startThrowAway();
  Object.assign(process.env, database.env, { APP_ORIGIN: "http://localhost:3000", SIGNUP: "open" });
}

/** Removes the database of the run. */
export async function teardown(): Promise<void> {
  await database?.stop();
}
