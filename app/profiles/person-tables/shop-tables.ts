import type { TableRecord } from './person-table.ts';

/** What belongs to a shop and leaves with it. Something of a person may stand in `mentions` only. */
export const SHOP_TABLES = {
  inbox: {
    plain: 'shop_id delivery_key topic received_at triggered_at lane',
    mentions: 'body',
    sealed: 'delete_row',
  },
  quarantine: {
    plain: 'shop_id delivery_key topic reason received_at triggered_at replayed_at',
    mentions: 'body',
    sealed: 'delete_row',
  },
  audit: { plain: 'shop_id id at actor action', mentions: 'subject before after' },
  compliance_duty: {
    plain:
      'shop_id delivery_key topic received_at due_at done_at customer_code certificate note downloaded_at downloaded_by',
    // Emptied by the request itself, once it is done.
    mentions: 'request work',
  },
  // Codes, which only the app's key can make of an identifier.
  erased_identifier: { plain: 'shop_id kind code erased_at refusal refused_at' },
  move_in: {
    plain: [
      'shop_id id state kind delimiter mapping told_at digest bytes_total bytes_start bytes_done rows_done',
      'rows_unusable counts reading_since created_by created_at finished_at error parked_from',
    ].join(' '),
    mentions: 'file_name header sample',
    sealed: 'clear',
  },
  move_in_error: {
    plain: 'shop_id move_in_id row_number reason',
    mentions: 'cells',
    sealed: 'delete_row',
  },
  // Hashes, kept while the file is checked.
  move_in_seen: { plain: 'shop_id move_in_id person' },
  job_attempt: { plain: 'shop_id job input fence deaths progress parked_at' },
  odd_value: {
    plain: 'shop_id topic field problem times first_seen_at last_seen_at',
    mentions: 'sample',
    sealed: 'clear',
  },
  segment: {
    plain: 'shop_id key owner stage version created_at archived_at problem',
    mentions: 'name purpose',
  },
  segment_version: {
    plain: 'shop_id key version made_by made_at',
    mentions: 'name purpose predicate note',
  },
  definition: {
    plain:
      'shop_id kind key live_version archived_at paused_at gallery_version declined_version created_at',
  },
  definition_version: {
    plain: 'shop_id kind key version digest gallery_version author created_at',
    published: 'name content',
  },
  journey_move: {
    plain:
      'shop_id id journey_key version mapping state people_total people_moved people_exited started_by started_at finished_at',
  },
  definition_draft: {
    plain: 'shop_id kind key based_on_version revision author saved_at',
    mentions: 'content',
  },
  journey_watch: {
    plain:
      'shop_id journey_key measure rules since learned_from last_at missed topics profile level chances profiled_at notice_ms checked_at',
  },
  journey_walk: { plain: 'shop_id journey_key version walked_at steps problem' },
  journey_stop: {
    plain:
      'shop_id id journey_key measure since noticed_at cause detail resolved_at snoozed_until dismissed_at hidden_by',
  },
  replay: {
    plain:
      'shop_id id journey_key version draft_revision digest days since until state people_total people_done reached totals aside problem is_ranking requested_by requested_at finished_at',
    mentions: 'content',
  },
  product_change: {
    plain: 'shop_id product_id kind at from_minor to_minor currency reached variant_id',
  },
  campaign: {
    plain:
      'shop_id id state segment_digest begins_at started_at prepared_at cancelled_at finished_at reached pace people_total people_done problem completed_at counts counted_at followed followed_at archived_at revision created_by created_at changed_at',
    mentions: 'content email',
  },
  offer_discount: { plain: 'shop_id offer_key offer_version shopify_id creation_id created_at' },
  offer_month: {
    plain: 'shop_id offer_key month issued used used_by_others cost_minor cost_unknown',
  },
  segment_export: {
    plain: 'shop_id segment_key shopify_id exported_at',
    mentions: 'name query',
  },
  sending_domain: { plain: 'shop_id domain state findings checked_at proven_at created_at' },
  // What everyone can read in DNS.
  domain_check: { plain: 'shop_id domain asked_at answers checked_at' },
  // Of servers, by their addresses; receivers report no people.
  dmarc_report: { plain: 'shop_id id domain reporter begins_at ends_at sources' },
  // The merchant's own words and sender, also where a customer has the same address.
  setting: { plain: 'shop_id version value changed_by changed_at' },
  account: {
    plain:
      'shop_id id domain company_gid application_id created_at external_id main_contact_id customer_since updated_at deleted_at',
    mentions: 'name',
  },
  account_location: {
    plain: 'shop_id id company_gid external_id country updated_at deleted_at',
    mentions: 'name phone',
  },
  account_domain: { plain: 'shop_id domain company_gid' },
  consent_chain: { plain: 'shop_id length head' },
  topic_count: {
    plain: 'shop_id topic hour processed unknown quarantined repeated told unkept',
  },
  // Kept by the triggers of the cart, with which a row leaves.
  open_cart: { plain: 'shop_id id hour currency total_minor' },
  recovered_order: { plain: 'shop_id id hour journey_key step_id currency total_minor' },
  roll_up: { plain: 'shop_id figure hour key detail count' },
  roll_up_change: { plain: 'shop_id id figure hour key detail count' },
  storefront_count: {
    plain: 'shop_id day taken without_consent malformed out_of_time limited',
  },
  // Staff of the merchant, not customers.
  staff_member: {
    plain:
      'shop_id staff_id role name email is_account_owner described_at first_seen_at last_seen_at changed_by changed_at',
  },
  api_key: { plain: 'shop_id id digest hint created_by created_at ends_at' },
  webhook_secret: { plain: 'shop_id id secret hint created_by created_at ends_at' },
  feedback_source: {
    plain: 'shop_id provider secret hint changed_by changed_at received_at',
  },
  delivery_seen: { plain: 'shop_id delivery_key seen_on' },
  product: {
    plain:
      'shop_id id title handle image_url status vendor product_type tags created_at updated_at told_at published variant_ids sold_out_at',
  },
  variant: {
    plain:
      'shop_id id product_id title sku price_minor compare_at_minor currency inventory policy tracked stock_at cost_minor',
  },
  collection: { plain: 'shop_id id title handle updated_at' },
  collection_product: { plain: 'shop_id product_id collection_id' },
  affinity: { plain: 'shop_id product_id kind period other_id times' },
  product_rhythm: { plain: 'shop_id product_id people low_days median_days high_days' },
  segment_day: { plain: 'shop_id segment_key day size entered gone' },
  segment_tag: { plain: 'shop_id segment_key tag kept compared_at changed_by changed_at' },
  shopify_segment: {
    plain: 'shop_id id name chosen chosen_by chosen_at reading cursor read_at size problem',
  },
  assessment: {
    plain: 'shop_id policy_version reached people_done people_total started_at finished_at built',
  },
  score_model: { plain: 'shop_id version model origin note made_by made_at' },
  prediction_model: {
    plain: 'shop_id kind version parameters evidence in_use fitted_at',
  },
  prediction_run: {
    plain:
      'shop_id asked_by model_version reached people_done people_total started_at finished_at outcome found',
  },
  learning: {
    plain: 'shop_id state asked_by asked_at people_total people_done examples finished_at',
  },
  import_run: {
    plain: [
      'shop_id id kind purpose since until state bulk_id objects_total bytes_total bytes_done objects_done',
      'objects_unusable reading_since finished_at error',
    ].join(' '),
  },
} as const satisfies Record<string, TableRecord>;

/** What belongs to no single shop by its key. A shop's own rows leave with it by their domain. */
export const SERVICE_TABLES = {
  shop: {
    plain: [
      'id domain name email currency time_zone country storefront_url hosts installed_at uninstalled_at next_due_at',
      'reconcile_due_at predict_due_at pixel_key pixel_settings policy_version days_closed days_zone days_due_at newcomer_role shopify_number uninstall_told_at',
      'keep_events_days keep_decisions_days keep_effects_days keep_messages_days keep_runs_days',
      'keep_quarantine_days keep_anonymous_days keep_audit_days keep_tasks_days keep_uninstalled_days retention_due_at domain_check_due_at watch_due_at',
      'privacy_due_at is_development orders_asked_at orders_asked_id orders_missing taxes_included costs_due_since',
    ].join(' '),
  },
  Session: {
    plain: [
      'id shop state isOnline scope expires accessToken userId firstName lastName email accountOwner locale',
      'collaborator emailVerified refreshToken refreshTokenExpires',
    ].join(' '),
  },
  shop_erasure: { plain: 'id shop_code requested_at finished_at certificate' },
  dropped_delivery: { plain: 'domain day count' },
  heartbeat: { plain: 'id fence kind queue_workers started_at beat_at released_at' },
} as const satisfies Record<string, TableRecord>;
