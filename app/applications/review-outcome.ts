import type { DecisionOutcome } from './decision-outcome.ts';
import type { CorrectionOutcome } from './refused-company.ts';
import type { UndoOutcome } from './undo-approval.ts';
import type { VerifyAgainOutcome } from './verify-application.ts';
import { STATE_NAMES } from './words.ts';

/** What came of something that a reviewer did with an application. */
export type ReviewOutcome = DecisionOutcome | UndoOutcome | CorrectionOutcome | VerifyAgainOutcome;

/** An outcome as the reviewer reads it. */
export function reviewOutcomeText(outcome: ReviewOutcome): string {
  switch (outcome.outcome) {
    case 'decided':
      return 'Decision saved';
    case 'already_decided':
      return `Already decided: ${STATE_NAMES[outcome.state].toLowerCase()}`;
    case 'not_verified':
      return 'The applicant has not confirmed the email address yet';
    case 'asked':
      return 'Confirmation email sent';
    case 'asked_before':
      return 'This address was asked within the last day';
    case 'not_found':
      return 'There is no such application any more';
    case 'trying':
      return 'Trying again';
    case 'nothing_to_retry':
      return 'Nothing to try again';
    case 'undone':
      return 'Approval undone';
    case 'too_late':
      return 'Too late to undo';
    case 'invalid':
      return 'Check the details';
  }
}
