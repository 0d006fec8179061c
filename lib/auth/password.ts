import "server-only";
import { hash, verify } from "@node-rs/argon2";

const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 4;

let running = 0;
const waiting: (() => void)[] = [];

async function slot<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

/** The argon2id hash (19 MiB, two passes) as a PHC string; at most four are computed at once. */
export async function hashPassword(password: string): Promise<string> {
  return slot(() => hash(password, OPTIONS));
}

let decoy: Promise<string> | undefined;

/** Whether the password fits. Without a stored hash it spends the same time on a decoy, so that nothing can be told from the wait. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("a decoy for accounts that do not exist");
  const against = stored ?? (await decoy);
  const fits = await slot(() => verify(against, password));
  return stored !== null && fits;
}
