import { startThrowAway } from "@/scripts/throw-away";

/** Starts one migrated, empty database for all database tests of a run; the workers inherit its variables. Returns the clean-up. */
export default async function setup(): Promise<() => Promise<void>> {
  const database = await startThrowAway();
  Object.assign(process.env, database.env, { APP_ORIGIN: "http://localhost:3000", SIGNUP: "open" });
  return database.stop;
}
