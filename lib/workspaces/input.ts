import { z } from "zod";
import { isTimeZone } from "@/lib/core/dates";
import { checkbox, optionalDate, requiredText, versionField } from "@/lib/core/form-fields";
import { HOSTINGS, REPORT_TYPES } from "@/lib/core/programme";

export const workspaceNameField = requiredText("A workspace name", 80);
export const timeZoneField = z.string().max(60).refine(isTimeZone, "Choose a time zone from the list.");

export const createWorkspaceInput = z.strictObject({
  workspaceName: workspaceNameField,
  timeZone: timeZoneField.optional(),
  /** The page to open afterwards. */
  next: z.string().max(2_000).optional(),
});
export type CreateWorkspaceInput = z.output<typeof createWorkspaceInput>;

export const setProgrammeInput = z
  .strictObject({
    version: versionField,
    availability: checkbox,
    confidentiality: checkbox,
    processingIntegrity: checkbox,
    privacy: checkbox,
    reportType: z.enum(REPORT_TYPES, "Choose the type of your report."),
    windowFrom: optionalDate,
    windowTo: optionalDate,
    hosting: z.enum(HOSTINGS, "Choose how you host."),
    stage1On: optionalDate,
    stage2On: optionalDate,
    countWildcard: checkbox,
  })
  .refine(
    (value) => value.windowFrom === null || value.windowTo === null || value.windowFrom <= value.windowTo,
    {
      path: ["windowTo"],
      message: "The window ends before it begins.",
    },
  )
  .refine((value) => value.stage1On === null || value.stage2On === null || value.stage1On <= value.stage2On, {
    path: ["stage2On"],
    message: "Stage 2 comes after Stage 1.",
  });
export type SetProgrammeInput = z.output<typeof setProgrammeInput>;

export const setGeneralInput = z.strictObject({
  version: versionField,
  name: workspaceNameField,
  timeZone: timeZoneField,
});
export type SetGeneralInput = z.output<typeof setGeneralInput>;

export const setWaiverInput = z.strictObject({ version: versionField, selfAcceptance: checkbox });
export type SetWaiverInput = z.output<typeof setWaiverInput>;
