"use server";

import { defineAction, definePublicAction } from "@/lib/auth/define-action";
import { AppError } from "@/lib/core/errors";
import { counted } from "@/lib/core/evidence-words";
import { paths, withQuery } from "@/lib/core/paths";
import { scorecardQuery } from "@/lib/core/scorecard-code";
import { readScorecardFile } from "@/lib/core/scorecard-file";
import { carryOverInput, decideProposalsInput, openScorecardInput } from "@/lib/scorecard/input";
import { carryOverScorecard, decideProposals } from "@/lib/scorecard/mutations";

/** Reads the file and forgets it: the answers travel on in the address. */
export const openScorecardAction = definePublicAction({
  input: openScorecardInput,
  run: async ({ file }) => {
    const reading = readScorecardFile(typeof file === "string" ? file : await file.text());
    if (!reading.ok) throw new AppError("INVALID", reading.reason, { fields: { file: reading.reason } });
    const { direction, answers, left } = reading;
    return { to: withQuery(paths.scorecardResult(direction), scorecardQuery(direction, answers)), left };
  },
  after: ({ to, left }) => ({
    redirectTo: to,
    ...(left === 0 ? {} : { flash: `${counted(left, "answer")} of the file left out: not in this version.` }),
  }),
});

export const carryOverScorecardAction = defineAction({
  needs: "requirement:assign",
  input: carryOverInput,
  run: carryOverScorecard,
  after: (slug, { created, replaced, kept, skipped, why }) => ({
    redirectTo: paths.scorecardProposals(slug),
    flash: [
      created + replaced === 0
        ? "Nothing new was proposed."
        : `${counted(created + replaced, "proposal")} listed.`,
      kept === 0 ? "" : `${kept} listed before.`,
      skipped === 0 ? "" : `${counted(skipped, "row")} left alone: ${why}.`,
    ]
      .filter((sentence) => sentence !== "")
      .join(" "),
  }),
});

export const decideProposalsAction = defineAction({
  needs: "requirement:write",
  input: decideProposalsInput,
  run: decideProposals,
  after: (_slug, { decision, done, refused }) => ({
    flash: [
      `${counted(done, "proposal")} ${decision === "accept" ? "accepted" : "dismissed"}.`,
      refused.length === 0
        ? ""
        : `${counted(refused.length, "proposal")} left open: ${refused[0]?.reason ?? ""}`,
    ]
      .filter((sentence) => sentence !== "")
      .join(" "),
  }),
});
