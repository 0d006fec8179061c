import "server-only";

/** The time of this process. Decisions take it as a parameter; only doors and jobs read it. */
export function now(): Date {
  return new Date();
}
