"use server";

import { defineAction } from "@/lib/auth/define-action";
import { requirePassword } from "@/lib/auth/step-up";
import { paths } from "@/lib/core/paths";
import { now } from "@/lib/platform/clock";
import { confirmImportInput, dropImportInput, startExportInput } from "@/lib/transfers/input";
import { startExport } from "@/lib/transfers/mutations/export";
import { confirmImport, dropImport } from "@/lib/transfers/mutations/offer";

export const startExportAction = defineAction({
  needs: "workspace:export",
  input: startExportInput,
  run: async (scope, { password }) => {
    await requirePassword(password);
    return startExport(scope, now());
  },
  after: (slug) => ({
    redirectTo: paths.settingsData(slug),
    flash: "Export started. It is listed below and can be downloaded when it is done.",
  }),
});

export const confirmImportAction = defineAction({
  needs: "workspace:export",
  input: confirmImportInput,
  run: async (scope, { password, ...input }) => {
    await requirePassword(password);
    return confirmImport(scope, input);
  },
  after: (slug) => ({ redirectTo: paths.settingsData(slug), flash: "Import started." }),
});

export const dropImportAction = defineAction({
  needs: "workspace:export",
  input: dropImportInput,
  run: dropImport,
  after: (slug) => ({
    redirectTo: paths.settingsData(slug),
    flash: "Archive removed. Nothing was imported.",
  }),
});
