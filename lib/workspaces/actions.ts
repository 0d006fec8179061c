"use server";

import { defineAction, definePublicAction } from "@/lib/auth/define-action";
import { requirePerson } from "@/lib/auth/session";
import { internalPath } from "@/lib/core/internal-path";
import { paths } from "@/lib/core/paths";
import { requireAttempts } from "@/lib/platform/rate-limit";
import {
  createWorkspaceInput,
  setGeneralInput,
  setProgrammeInput,
  setWaiverInput,
} from "@/lib/workspaces/input";
import { createWorkspace, setGeneral, setProgramme, setWaiver } from "@/lib/workspaces/mutations";

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

export const createWorkspaceAction = definePublicAction({
  input: createWorkspaceInput,
  run: async ({ workspaceName, timeZone }) => {
    const person = await requirePerson();
    await requireAttempts(
      [{ key: `workspace:${person.userId}`, hits: 30, seconds: 3600 }],
      "You created 30 workspaces within an hour. Wait until the hour is over.",
    );
    return createWorkspace(person, { name: workspaceName, timeZone: timeZone ?? person.timeZone });
  },
  after: (slug, { next }) => ({ redirectTo: internalPath(next) ?? paths.onboarding(slug) }),
});
