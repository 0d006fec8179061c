"use server";

import { paths } from "@/lib/core/paths";
import { sampleNumber } from "@/lib/core/sample";
import { defineRoomAction } from "@/lib/rooms/gate";
import { askForSampleInput, drawSampleInput } from "@/lib/sampling/input";
import { askForSample, drawSample } from "@/lib/sampling/mutations";

export const drawSampleAction = defineRoomAction({
  input: drawSampleInput,
  run: drawSample,
  after: (room, { id, number }) => ({
    redirectTo: paths.inRoomSample(room, id),
    flash: `Sample ${sampleNumber(number)} drawn.`,
  }),
});

export const askForSampleAction = defineRoomAction({
  input: askForSampleInput,
  run: askForSample,
  after: (room, { id, created }) => ({
    redirectTo: paths.inRoomSample(room, id),
    flash: `${created} requests sent to the company.`,
  }),
});
