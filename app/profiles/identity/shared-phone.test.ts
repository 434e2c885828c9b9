import { describe, expect, test } from 'vitest';
import type { DomainEvent, Identifier, Traits } from '#app/events/event.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { identifierKey, type Directory } from './directory.ts';
import { resolve } from './identity.ts';

const PHONE: Identifier = { kind: 'phone', value: '+442079460000' };

function directory(known: Partial<ProfileState>): Directory {
  return {
    owners: new Map([[identifierKey(PHONE), 'known']]),
    profiles: new Map([['known', { ...newProfile(0), ...known }]]),
    notDuplicates: new Map(),
    parts: new Map(),
    identified: new Set(['known']),
    confirmed: new Set(),
  };
}

function event(traits: Traits, first: Identifier): DomainEvent {
  const at = 1;
  const shared = { id: 'e', at, topic: 'orders/create', traitsAt: at, traits };
  return { ...shared, kind: 'customer.changed', identifiers: [first, PHONE] };
}

const ada = { value: 'ada@example.com', at: 0 };
const one = { value: '1', at: 0 };
const checkout: Identifier = { kind: 'checkout', value: 'c' };

describe('a phone by which a profile is known', () => {
  test.each<[string, Partial<ProfileState>, Traits]>([
    ['nothing else is known of either', {}, {}],
    ['the address is the same', { email: ada }, { email: 'ada@example.com' }],
    ['only one of them has an address', { email: ada }, {}],
    [
      'the customer is the same, whatever the address',
      { customerId: one, email: ada },
      { customerId: '1', email: 'b@example.com' },
    ],
    ['only one of them is a customer', { customerId: one }, { email: 'b@example.com' }],
  ])('finds them when %s', (_why, known, traits) => {
    const found = resolve(directory(known), event(traits, checkout));
    expect(found).toEqual({
      profileId: 'known',
      links: [checkout],
      confirms: [checkout],
      merges: [],
      conflicts: [],
      part: 'known',
    });
  });

  test.each<[string, Partial<ProfileState>, Traits]>([
    ['customers', { customerId: one }, { customerId: '2' }],
    ['addresses', { email: ada }, { email: 'b@example.com' }],
    [
      'addresses, though one is a customer',
      { customerId: one, email: ada },
      { email: 'b@example.com' },
    ],
  ])('is shared, and stays where it is, between different %s', (_why, known, traits) => {
    const found = resolve(directory(known), event(traits, checkout));
    expect(found.profileId).not.toBe('known');
    const conflicts = [{ identifier: PHONE, owner: 'known' }];
    expect(found).toMatchObject({ links: [checkout], merges: [], conflicts });
  });
});
