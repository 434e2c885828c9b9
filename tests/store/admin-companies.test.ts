import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from './store.ts';
import { askAdmin, startWebhooklessStore } from './test-app.ts';

let store: Store;

beforeAll(async () => {
  store = await startWebhooklessStore();
});

afterAll(async () => {
  await store.close();
});

describe('companies', () => {
  const CREATE = `mutation ($input: CompanyCreateInput!) {
    companyCreate(input: $input) { company { id mainContact { id } contactRoles(first: 5) { nodes { id name } } locations(first: 1) { nodes { id } } } userErrors { field message code } }
  }`;

  test('a created company is there with its contact, location, role and tax number', async () => {
    const created = await askAdmin(store, CREATE, {
      input: {
        company: { name: 'Moss & Co', externalId: 'application-1' },
        companyContact: { email: 'buyer@moss.example', firstName: 'Mia', title: 'Buyer' },
        companyLocation: {
          name: 'Leeds',
          shippingAddress: {
            address1: '1 Fern Row',
            city: 'Leeds',
            zip: 'LS1 1AA',
            countryCode: 'GB',
          },
        },
      },
    });
    expect(created.errors).toBeUndefined();
    const company = (created.data as unknown as { companyCreate: { company: CreatedCompany } })
      .companyCreate.company;
    const wired = await askAdmin(
      store,
      `mutation ($contact: ID!, $roles: [CompanyContactRoleAssign!]!, $location: ID!) {
        companyContactAssignRoles(companyContactId: $contact, rolesToAssign: $roles) { roleAssignments { id role { name } } userErrors { message } }
        companyLocationTaxSettingsUpdate(companyLocationId: $location, taxRegistrationId: "GB123456789") { companyLocation { id } userErrors { message } }
      }`,
      {
        contact: company.mainContact.id,
        location: company.locations.nodes[0]?.id,
        roles: [
          {
            companyContactRoleId: company.contactRoles.nodes[1]?.id,
            companyLocationId: company.locations.nodes[0]?.id,
          },
        ],
      },
    );
    expect(wired.data).toMatchObject({
      companyContactAssignRoles: {
        roleAssignments: [{ role: { name: 'Ordering only' } }],
        userErrors: [],
      },
    });
    const read = await askAdmin(
      store,
      `{ companies(first: 5, query: "external_id:application-1") { nodes { name mainContact { title customer { defaultEmailAddress { emailAddress } } } locations(first: 5) { nodes { name taxSettings { taxRegistrationId } shippingAddress { city countryCode } } } } } }`,
    );
    expect(read.data).toMatchObject({
      companies: {
        nodes: [
          {
            name: 'Moss & Co',
            mainContact: {
              title: 'Buyer',
              customer: { defaultEmailAddress: { emailAddress: 'buyer@moss.example' } },
            },
            locations: {
              nodes: [
                {
                  name: 'Leeds',
                  taxSettings: { taxRegistrationId: 'GB123456789' },
                  shippingAddress: { city: 'Leeds', countryCode: 'GB' },
                },
              ],
            },
          },
        ],
      },
    });
  });

  type CreatedCompany = {
    mainContact: { id: string };
    contactRoles: { nodes: { id: string }[] };
    locations: { nodes: { id: string }[] };
  };

  test('a location with a number that no one can be reached at is refused, and nothing is created', async () => {
    const before = store.shop.companies.size;
    const create = (phone: string) =>
      askAdmin(store, CREATE, {
        input: { company: { name: 'Farol' }, companyLocation: { name: 'Porto', phone } },
      });
    expect((await create('+35121045')).data).toMatchObject({
      companyCreate: {
        company: null,
        userErrors: [
          {
            field: ['input', 'companyLocation', 'phone'],
            message: 'Phone is invalid',
            code: 'INVALID',
          },
        ],
      },
    });
    expect(store.shop.companies.size).toBe(before);
    expect((await create('+351210459000')).data).toMatchObject({
      companyCreate: { userErrors: [] },
    });
  });

  test('a blank name and a taken external id are user errors, and nothing is created', async () => {
    await askAdmin(store, CREATE, { input: { company: { name: 'First', externalId: 'taken' } } });
    const before = store.shop.companies.size;
    const answer = await askAdmin(store, CREATE, {
      input: { company: { name: ' ', externalId: 'taken' } },
    });
    expect(answer.data).toMatchObject({
      companyCreate: {
        company: null,
        userErrors: [
          { field: ['input', 'company', 'name'], code: 'BLANK' },
          { field: ['input', 'company', 'externalId'], code: 'TAKEN' },
        ],
      },
    });
    expect(store.shop.companies.size).toBe(before);
  });
});
