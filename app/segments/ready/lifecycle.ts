import type { Tiers, Tier } from './tiers.ts';

export type StageKey =
  | 'wholesale_prospect'
  | 'checkout_starter'
  | 'cart_starter'
  | 'lapsed'
  | 'at_risk'
  | 'loyal'
  | 'repeat_buyer'
  | 'first_time_buyer'
  | 'engaged'
  | 'subscriber'
  | 'visitor';

/** A stage of the customer lifecycle. */
export type Stage = Tier<StageKey>;

/** A cart or checkout older than this is forgotten, not abandoned; two weeks outlast every reminder. */
const STARTED_DAYS = 14;
/** Interest shown longer ago says little of today. */
const ENGAGED_DAYS = 14;
/** A season without an order, and two: usual rhythms of shops whose goods are not used up within weeks. */
const AT_RISK_DAYS = 90;
const LAPSED_DAYS = 180;
/** How long an application keeps a person a prospect; longer than any review. */
const APPLICATION_DAYS = 180;
const LOYAL_ORDERS = 4;
/** One look at a product is an accident, three are an interest. */
const INTERESTED_VIEWS = 3;

/** The stages, the one that calls for action first before the rest; the last takes all others. */
export const STAGES: readonly Stage[] = [
  {
    key: 'wholesale_prospect',
    name: 'Wholesale prospect',
    purpose: 'Review the application and answer; no consumer discounts.',
    version: 1,
    when: { signal: 'applied', is: 'at_least', times: 1, days: APPLICATION_DAYS },
  },
  {
    key: 'checkout_starter',
    name: 'Checkout starter',
    purpose: 'Help to finish the checkout.',
    version: 1,
    when: {
      all: [
        { field: 'last_checkout', is: 'within', days: STARTED_DAYS },
        { field: 'last_checkout', is: 'after', than: 'last_order' },
      ],
    },
  },
  {
    key: 'cart_starter',
    name: 'Cart starter',
    purpose: 'Bring back to the cart.',
    version: 1,
    when: {
      all: [
        { field: 'last_cart', is: 'within', days: STARTED_DAYS },
        { field: 'last_cart', is: 'after', than: 'last_order' },
        { field: 'cart_value', is: 'at_least', value: 1 },
      ],
    },
  },
  {
    key: 'lapsed',
    name: 'Lapsed',
    purpose: 'Win back, or stop writing.',
    version: 1,
    when: {
      all: [
        { field: 'orders', is: 'at_least', value: 1 },
        { field: 'last_order', is: 'before', days: LAPSED_DAYS },
      ],
    },
  },
  {
    key: 'at_risk',
    name: 'At risk',
    purpose: 'Give a reason to come back before it is too late.',
    version: 1,
    when: {
      all: [
        { field: 'orders', is: 'at_least', value: 1 },
        { field: 'last_order', is: 'before', days: AT_RISK_DAYS },
      ],
    },
  },
  {
    key: 'loyal',
    name: 'Loyal',
    purpose: 'Reward; never offer what is meant for newcomers.',
    version: 1,
    when: { field: 'orders', is: 'at_least', value: LOYAL_ORDERS },
  },
  {
    key: 'repeat_buyer',
    name: 'Repeat buyer',
    purpose: 'Recommend what goes with what they own.',
    version: 1,
    when: { field: 'orders', is: 'at_least', value: 2 },
  },
  {
    key: 'first_time_buyer',
    name: 'First-time buyer',
    purpose: 'Care for the first order and lead to the second.',
    version: 1,
    when: { field: 'orders', is: 'at_least', value: 1 },
  },
  {
    key: 'engaged',
    name: 'Engaged',
    purpose: 'Show more of what they look at.',
    version: 1,
    when: {
      any: [
        { signal: 'product_viewed', is: 'at_least', times: INTERESTED_VIEWS, days: ENGAGED_DAYS },
        { signal: 'cart_changed', is: 'at_least', times: 1, days: ENGAGED_DAYS },
        { signal: 'mail_clicked', is: 'at_least', times: 1, days: ENGAGED_DAYS },
        { signal: 'banner_clicked', is: 'at_least', times: 1, days: ENGAGED_DAYS },
      ],
    },
  },
  {
    key: 'subscriber',
    name: 'Subscriber',
    purpose: 'Welcome and lead to a first look at the products.',
    version: 1,
    when: { field: 'email_consent', is: 'one_of', values: ['subscribed'] },
  },
  {
    key: 'visitor',
    name: 'Visitor',
    purpose: 'Invite to subscribe.',
    version: 1,
    when: { all: [] },
  },
];

/** The stages; each person is in exactly one. */
export const lifecycle: Tiers<StageKey> = { of: { all: [] }, tiers: STAGES };
