import { describe, expect, test } from 'vitest';
import {
  companyContactPayload as contact,
  companyLocationPayload as location,
  companyPayload as company,
} from '#tests/fixtures/company-payloads.ts';
import { parsePayload, reasonOf } from '#tests/fixtures/parsed-payloads.ts';

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
  test.each(['companies/create', 'companies/update'])('%s describes the company', (topic) => {
    expect(parsePayload(topic, company())).toMatchObject({
      events: [],
      accounts: [companyChanged],
    });
  });

  test('a date that cannot be read is a data issue and costs nothing else', () => {
    const undatable = company({ customer_since: 'last summer' });
    expect(parsePayload('companies/update', undatable)).toMatchObject({
      outcome: 'read',
      accounts: [{ company: { name: 'Fell Runners Ltd', customerSince: null } }],
      dataIssues: [
        { field: 'customer_since', problem: 'expected an ISO 8601 time', raw: 'last summer' },
      ],
    });
  });

  test('a contact ties a customer to the company', () => {
    expect(parsePayload('company_contacts/create', contact())).toMatchObject({
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
    expect(parsePayload('company_contacts/delete', contact(), DELETED)).toMatchObject({
      accounts: [
        { ...companyChanged, company: { ...companyChanged.company, updatedAt: UPDATED + 999 } },
        { kind: 'contact.changed' },
        { kind: 'contact.deleted', id: '7', at: DELETED },
      ],
      events: [{ kind: 'company.left', at: DELETED }],
    });
  });

  test('a location has a country, and a phone in the format of that country', () => {
    expect(parsePayload('company_locations/update', location())).toMatchObject({
      events: [],
      accounts: [
        companyChanged,
        { location: { id: '9', name: 'Kendal', phone: '+442079460000', country: 'GB' } },
      ],
    });
  });

  test('a role describes its contact and its location', () => {
    const role = { company_contact: contact(), company_location: location() };
    const kinds = ['company.changed', 'contact.changed', 'company.changed', 'location.changed'];
    expect(parsePayload('company_contact_roles/assign', role)).toMatchObject({
      accounts: kinds.map((kind) => ({ kind })),
    });
  });

  test.each([
    ['companies/delete', company()],
    ['company_contacts/delete', contact()],
    ['company_locations/delete', location()],
  ])('%s without a time is quarantined', (topic, payload) => {
    expect(reasonOf(topic, payload)).toMatch(/^deleted_at: /);
  });
});
