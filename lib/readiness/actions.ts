"use server";

import { defineAction } from "@/lib/auth/define-action";
import { paths } from "@/lib/core/paths";
import { setSetupHidden } from "@/lib/platform/setup-choice";
import { hideSetupInput } from "@/lib/readiness/input";

export const hideSetupAction = defineAction({
  needs: "workspace:read",
  input: hideSetupInput,
  run: async (scope, { hidden }) => {
    await setSetupHidden(scope.workspaceSlug, hidden === "yes");
    return null;
  },
  after: (slug, _done, { hidden }) =>
    hidden === "yes"
      ? { redirectTo: paths.home(slug), flash: "Set-up list hidden on Home. It stays under Set-up." }
      : { redirectTo: paths.onboarding(slug) },
});
