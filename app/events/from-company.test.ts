import { describe, expect, test } from 'vitest';
import {
  companyContactPayload as contact,
  companyLocationPayload as location,
  companyPayload as company,
} from '#tests/fixtures/company-payloads.ts';
import { readPayload, reasonOf } from '#tests/fixtures/readings.ts';

const UPDATED = Date.UTC(2026, 9, 1, 10);
const DELETED = Date.UTC(2026, 9, 2);

const companyChanged = {
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
    expect(readPayload(topic, company())).toMatchObject({ events: [], accounts: [companyChanged] });
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
        companyChanged,
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
      accounts: [
        { ...companyChanged, company: { ...companyChanged.company, updatedAt: UPDATED + 999 } },
        { kind: 'contact.changed' },
        { kind: 'contact.deleted', id: '7', at: DELETED },
      ],
      events: [{ kind: 'company.left', at: DELETED }],
    });
  });

  test('a location tells where, with a phone as its country writes it', () => {
    expect(readPayload('company_locations/update', location())).toMatchObject({
      events: [],
      accounts: [
        companyChanged,
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
