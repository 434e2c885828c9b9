import type { CampaignOutcome } from '#app/campaigns/campaign-outcome.ts';
import { CANCEL_UNDO_MS } from '#app/messages/delivery/decide-mail.ts';
import type { OutcomeToast } from '#app/ui/use-outcome-toast.ts';

/** What is said of a change of a campaign, and how it is undone. */
export function campaignToast(outcome: CampaignOutcome): OutcomeToast {
  switch (outcome.outcome) {
    case 'saved':
      return { text: 'Campaign saved' };
    case 'unchanged':
      return { text: 'Nothing changed' };
    case 'copied':
      return { text: 'Campaign copied' };
    case 'scheduled':
      return {
        text: outcome.isNow ? 'Sending begins in a minute' : 'Campaign scheduled',
        undo: { intent: 'unschedule', id: outcome.id },
        ...(outcome.isNow && { duration: CANCEL_UNDO_MS }),
      };
    case 'unscheduled':
      return { text: 'Not scheduled any more' };
    case 'deleted':
      return {
        text: 'Campaign deleted',
        undo: {
          intent: 'save',
          id: outcome.id,
          revision: '0',
          content: JSON.stringify(outcome.content),
        },
      };
    case 'test_sent':
      return { text: 'Test email on its way to you' };
    case 'cancelled':
      return {
        text: 'Campaign cancelled',
        undo: { intent: 'resume', id: outcome.id },
        duration: CANCEL_UNDO_MS,
      };
    case 'resumed':
      return { text: 'Sending goes on' };
    case 'archived':
      return { text: 'Campaign archived', undo: { intent: 'restore', id: outcome.id } };
    case 'restored':
      return { text: 'Campaign restored' };
    case 'retried':
      return { text: 'Trying again' };
    case 'invalid':
      return { text: outcome.faults[0]?.message ?? 'It has a problem', isError: true };
    case 'conflict':
      return { text: 'Another staff member changed it meanwhile', isError: true };
    case 'too_late':
      return { text: 'It changed meanwhile, so this is not possible any more', isError: true };
    case 'no_address':
      return { text: 'Shopify gave no email address of yours', isError: true };
    case 'too_many':
      return {
        text: `A store may have ${String(outcome.most)} campaigns that are not sent yet. Delete drafts.`,
        isError: true,
      };
  }
}
