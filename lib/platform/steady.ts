import "server-only";

/** The work's outcome, never sooner than after `milliseconds`, so that the wait does not tell which way it went. */
export async function steadily<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const wait = new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds);
  });
  const [outcome] = await Promise.allSettled([work, wait]);
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}
