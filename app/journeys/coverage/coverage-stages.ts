import type { EventKind } from '#app/events/event.ts';
import { TRADER_KEY } from '#app/segments/ready/trader-tier.ts';
import type { StageKey } from '#app/segments/ready/lifecycle.ts';
import type { RfmKey } from '#app/segments/ready/rfm.ts';
import type { CoverageStage } from './coverage-stage.ts';

type StageSegment = StageKey | RfmKey | typeof TRADER_KEY;

/** All about one stage of the coverage map. */
export type CoverageStageRecord = {
  name: string;
  /** What is missing while no journey is live for it, as a short sentence without a full stop. */
  gap: string;
  /** The ready segments of people at the stage; how many are there is the size of the first. */
  segments: readonly StageSegment[];
  /** What happens to people at the stage. */
  events: readonly EventKind[];
};

/** Every stage; journeys are placed by it. */
export const coverageStages: Record<CoverageStage, CoverageStageRecord> = {
  first_visit: {
    name: 'First visit',
    gap: 'Nothing invites visitors to stay in touch',
    segments: ['visitor'],
    events: ['visitor.identified', 'page.viewed'],
  },
  browsing: {
    name: 'Browsing',
    gap: 'Nothing follows a look at products',
    segments: ['engaged'],
    events: ['product.viewed', 'collection.viewed', 'search.submitted'],
  },
  subscriber: {
    name: 'New subscriber',
    gap: 'Nothing welcomes new subscribers',
    segments: ['subscriber'],
    events: ['consent.changed'],
  },
  cart: {
    name: 'Cart',
    gap: 'Nothing follows an abandoned cart',
    segments: ['cart_starter'],
    events: ['cart.changed', 'cart.viewed', 'product.added'],
  },
  checkout: {
    name: 'Checkout',
    gap: 'Nothing follows an abandoned checkout',
    segments: ['checkout_starter'],
    events: ['checkout.changed', 'checkout.reached'],
  },
  after_first_order: {
    name: 'After the first order',
    gap: 'Nothing leads from the first order to a second',
    segments: ['first_time_buyer', 'rfm_new'],
    events: [],
  },
  after_order: {
    name: 'After each order',
    gap: 'Nothing after an order',
    segments: [],
    events: [
      'order.placed',
      'order.changed',
      'order.shipped',
      'order.delivered',
      'review.submitted',
    ],
  },
  repeat: {
    name: 'Repeat buyer',
    gap: 'Nothing brings repeat buyers to their next order',
    segments: ['repeat_buyer', 'rfm_promising'],
    events: [],
  },
  vip: {
    name: 'Loyal customer',
    gap: 'Nothing rewards your best customers',
    segments: ['loyal', 'rfm_champions', 'rfm_loyal'],
    events: [],
  },
  at_risk: {
    name: 'At risk',
    gap: 'Nothing reaches customers before they drift away',
    segments: ['at_risk', 'rfm_needs_attention', 'rfm_at_risk'],
    events: [],
  },
  lapsed: {
    name: 'Lapsed',
    gap: 'Nothing wins lapsed customers back',
    segments: ['lapsed', 'rfm_hibernating', 'rfm_lost'],
    events: [],
  },
  wholesale_applicant: {
    name: 'Wholesale applicant',
    gap: 'Nothing answers wholesale applications',
    segments: ['wholesale_prospect'],
    events: ['application.submitted', 'application.declined'],
  },
  wholesale_buyer: {
    name: 'Wholesale buyer',
    gap: 'Nothing brings wholesale buyers to reorder',
    segments: [TRADER_KEY],
    events: ['application.approved', 'company.joined', 'quote.changed'],
  },
};
