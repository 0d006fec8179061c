"use server";

import { defineAction } from "@/lib/auth/define-action";
import { importSoaInput } from "@/lib/soa-import/input";
import { importSoa } from "@/lib/soa-import/mutations";

export const importSoaAction = defineAction({
  needs: ["soa:read", "soa:write"],
  input: importSoaInput,
  run: importSoa,
});
