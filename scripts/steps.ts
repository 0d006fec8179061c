/** Runs one step of a start and prints its name, what it says about itself and its seconds on one line. */
export async function step<T>(
  name: string,
  run: () => Promise<T>,
  tell: (result: T) => string = () => "",
): Promise<T> {
  process.stdout.write(`${name} ... `);
  const started = performance.now();
  try {
    const result = await run();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const detail = tell(result);
    process.stdout.write(`${detail === "" ? "" : `${detail}, `}${seconds} s\n`);
    return result;
  } catch (error) {
    process.stdout.write("stopped\n");
    throw error;
  }
}
