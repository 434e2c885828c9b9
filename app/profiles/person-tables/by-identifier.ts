import type { TableRecord } from './person-table.ts';

/** What is kept under an address, a number or a customer id, without a profile. */
export const IDENTIFIER_TABLES = {
  suppression: {
    plain: 'shop_id reason at source unsubscribed_at',
    personal: 'address words',
    person: {
      profile: [],
      identifiers: { address: 'email' },
      erase: 'delete',
      heading: 'Blocked addresses',
    },
  },
  suppression_change: {
    plain: 'shop_id id change reason at source actor',
    personal: 'address words',
    person: {
      profile: [],
      identifiers: { address: 'email' },
      erase: 'delete',
      heading: 'History of blocked addresses',
    },
  },
  address_feedback: {
    plain: 'shop_id delivered_at',
    personal: 'address softs',
    person: {
      profile: [],
      identifiers: { address: 'email' },
      erase: 'delete',
      heading: 'Bounces of addresses',
    },
  },
  address_consent: {
    plain: 'shop_id channel state at opted_in_at consent_id',
    personal: 'address email phone acts',
    person: {
      profile: [],
      identifiers: { email: 'email', phone: 'phone' },
      erase: 'delete',
      heading: 'Consent of addresses and numbers',
    },
  },
  reader_preference: {
    plain: 'shop_id declined_topics frequency paused_until declines_banners changed_at',
    personal: 'address',
    person: {
      profile: [],
      identifiers: { address: 'email' },
      erase: 'delete',
      heading: 'Choices about marketing',
    },
  },
  reader_preference_change: {
    plain: 'shop_id id at before after',
    personal: 'address page wording',
    person: {
      profile: [],
      identifiers: { address: 'email' },
      erase: 'delete',
      heading: 'Earlier choices about marketing',
    },
  },
  customer_tag: {
    plain: 'shop_id tag segment_key put_at confirmed',
    personal: 'customer_id',
    person: {
      profile: [],
      identifiers: { customer_id: 'customer' },
      erase: 'delete',
      heading: 'Tags put on the customer',
    },
  },
  shopify_segment_member: {
    plain: 'shop_id segment_id reading',
    personal: 'customer_id',
    person: {
      profile: [],
      identifiers: { customer_id: 'customer' },
      erase: 'delete',
      heading: 'Shopify segments',
    },
  },
  deleted_order: {
    plain: 'shop_id deleted_at',
    personal: 'order_id',
    person: {
      profile: [],
      identifiers: { order_id: 'order' },
      erase: 'delete',
      heading: 'Deleted orders',
    },
  },
  account_contact: {
    plain: 'shop_id id company_gid source profile_id updated_at deleted_at',
    personal: 'customer_id title',
    person: {
      profile: ['profile_id'],
      identifiers: { customer_id: 'customer' },
      merge: 'recomputed',
      split: 'recomputed',
      erase: 'delete',
      heading: 'Companies',
    },
  },
  pending_visit: {
    plain: 'shop_id event_id at kept_at',
    personal: 'visitor event',
    person: {
      profile: [],
      identifiers: { visitor: 'visitor' },
      erase: 'delete',
      heading: 'First visits',
    },
  },
  move_in_slice: {
    plain: 'shop_id move_in_id position start size',
    personal: 'bytes',
    person: { profile: [], erase: 'blank_file_rows', heading: null },
  },
} as const satisfies Record<string, TableRecord>;
