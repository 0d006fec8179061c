"use server";

import { defineAction } from "@/lib/auth/define-action";
import { paths } from "@/lib/core/paths";
import { setGeneralInput, setProgrammeInput, setWaiverInput } from "@/lib/workspaces/input";
import { setGeneral, setProgramme, setWaiver } from "@/lib/workspaces/mutations";

export const setProgrammeAction = defineAction({
  needs: "workspace:write",
  input: setProgrammeInput,
  run: setProgramme,
  after: (slug) => ({
    redirectTo: paths.settingsScope(slug),
    flash: "Scope saved. Every number follows it.",
  }),
});

/** The same form as the first step of the onboarding list. */
export const startProgrammeAction = defineAction({
  needs: "workspace:write",
  input: setProgrammeInput,
  run: setProgramme,
  after: (slug) => ({ redirectTo: paths.home(slug), flash: "Scope saved. Import your evidence next." }),
});

export const setGeneralAction = defineAction({
  needs: "workspace:write",
  input: setGeneralInput,
  run: setGeneral,
  after: (slug) => ({ redirectTo: paths.settings(slug), flash: "Workspace saved." }),
});

export const setWaiverAction = defineAction({
  needs: "workspace:own",
  input: setWaiverInput,
  run: setWaiver,
  after: (slug) => ({ redirectTo: paths.settingsScope(slug), flash: "Separation of duties saved." }),
});
