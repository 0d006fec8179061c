// The wording of reasons: what says nothing about this company, and what names an edition of the standard that is gone.

import { isWritten } from "@/lib/core/decision";

const STANDARD =
  /\b(?:annex a|iso(?:\s*\/?\s*iec)?\s*2700[12]|27001|27002|the standard(?=[.,;)]|$| (?:asks|demands|lists|requires|says))|statement of applicability|soa)\b/i;
const BECAUSE =
  /\b(?:required|requires|requirement|mandatory|mandated|demanded|listed|included|contained|part of|in|by|from|of)\b/i;
const SUBSTANCE =
  /\b(?:risk|r-\d|law|act|gdpr|dsgvo|regulat\w*|contract\w*|customer\w*|clause \d|threat\w*|incident\w*)\b/i;

/** Whether a reason says no more than that the standard lists the control. */
export function isCircular(text: string): boolean {
  return STANDARD.test(text) && BECAUSE.test(text) && !SUBSTANCE.test(text.replace(STANDARD, ""));
}

const GENERIC =
  /^(?:(?:it is )?(?:applicable|necessary|needed|required|relevant|included|yes|ok|tbd|n\/?a|best practi[cs]e|good practi[cs]e|industry (?:standard|best practi[cs]e)|security(?: reasons)?|business need|compliance|see policy|as required)[\s.]*)$/i;

/** Whether a reason would fit every control of every company. */
export function isGeneric(text: string): boolean {
  return GENERIC.test(text.trim());
}

/** Numbers of the 2013 edition, whose Annex A had three parts (`A.9.2.1`). */
const OLD_NUMBER = /\bA\.?\s?(?:5|6|7|8|9|1[0-8])\.\d{1,2}\.\d{1,2}\b/;

/** Whether a text names a control by its number in the 2013 edition. */
export function namesOldNumber(text: string): boolean {
  return OLD_NUMBER.test(text);
}

/** Whether an exclusion gives no reason that an auditor could check. */
export function isGenericExclusion(text: string): boolean {
  return (
    isWritten(text) &&
    (isGeneric(text) ||
      /^(?:(?:it is )?not (?:applicable|needed|relevant|necessary|required)[\s.]*)$/i.test(text.trim()))
  );
}
