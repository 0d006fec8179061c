"use server";

import { defineAction } from "@/lib/auth/define-action";
import { paths } from "@/lib/core/paths";
import { createPackInput } from "@/lib/packs/input";
import { createPack } from "@/lib/packs/mutations";
import { now } from "@/lib/platform/clock";

export const createPackAction = defineAction({
  needs: "pack:build",
  input: createPackInput,
  run: (scope, input) => createPack(scope, input, now()),
  after: (slug) => ({
    redirectTo: paths.packs(slug),
    flash: "The pack is being built. It is listed below and can be downloaded when it is ready.",
  }),
});
