"use server";

import { defineAction } from "@/lib/auth/define-action";
import {
  assignInput,
  bulkEditInput,
  recordStatusInput,
  setImplementationInput,
  setNoteInput,
  undoStatusInput,
} from "@/lib/requirements/input";
import { assign, recordStatus, setImplementation, setNote, undoStatus } from "@/lib/requirements/mutations";
import { bulkEdit } from "@/lib/requirements/mutations/bulk";

export const recordStatusAction = defineAction({
  needs: "requirement:write",
  input: recordStatusInput,
  run: recordStatus,
});

export const undoStatusAction = defineAction({
  needs: "requirement:write",
  input: undoStatusInput,
  run: undoStatus,
});

export const assignAction = defineAction({
  needs: "requirement:assign",
  input: assignInput,
  run: assign,
});

export const setNoteAction = defineAction({
  needs: "requirement:write",
  input: setNoteInput,
  run: setNote,
});

export const setImplementationAction = defineAction({
  needs: "soa:write",
  input: setImplementationInput,
  run: setImplementation,
});

export const bulkEditAction = defineAction({
  needs: "requirement:write",
  input: bulkEditInput,
  run: bulkEdit,
});
