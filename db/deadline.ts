// A bound on the client's side for every call: a database that hangs must not hang the page.
import { withoutValues } from "@/db/without-values";
import { AppError } from "@/lib/core/errors";

const DEADLINE_MS = 15_000;

/** The promise's outcome, or LIMITED after `deadlineMs`, 15 seconds unless told. The statement may still finish: the sentence says so. Errors carry no values. */
export async function withDeadline<T>(work: Promise<T>, deadlineMs = DEADLINE_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new AppError(
            "LIMITED",
            "The database did not answer in time. Reload and check whether your change arrived before you repeat it.",
          ),
        ),
      deadlineMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw withoutValues(error);
  } finally {
    clearTimeout(timer);
  }
}
