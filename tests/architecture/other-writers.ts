/**
 * Files that change a table which the store of another capability owns, as `file table`, with the reason. What is done to
 * each table of a registry (`app/profiles/person-tables/`) names none and stands in `tests/statements/accepted.ts`.
 */
export const OTHER_WRITERS: Readonly<Record<string, string>> = {
  'app/messages/delivery/store/held-decisions.server.ts decision':
    'why an email waits is a decision of its run',
  'app/messages/delivery/store/sent-mails.server.ts decision':
    'an email and the decision to send it are one statement',
  'app/effects/store/complete-effects.server.ts decision':
    'what becomes of an effect of a run is a decision of the run, in one statement',
  'app/messages/store/message-clicks.server.ts message':
    'a click reaches its email in a batch, the emails are those of the delivery',
  'app/messages/delivery/store/sent-mails.server.ts suppression':
    'an address that bounces is stopped as its emails are settled',
  'app/messages/feedback/store/suppressions.server.ts suppression':
    'a bounce or complaint stops its address in the transaction that receives it',
  'app/messages/links/store/unsubscribes.server.ts suppression':
    'a click on unsubscribe is answered in one transaction',
  'app/messages/links/store/unsubscribes.server.ts profile': 'lists show at once who unsubscribed',
  'app/imports/csv/store/save-suppressions.server.ts suppression':
    'a file of another platform has a row for each address that is stopped',
  'app/imports/shopify/store/segment-readings.server.ts shopify_segment':
    'how far a reading is stands beside the choice of the segment',
  'app/consent/store/remembered-refusals.server.ts erased_identifier':
    'an erased address that refuses again is known by its code only',
  'app/scoring/training/store/learned-models.server.ts prediction_model':
    'learned models are versions of the same table, of another kind',
  'app/profiles/store/save-profiles.server.ts profile_fact':
    'a score that time changed is saved with the facts that segments read of it',
  'app/privacy/store/shop-rows.server.ts dropped_delivery': 'leaves with its shop, by the domain',
  'app/privacy/store/shop-rows.server.ts roll_up_change':
    'leaves with its shop; deleting the rows of other tables adds to it',
  'app/privacy/store/held-rows.server.ts journey_run': 'an erasure ends what has not ended',
  'app/privacy/store/file-chunks.server.ts move_in_slice':
    'an erasure overwrites the rows of a person in the bytes of a file',
  'app/privacy/store/anonymous-profiles.server.ts profile':
    'the id of a deleted profile leaves the rows of others',
  'app/privacy/store/typed-addresses.server.ts profile':
    'an address that was erased gives its place to another of the person',
  'app/privacy/store/typed-addresses.server.ts profile_fact': 'as the profile',
  'app/privacy/store/typed-addresses.server.ts purchase':
    'an address that was typed for an order leaves it',
};
