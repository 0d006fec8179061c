import { errorCode } from "@/db/connection-errors";
import { Refusal } from "@/db/refusal";

/** Ends the process with one sentence for an expected refusal (after the SQL that somebody has to run), with the whole error otherwise. */
export function reportAndExit(error: unknown): never {
  if (error instanceof Refusal) {
    if (error.statements.length > 0) process.stderr.write(`\n${error.statements.join("\n")}\n\n`);
    process.stderr.write(`${error.message}\n`);
  } else if (errorCode(error) === "ENOSPC") {
    process.stderr.write(
      "The disk is full: free at least 2 GB where the project and its data folder lie, then start again.\n",
    );
  } else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  process.exit(1);
}
