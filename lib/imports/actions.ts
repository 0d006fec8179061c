"use server";

import { defineAction } from "@/lib/auth/define-action";
import { counted } from "@/lib/core/evidence-words";
import { paths } from "@/lib/core/paths";
import { leaveOutInput, runImportInput, setMappingInput, uploadRegisterInput } from "@/lib/imports/input";
import {
  cancelImport,
  leaveLinesOut,
  runImport,
  setImportMapping,
  uploadRegister,
} from "@/lib/imports/mutations";

export const uploadRegisterAction = defineAction({
  needs: ["import:run", "evidence:write"],
  input: uploadRegisterInput,
  run: uploadRegister,
  after: (slug, { id }) => ({ redirectTo: paths.importRun(slug, id) }),
});

export const setImportMappingAction = defineAction({
  needs: "import:run",
  input: setMappingInput,
  run: setImportMapping,
  after: (slug, { id }) => ({
    redirectTo: paths.importRun(slug, id),
    flash: "Columns saved. The preview follows them.",
  }),
});

export const leaveLinesOutAction = defineAction({
  needs: "import:run",
  input: leaveOutInput,
  run: leaveLinesOut,
  after: (_slug, { lines }, { decision }) => ({
    flash: `${counted(lines, "line")} ${decision === "leave" ? "left out" : "taken back in"}.`,
  }),
});

export const cancelImportAction = defineAction({
  needs: "import:run",
  input: runImportInput,
  run: cancelImport,
  after: (slug) => ({
    redirectTo: paths.evidenceImport(slug),
    flash: "Import cancelled. Nothing was imported.",
  }),
});

export const runImportAction = defineAction({
  needs: "import:run",
  input: runImportInput,
  run: runImport,
  after: (slug, { id, imported }) => ({
    redirectTo: paths.importRun(slug, id),
    flash: `${imported} ${imported === 1 ? "line" : "lines"} imported.`,
  }),
});
