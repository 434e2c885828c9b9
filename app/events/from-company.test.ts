import { describe, expect, test } from 'vitest';
import type { Payload } from '#tests/fixtures/shopify-payloads.ts';
import { readPayload, reasonOf } from '#tests/fixtures/readings.ts';

const UPDATED = Date.UTC(2026, 9, 1, 10);
const DELETED = Date.UTC(2026, 9, 2);

function company(over: Payload = {}): Payload {
  return {
    admin_graphql_api_id: 'gid://shopify/Company/408372092144951419',
    name: 'Fell Runners Ltd',
    external_id: 'FR-1',
    main_contact_admin_graphql_api_id: 'gid://shopify/CompanyContact/7',
    customer_since: '2025-01-01T00:00:00Z',
    updated_at: '2026-10-01T11:00:00+01:00',
    ...over,
  };
}

function contact(over: Payload = {}): Payload {
  return {
    admin_graphql_api_id: 'gid://shopify/CompanyContact/7',
    customer_admin_graphql_api_id: 'gid://shopify/Customer/6940095564',
    title: 'Buyer',
    updated_at: '2026-10-01T11:00:00+01:00',
    company: company(),
    ...over,
  };
}

function location(over: Payload = {}): Payload {
  return {
    admin_graphql_api_id: 'gid://shopify/CompanyLocation/9',
    name: 'Kendal',
    external_id: null,
    phone: '020 7946 0000',
    updated_at: '2026-10-01T11:00:00+01:00',
    company: company(),
    shipping_address: { country_code: 'GB' },
    billing_address: [],
    ...over,
  };
}

const toldCompany = {
  kind: 'company.changed',
  company: {
    id: '408372092144951419',
    name: 'Fell Runners Ltd',
    externalId: 'FR-1',
    mainContactId: '7',
    customerSince: Date.UTC(2025, 0, 1),
    updatedAt: UPDATED,
  },
};

describe('companies', () => {
  test.each(['companies/create', 'companies/update'])('%s tells the company', (topic) => {
    expect(readPayload(topic, company())).toMatchObject({ events: [], accounts: [toldCompany] });
  });

  test('a date that cannot be read is flagged and costs nothing else', () => {
    const odd = company({ customer_since: 'last summer' });
    expect(readPayload('companies/update', odd)).toMatchObject({
      outcome: 'read',
      accounts: [{ company: { name: 'Fell Runners Ltd', customerSince: null } }],
      flags: [
        { field: 'customer_since', problem: 'expected an ISO 8601 time', raw: 'last summer' },
      ],
    });
  });

  test('a contact ties a customer to the company', () => {
    expect(readPayload('company_contacts/create', contact())).toMatchObject({
      accounts: [
        toldCompany,
        { kind: 'contact.changed', contact: { id: '7', customerId: '6940095564' } },
      ],
      events: [
        {
          kind: 'company.joined',
          at: UPDATED,
          companyId: '408372092144951419',
          identifiers: [{ kind: 'customer', value: '6940095564' }],
          traits: { company: 'Fell Runners Ltd' },
        },
      ],
    });
  });

  test('a deleted contact lets the customer go', () => {
    expect(readPayload('company_contacts/delete', contact(), DELETED)).toMatchObject({
      accounts: [{ kind: 'contact.deleted', id: '7', at: DELETED }, toldCompany],
      events: [{ kind: 'company.left', at: DELETED }],
    });
  });

  test('a location tells where, with a phone as its country writes it', () => {
    expect(readPayload('company_locations/update', location())).toMatchObject({
      events: [],
      accounts: [
        toldCompany,
        { location: { id: '9', name: 'Kendal', phone: '+442079460000', country: 'GB' } },
      ],
    });
  });

  test('a role tells its contact and its location', () => {
    const role = { company_contact: contact(), company_location: location() };
    const kinds = ['company.changed', 'contact.changed', 'company.changed', 'location.changed'];
    expect(readPayload('company_contact_roles/assign', role)).toMatchObject({
      accounts: kinds.map((kind) => ({ kind })),
    });
  });

  test.each([
    ['companies/delete', company()],
    ['company_contacts/delete', contact()],
    ['company_locations/delete', location()],
  ])('%s that does not tell when is set aside', (topic, payload) => {
    expect(reasonOf(topic, payload)).toMatch(/^deleted_at: /);
  });
});
