import { z } from "zod";

const password = z.string().min(1, "Type your password.").max(256, "A password has at most 256 characters.");
const version = z.coerce.number().int().min(1);

export const startExportInput = z.strictObject({ password });
export const confirmImportInput = z.strictObject({ id: z.uuid(), version, password });
export const dropImportInput = z.strictObject({ id: z.uuid(), version });
