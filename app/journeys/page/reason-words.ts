import { NAMED_OUTCOMES, type NamedOutcome } from '#app/journeys/recorded-outcome.ts';
import { HOLD_WORDS } from '#app/messages/planner/held-messages.ts';

/** Why something was done, left or ended, as a merchant would say it. */
const REASONS: Record<string, string> = {
  // Mails that did not leave, or not yet.
  no_address: 'No email address is known',
  invalid_address: 'The email address does not work',
  not_subscribed: 'Has not subscribed to marketing email',
  suppressed: 'The address is blocked after an unsubscribe, a bounce or a complaint',
  topic_declined: 'The person declined emails about this',
  reader_paused: 'The person paused emails',
  channel_declined: 'The person declined messages in the store',
  superseded: 'A later email of the same journey took its place',
  out_of_stock: 'Everything in the cart is sold out',
  price_not_lower: 'The price is not lower any more',
  basket_unknown: 'What was in the cart is not known',
  order_unknown: 'The order is not known, or was deleted',
  shipment_cancelled: 'The shipment was cancelled',
  nothing_to_ask: 'Nothing in the order is left to review',
  return_open: 'A return of the order is open',
  ...HOLD_WORDS,
  no_longer_relevant: 'No longer relevant when it could have been sent',
  journey_paused: 'Held back while the journey is paused',
  campaign_stopping: 'Held back while cancelling the campaign can be undone',
  campaign_pace: 'Waits, because the campaign sends no more in a minute',
  campaign_cancelled: 'The campaign was cancelled before it left',
  merged_recipient: 'Merged with a profile that gets the same email',
  left_segment: 'Left the segment of the campaign before it was due',
  trade_left_out: 'Buys for a business, and the campaign leaves these people out',
  email_gone: 'The email was deleted',
  campaign_gone: 'The campaign was deleted',
  campaign_counting: 'Counts what became of the emails of the campaign',
  segments_recomputing: 'Waits until segments are recomputed',
  code_pending: 'Waits until Shopify knows the discount code',
  // Offers.
  may_offer: 'Meets the rules of the offer',
  offer_gone: 'The offer does not exist any more, or its code was used or is over',
  trade_buyer: 'Buys for a business, and gets no retail offers',
  not_in_audience: 'Not in the audience of the offer',
  cool_down: 'Got an offer not long ago',
  recent_order: 'Ordered not long ago',
  budget_spent: 'The budget of the offer is used up this month',
  share_of_orders: 'Enough of the recent orders had a discount',
  margin: 'Too little of the price would be left',
  margin_unknown: 'What products cost is not known, so that the margin floor could not be checked',
  already_used: 'Used a code of the offer before',
  code_taken: 'The code belongs to another discount',
  code_gone: 'The code was deleted',
  code_revoked: 'The code was taken back',
  code_used: 'The code was used',
  not_created: 'The code was not created in Shopify',
  try_again: 'The mail server asked to try again later',
  refused: 'The mail server refused it',
  refused_mailbox: 'The mailbox does not exist or is disabled',
  refused_mailbox_full: 'The mailbox stayed full',
  refused_sender: 'The mail server does not accept the sender',
  refused_content: 'The mail server refused the content or the size',
  refused_policy:
    'The mail server refused it by its rules, such as for spam or missing authentication',
  refused_server: 'The mail server could not take it or reach the mailbox',
  not_renderable: 'The email could not be rendered',
  stopped_twice: 'The app stopped twice while it read the file',
  worker_stopped_twice: 'The app stopped twice while it worked on this',
  worker_stopped: 'The app stopped each time it worked on this',
  shopify_unavailable: 'Shopify gave no usable answer',
  shopify_unauthorized: 'Shopify does not accept the access of the app; open the app to renew it',
  application_gone: 'The application was deleted',
  link_lost: 'The mail server broke off before it answered',
  sent_again: 'A member of staff decided to send it again',
  receiver_unknown: 'The mail server could not say whether it took the email',
  receiver_absent: 'The connection to the mail server broke off before it took the email',
  // Actions of journeys that were not carried out.
  no_customer: 'Is no customer in Shopify',
  not_set_up: 'The step was not set up',
  empty_value: 'What the value stands for is not known of the person',
  wrong_value: 'The value is not of the type of the metafield',
  person_unknown: 'The person does not exist any more',
  no_staff_address: 'No email address is known of the member of staff',
  staff_role: 'The member of staff has another role by now',
  no_help_desk: 'Enter the email address of your help desk under Settings, then try again',
  no_webhook_secret:
    'Create a signing secret under Settings > Events API and webhooks, then try again',
  webhook_refused: 'The address of the webhook may not be sent to',
  webhook_redirected: 'The address of the webhook sends on to another one; enter that one',
  webhook_rejected: 'The receiver of the webhook refused it',
  webhook_unavailable: 'The receiver of the webhook gave no usable answer',
  mail_unavailable: 'The mail server gave no usable answer',
  stage_same: 'Was in that stage already',
  // Ends of journeys.
  ordered: 'Placed an order',
  basket_emptied: 'Emptied the cart',
  checkout_deleted: 'The checkout was deleted',
  order_cancelled: 'The order was cancelled or deleted',
  order_refunded: 'The order was refunded or returned in full',
  person_deleted: 'The customer was deleted',
  not_recovered: 'Reached the end without an order',
  finished: 'Reached the end',
  goal_reached: 'Reached the goal',
  held_out: 'Held out for comparison',
  not_held_out: 'Not held out',
  segment_entered: 'Came into a segment that ends the journey',
  segment_left: 'Left a segment that the journey is for',
  not_shipped: 'The order was not sent in time',
  cart_changed: 'Put other goods in the cart, which starts again',
  profiles_merged: 'Two profiles were merged, and the other run goes on',
  no_exit_reason: 'No exit condition holds',
  endless: 'Stopped: the journey went in a circle',
  entry_met: 'Meets the conditions to enter',
  entry_not_met: 'Does not meet the conditions to enter any more',
  // Who does not enter a journey, and who leaves it by staff.
  already_on: 'Is in the journey already',
  once_only: 'Was in the journey before, which people enter once',
  too_soon: 'Was in the journey too recently to enter again',
  cart_closed: 'The cart was ordered or emptied',
  other_subject: 'The journey is about a cart or an order, and there is none',
  journey_not_live: 'The journey is not running',
  journey_circle: 'The journeys start each other in a circle',
  journey_started: 'Started the journey',
  journey_not_started: 'The journey was not started',
  moved: 'Moved to another version',
  new_version: 'A new version of the journey',
  moved_out: 'The new version of the journey has no such step',
  removed_by_staff: 'Removed by staff',
  stale: 'Too late after the journey was paused',
  // Runs and profiles that could not go on.
  journey_gone: 'The journey does not exist any more',
  version_gone: 'This version of the journey does not exist any more',
  step_gone: 'The step does not exist in this version of the journey',
  unreadable: 'What was saved cannot be read',
  profile_unreadable: 'The profile cannot be read',
  stuck: 'The step does not say when it ends',
  error: 'An error in the app',
  ended: 'The journey had ended',
  run_ended: 'The journey had ended',
  expired: 'Its time was over',
  // Banners that are ready for the next visit.
  banner: 'Banner made ready for the next visit',
  // Mails that left.
  marketing: 'Subscribed to marketing email',
  transactional: 'Belongs to something the person did',
};

/** A recorded reason in plain words; one without words is shown readable rather than hidden. */
export function reasonWords(reason: string): string {
  const known = REASONS[reason];
  if (known !== undefined) return known;
  const text = reason.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Every outcome that is written has words: the compiler asks for them. */
const OUTCOMES: Record<NamedOutcome, string> = {
  sent: 'Sent',
  skipped: 'Not sent',
  deferred: 'Sent later',
  failed: 'Failed',
  in_doubt: 'Delivery unconfirmed',
  done: 'Done',
  entered: 'Entered',
  not_entered: 'Did not enter',
  ended: 'Exited',
  run_failed: 'Stopped',
  goes_on: 'Goes on',
  happened: 'Happened in time',
  not_in_time: 'Not in time',
  yes: 'Yes',
  no: 'No',
  otherwise: 'Otherwise',
  held_out: 'Held out for comparison',
  not_held_out: 'Not held out',
  goal_reached: 'Reached the goal',
  journey_started: 'Started the journey',
  journey_not_started: 'The journey was not started',
  moved: 'Moved to another version',
  stage_moved: 'Lead moved',
  offered: 'Offered',
  not_offered: 'Not offered',
  waits_until: 'Waits until a moment',
  moment_passed: 'Goes on: the moment has passed',
};

/** Outcomes that lists of decisions offer to choose from; those of single steps are not among them. */
export const OUTCOME_KEYS: readonly NamedOutcome[] = [
  'sent',
  'skipped',
  'deferred',
  'failed',
  'in_doubt',
  'done',
  'entered',
  'not_entered',
  'ended',
  'offered',
  'not_offered',
  'journey_started',
  'journey_not_started',
  'goal_reached',
  'held_out',
  'moved',
  'run_failed',
];

/** Reasons with words of their own, for a choice. */
export const REASON_KEYS = Object.keys(REASONS);

/** What was decided, in a word or two. */
export function outcomeWords(outcome: string): string {
  const named = NAMED_OUTCOMES.find((one) => one === outcome);
  return named ? OUTCOMES[named] : reasonWords(outcome);
}

const CONSENT_SOURCES: Record<string, string> = {
  shopify: 'Shopify',
  'mail:one-click': 'unsubscribe button of the email program',
  'mail:page': 'unsubscribe link in an email',
  'mail:preferences': 'preference page of an email',
  form: 'form in the shop',
};

const PLATFORMS: Record<string, string> = {
  klaviyo: 'file from Klaviyo',
  omnisend: 'file from Omnisend',
  mailchimp: 'file from Mailchimp',
  csv: 'imported file',
};

/** Where consent was given or refused, in words; of a file, where the file says that it was. */
export function consentSource(source: string): string {
  const [, platform, place] = /^import:(\w+)(?:: (.*))?$/s.exec(source) ?? [];
  if (platform !== undefined) {
    const file = PLATFORMS[platform] ?? 'file';
    return place === undefined ? file : `${file}, ${place}`;
  }
  return CONSENT_SOURCES[source] ?? source.replaceAll('_', ' ');
}
