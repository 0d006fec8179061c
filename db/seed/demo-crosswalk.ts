// What the demo's team made of the crosswalk: pairs that somebody read, one decided otherwise than the source, one discussed.
import type { Stage } from "@/db/seed/demo-story";
import { writeCommentInput } from "@/lib/comments/input";
import { writeComment } from "@/lib/comments/mutations";
import { NEWEST_EDITION } from "@/lib/core/frameworks/editions";
import { decidePairInput, reviewPairInput } from "@/lib/crosswalk/input";
import { decidePair } from "@/lib/crosswalk/mutations";
import { reviewPair } from "@/lib/crosswalk/mutations/review";

const READ = [
  { criterion: "CC6.1", ref: "A.5.15" },
  { criterion: "CC6.2", ref: "A.5.18" },
  { criterion: "CC9.2", ref: "A.5.19" },
] as const;

const DECIDED = {
  criterion: "CC7.5",
  ref: "A.8.13",
  overlap: "partial",
  note: "Show for each restore that the data was compared with its source.",
  reason:
    "The SOC 2 test ends with the restored system. Our auditors ask for the comparison as well, so the evidence is not enough as it is.",
};

const TALK = [
  {
    by: "lead",
    body: "The source says Full. Our reviews cover accounts behind single sign-on only. @Chris Novak, do the five other tools have reviews of their own?",
  },
  {
    by: "contributor",
    body: "Four do since September. The support tool follows when it is connected. @Leila Haddad, Full is right for me from then on.",
  },
] as const;

/** Pairs that were read, one override with its reason, and a discussion that names people. */
export async function discussCrosswalk({ scopes }: Stage): Promise<void> {
  const edition = NEWEST_EDITION.version;
  for (const pair of READ) {
    const seen = { overlap: "full", version: 0, reviewVersion: 0, edition };
    await reviewPair(scopes.lead, reviewPairInput.parse({ ...pair, ...seen }));
  }
  await decidePair(scopes.lead, decidePairInput.parse({ ...DECIDED, version: 0, edition }));
  for (const { by, body } of TALK) {
    const subject = { subjectKind: "pair", subjectId: "CC6.3|A.5.18" };
    await writeComment(scopes[by], writeCommentInput.parse({ ...subject, body }));
  }
}
