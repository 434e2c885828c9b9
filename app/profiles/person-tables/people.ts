import type { TableRecord } from './person-table.ts';

/** Who a person is. */
export const PEOPLE_TABLES = {
  identity: {
    plain: 'shop_id kind profile_id linked_at part_id linked_by confirmed',
    personal: 'value',
    person: {
      profile: ['profile_id'],
      isIdentifier: true,
      merge: 'follows_with_part',
      split: { by: 'part', columns: { profile_id: ['part_id'] }, ownPart: 'part_id' },
      erase: 'delete',
      heading: 'Identifiers',
    },
  },
  event: {
    plain: 'shop_id id at profile_id kind topic part_id',
    personal: 'props delta',
    person: {
      profile: ['profile_id'],
      merge: 'follows_with_part',
      split: { by: 'part', columns: { profile_id: ['part_id'] }, ownPart: 'part_id' },
      erase: 'delete',
      heading: 'Events',
    },
  },
  profile_part: {
    plain: 'shop_id id profile_id',
    personal: 'state segments',
    person: {
      profile: ['profile_id'],
      merge: 'follows',
      split: { by: 'part', columns: { profile_id: ['id'] } },
      erase: 'delete',
      heading: 'Profiles before they were merged',
    },
  },
  profile_join: {
    plain:
      'shop_id id profile_id from_id into_id from_part_id into_part_id at joined_at cause state split_at split_by',
    mentions: 'via',
    person: {
      profile: ['profile_id'],
      merge: 'follows',
      split: { by: 'part', columns: { profile_id: ['from_part_id', 'into_part_id'] } },
      erase: 'delete',
      heading: 'Merges',
    },
  },
  identity_claim: {
    plain: 'shop_id kind claimed_by profile_id first_seen_at last_seen_at',
    personal: 'value',
    person: {
      profile: ['profile_id'],
      isIdentifier: true,
      merge: 'follows',
      split: { by: 'part', columns: { profile_id: ['claimed_by'] } },
      erase: 'delete',
      heading: 'Identifiers that are another profile’s',
    },
  },
  possible_duplicate: {
    plain:
      'shop_id low_id high_id low_profile_id high_profile_id state first_seen_at last_seen_at decided_by decided_at',
    mentions: 'shared',
    person: {
      profile: ['low_profile_id', 'high_profile_id'],
      merge: 'own_statement',
      split: {
        by: 'part',
        columns: { low_profile_id: ['low_id'], high_profile_id: ['high_id'] },
      },
      erase: 'delete',
      heading: 'Possible duplicates',
    },
  },
  membership: {
    plain: 'shop_id segment_key profile_id entered_at left_at',
    person: {
      profile: ['profile_id'],
      merge: 'recomputed',
      split: 'recomputed',
      erase: 'delete',
      heading: 'Segments',
    },
  },
  profile_fact: {
    plain: [
      'shop_id profile_id orders cancelled_orders units customer_orders cart_quantity spent customer_spent',
      'cart_value average_order discount_share refund_rate pieces_per_order pieces_per_line usual_pieces usual_pieces_of_article fit order_currency customer_currency cart_currency',
      'email_consent sms_consent first_seen last_seen first_order last_order last_cart last_checkout',
      'last_shipped last_delivered spent_in spent_by signal_at signal_sum interest_product interest_at',
      'interest_how grade band model_version points_at points',
    ].join(' '),
    personal: [
      'email email_domain phone customer country region locale company tags companies first_source',
      'first_medium first_campaign first_landing first_referrer last_source last_medium last_campaign',
      'last_landing last_referrer',
    ].join(' '),
    person: {
      profile: ['profile_id'],
      merge: 'recomputed',
      split: 'recomputed',
      erase: 'delete',
      heading: null,
    },
  },
  // Written by the database itself, from the profile's name and address.
  profile_search: {
    plain: 'shop_id profile_id',
    personal: 'token',
    person: {
      profile: ['profile_id'],
      merge: 'recomputed',
      split: 'recomputed',
      erase: 'delete',
      heading: null,
    },
  },
  prediction: {
    plain: [
      'shop_id profile_id model_version alive orders orders_low orders_high spend_minor spend_low_minor',
      'spend_high_minor currency next_order_at reckoned_at again',
    ].join(' '),
    person: {
      profile: ['profile_id'],
      merge: 'recomputed',
      split: 'recomputed',
      erase: 'delete',
      heading: 'Forecast',
    },
  },
  profile_problem: {
    plain: 'shop_id profile_id kind reason at',
    person: {
      profile: ['profile_id'],
      merge: 'recomputed',
      split: 'recomputed',
      erase: 'delete',
      heading: null,
    },
  },
} as const satisfies Record<string, TableRecord>;

/** The profile itself, which others point at. */
export const PROFILE_TABLES = {
  profile: {
    plain: [
      'shop_id id intent fit score grade band stage orders spent_minor subscribed first_seen_at last_seen_at',
      'next_change_at joined_at joins of_orders',
    ].join(' '),
    personal: 'state name email phone customer_id country',
    // Ids of other profiles, each made of an identifier.
    mentions: 'kept_apart',
    person: {
      profile: ['id'],
      merge: 'own_statement',
      split: 'recomputed',
      erase: 'delete',
      heading: 'Profile',
    },
  },
} as const satisfies Record<string, TableRecord>;
