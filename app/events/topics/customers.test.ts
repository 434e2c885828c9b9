import { describe, expect, test } from 'vitest';
import { CUSTOMER_ID, customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { eventsOf, reasonOf } from '#tests/fixtures/parsed-payloads.ts';

const TRIGGERED_AT = Date.UTC(2026, 9, 1, 12);

describe('customers', () => {
  test.each(['customers/create', 'customers/update', 'customers/enable', 'customers/disable'])(
    '%s says who a customer is',
    (topic) => {
      expect(eventsOf(topic, customerPayload({ phone: '+44 20 7946 0000' }))).toMatchObject([
        {
          kind: 'customer.changed',
          at: Date.UTC(2026, 9, 1, 10),
          traitsAt: Date.UTC(2026, 9, 1, 10),
          identifiers: [
            { kind: 'customer', value: CUSTOMER_ID },
            { kind: 'email', value: 'ada@example.com' },
            { kind: 'phone', value: '+442079460000' },
          ],
          traits: {
            customerId: CUSTOMER_ID,
            phone: '+442079460000',
            country: 'GB',
            company: 'Fell Runners Ltd',
          },
        },
      ]);
    },
  );

  test('a customer without an address leaves out what is not sent', () => {
    const bare = { first_name: null, last_name: '', email: null, default_address: null };
    expect(eventsOf('customers/update', customerPayload(bare))).toMatchObject([
      { identifiers: [{ kind: 'customer', value: CUSTOMER_ID }] },
    ]);
    expect(eventsOf('customers/update', customerPayload(bare))[0]?.traits).toEqual({
      customerId: CUSTOMER_ID,
    });
  });

  test.each([
    ['sent', { email: 'Kim@Fern.example' }, { email: 'kim@fern.example' }],
    ['sent empty', { email: null, phone: '' }, { email: null, phone: null }],
    ['sent as no address', { email: 'none of yours' }, { email: null }],
    ['not sent', {}, {}],
  ])("an address of the customer's own record is recorded as it was %s", (_case, sent, record) => {
    const { email: _email, phone: _phone, ...others } = customerPayload({});
    expect(eventsOf('customers/update', { ...others, ...sent })[0]?.record).toEqual(record);
  });

  test.each<[string, unknown, string[] | null]>([
    ['in one text, as older versions of the API send them', 'vip, Trade ,', ['Trade', 'vip']],
    ['as a list', ['vip', ' Trade '], ['Trade', 'vip']],
    ['none', '', []],
    ['an empty list', [], []],
    ['nothing', null, null],
    ['not sent', undefined, null],
    ['what no tags can be', { vip: true }, null],
    ['more than Shopify allows', Array.from({ length: 251 }, (_, index) => String(index)), null],
  ])('the tags of a customer: %s', (_case, tags, all) => {
    const [changed, ...others] = eventsOf('customers/update', customerPayload({ tags }));
    expect(changed).toMatchObject({ kind: 'customer.changed' });
    expect(others).toEqual(
      all === null
        ? []
        : [
            expect.objectContaining({
              kind: 'tags.changed',
              at: Date.UTC(2026, 9, 1, 10),
              added: [],
              removed: [],
              all,
            }),
          ],
    );
  });

  test('an undated customer is dated by the delivery, or quarantined: never dated by the clock', () => {
    const undated = customerPayload({ updated_at: null, created_at: null });
    expect(eventsOf('customers/update', undated, TRIGGERED_AT)[0]?.at).toBe(TRIGGERED_AT);
    expect(reasonOf('customers/update', undated)).toMatch(/^updated_at: expected an ISO 8601 time/);
  });

  test('a deleted customer is known by id alone', () => {
    expect(eventsOf('customers/delete', { id: 1, tax_exemptions: [] }, TRIGGERED_AT)).toMatchObject(
      [
        {
          kind: 'customer.deleted',
          at: TRIGGERED_AT,
          identifiers: [{ kind: 'customer', value: '1' }],
        },
      ],
    );
  });

  test('a merge says which customer stays and which is deleted, once it is done', () => {
    const merge = {
      admin_graphql_api_customer_kept_id: 'gid://shopify/Customer/1',
      admin_graphql_api_customer_deleted_id: 'gid://shopify/Customer/2',
      status: 'completed',
    };
    expect(eventsOf('customers/merge', merge, TRIGGERED_AT)).toMatchObject([
      {
        kind: 'customer.merged',
        keptId: '1',
        deletedId: '2',
        identifiers: [{ kind: 'customer', value: '1' }],
      },
    ]);
    expect(eventsOf('customers/merge', { ...merge, status: 'failed' }, TRIGGERED_AT)).toEqual([]);
  });
});
