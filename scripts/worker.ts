import { Logger, type Runner, run } from "graphile-worker";
import { databaseUrls } from "@/db/connections";
import { Refusal } from "@/db/refusal";
import { operatorVariables } from "./operator";
import { reportAndExit } from "./report";

/** The job worker. Several may run against one database; each takes its own jobs. */
async function main(): Promise<void> {
  Object.assign(process.env, operatorVariables("worker"));
  const { jobs } = databaseUrls();
  if (!jobs)
    throw new Refusal(
      "DATABASE_JOBS_URL is not set: start the worker through npm start or npm run start:worker.",
    );
  const { crontab, taskList } = await import("@/lib/jobs/registry");
  const runner = await run({
    connectionString: jobs,
    schema: "graphile_worker",
    concurrency: 4,
    noHandleSignals: true,
    taskList,
    crontab: process.env.CARRYOVER_SCHEDULE === "off" ? "" : crontab,
    logger: new Logger(() => (level, message) => {
      if (level === "error" || level === "warning") process.stderr.write(`worker: ${message}\n`);
    }),
  });
  leaveCleanly(runner);
  // A day whose hours nobody was running for is met at the start.
  await runner.addJob("daily-snapshot", {}, { jobKey: "daily-snapshot at start", maxAttempts: 3 });
  await runner.promise;
  process.exit(0);
}

/** A signal ends the worker after its running jobs. */
function leaveCleanly(runner: Runner): void {
  let leaving = false;
  const leave = () => {
    if (leaving) return;
    leaving = true;
    runner.stop().catch(reportAndExit);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, leave);
}

// The database driver can throw outside of any promise when the server dies: end, and let the supervisor start a fresh process.
process.on("uncaughtException", reportAndExit);
main().catch(reportAndExit);
