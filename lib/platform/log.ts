import "server-only";
import pino, { type Logger } from "pino";
import { env } from "@/lib/platform/env";

let logger: Logger | undefined;

/** The process's logger: JSON lines on standard output. Log names of events and ids, never what people typed. */
export function log(): Logger {
  logger ??= pino({
    level: env().logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ["password", "token", "*.password", "*.token", "email", "*.email"],
      censor: "[redacted]",
    },
  });
  return logger;
}
