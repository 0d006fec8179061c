import { z } from "zod";

export const hideSetupInput = z.strictObject({
  hidden: z.enum(["yes", "no"], "Choose whether the list is shown."),
});
