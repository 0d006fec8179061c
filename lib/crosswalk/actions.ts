"use server";

import { defineAction } from "@/lib/auth/define-action";
import { pairWords } from "@/lib/core/pair-id";
import { paths, withQuery } from "@/lib/core/paths";
import {
  decidePairInput,
  decideRowInput,
  resetPairInput,
  resetRowInput,
  restoreDecisionsInput,
  reviewPairInput,
  takeOverDatasetInput,
} from "@/lib/crosswalk/input";
import { decidePair, decideRow, resetPair, resetRow } from "@/lib/crosswalk/mutations";
import { takeOverDataset } from "@/lib/crosswalk/mutations/dataset";
import { restoreDecisions } from "@/lib/crosswalk/mutations/restore";
import { reviewPair } from "@/lib/crosswalk/mutations/review";

export const decidePairAction = defineAction({
  needs: "crosswalk:decide",
  input: decidePairInput,
  run: (scope, input) => decidePair(scope, input),
});

export const decideRowAction = defineAction({
  needs: "crosswalk:decide",
  input: decideRowInput,
  run: decideRow,
});

export const resetPairAction = defineAction({
  needs: "crosswalk:decide",
  input: resetPairInput,
  run: resetPair,
});

export const resetRowAction = defineAction({
  needs: "crosswalk:decide",
  input: resetRowInput,
  run: resetRow,
});

export const restoreDecisionsAction = defineAction({
  needs: "crosswalk:decide",
  input: restoreDecisionsInput,
  run: restoreDecisions,
});

export const reviewPairAction = defineAction({
  needs: "crosswalk:decide",
  input: reviewPairInput,
  run: reviewPair,
  after: (slug, { pair, next, left }, input) => {
    const done = `${pairWords(pair)} reviewed.`;
    if (input.onward !== "next") {
      return { redirectTo: paths.crosswalkPair(slug, pair.criterion, pair.ref), flash: done };
    }
    if (next === null) {
      return { redirectTo: paths.crosswalk(slug), flash: `${done} All pairs in scope are read.` };
    }
    const there = paths.crosswalkPair(slug, next.criterion, next.ref);
    return { redirectTo: withQuery(there, { read: "1" }), flash: `${done} ${left} left.` };
  },
});

export const takeOverDatasetAction = defineAction({
  needs: "crosswalk:decide",
  input: takeOverDatasetInput,
  run: (scope, input) => takeOverDataset(scope, input),
  after: (slug, { to }) => ({
    redirectTo: paths.crosswalkDataset(slug),
    flash: `This workspace reads edition ${to} now.`,
  }),
});
