import { z } from "zod";
import { REGISTER_LIMITS } from "@/lib/core/register-text";

const ROW = "(?:A\\.[5-8]\\.\\d{1,2}|X\\.\\d{1,4}):\\d{1,9}:\\d{1,9}";
const SEEN = new RegExp(`^(?:${ROW}(?: ${ROW})*)?$`);
const AGAIN = "Reload the page and choose the file again.";

/** First a file; then its text with the rows that the preview announced, `A.5.1:3:4` each with the versions that were seen. */
export const importSoaInput = z.strictObject({
  file: z.file("Choose a file.").max(REGISTER_LIMITS.bytes, "The file is larger than 5 MB.").optional(),
  text: z.string().max(REGISTER_LIMITS.bytes, "The file is larger than 5 MB.").optional(),
  seen: z.string().max(10_000, AGAIN).regex(SEEN, AGAIN).optional(),
});
export type ImportSoaInput = z.output<typeof importSoaInput>;
