import type { ProfileState } from './profile-state.ts';
import { recordsBefore } from './contact.ts';

/** Products kept as interests; more would grow without bound. */
export const INTERESTS_KEPT = 12;

/** Whether something saved as the state of a profile can be one. */
export function isProfileState(saved: unknown): saved is ProfileState {
  return (
    typeof saved === 'object' &&
    saved !== null &&
    'firstSeenAt' in saved &&
    typeof saved.firstSeenAt === 'number'
  );
}

/** A profile as it was saved, maybe before some of what is kept now. */
type SavedProfile = Omit<ProfileState, LaterField> & Partial<Pick<ProfileState, LaterField>>;
type LaterField = 'record' | 'tagLists' | 'orderedCarts' | 'reviewed';

/** A profile as it was saved, with the fields that there were none of then. */
export function savedProfile({ record, ...state }: SavedProfile): ProfileState {
  const empty = newProfile(state.firstSeenAt);
  return {
    ...empty,
    ...state,
    orders: { ...empty.orders, ...state.orders },
    record: record ?? recordsBefore(state),
  };
}

/** A person nothing is known of yet, first met at `at`. */
export function newProfile(at: number): ProfileState {
  return {
    firstSeenAt: at,
    lastSeenAt: null,
    customerId: null,
    email: null,
    phone: null,
    record: {},
    firstName: null,
    lastName: null,
    country: null,
    region: null,
    locale: null,
    company: null,
    tags: [],
    tagLists: [],
    companies: [],
    firstTouch: null,
    lastTouch: null,
    summary: null,
    consent: { email: null, sms: null },
    orders: {
      placed: 0,
      cancelled: 0,
      units: 0,
      lines: 0,
      newest: [],
      grossMinor: {},
      discountMinor: {},
      refundedMinor: {},
      firstAt: null,
      lastAt: null,
      shippedAt: null,
      deliveredAt: null,
    },
    cart: null,
    checkout: null,
    orderedCarts: [],
    signals: {},
    interests: [],
    reviewed: [],
  };
}
