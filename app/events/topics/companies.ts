import { idOf } from '#app/lib/ids.ts';
import type { AccountChange } from '#app/events/account-change.ts';
import type { DomainEvent } from '#app/events/event.ts';
import {
  companyContactPayload,
  companyLocationPayload,
  companyPayload,
  contactRolePayload,
  type Company,
  type CompanyContact,
  type CompanyLocation,
} from '#app/events/payloads/company-payload.ts';
import { countryOf, momentOf, phoneOf } from '#app/events/payloads/optional-values.ts';
import {
  accountsChanged,
  defineTopicHandler,
  undated,
  type DeliveryContext,
} from './topic-handler.ts';
import { stateMomentAt } from './state-time.ts';
import type { TopicRecord } from './topic-record.ts';

/** companies/create, companies/update. */
const readCompany = defineTopicHandler(companyPayload, (company, delivery) =>
  accountsChanged([companyChange(company, delivery)]),
);

/** companies/delete. It holds the company as it was, so only the delivery says when. */
const readDeletedCompany = defineTopicHandler(companyPayload, (company, delivery) => {
  const { triggeredAt: at } = delivery;
  if (at === null) return undated('deleted_at');
  const deleted = { kind: 'company.deleted' as const, id: company.admin_graphql_api_id, at };
  return accountsChanged([companyChange(company, delivery), deleted]);
});

/** company_contacts/create, company_contacts/update: a customer who buys for a company. */
const readCompanyContact = defineTopicHandler(companyContactPayload, (contact, delivery) =>
  accountsChanged(
    contactChanges(contact, delivery),
    membershipEvent(contact, delivery, contact.updated_at),
  ),
);

/** company_contacts/delete. */
const readDeletedCompanyContact = defineTopicHandler(companyContactPayload, (contact, delivery) => {
  const { triggeredAt: at } = delivery;
  if (at === null) return undated('deleted_at');
  const deleted = { kind: 'contact.deleted' as const, id: contact.admin_graphql_api_id, at };
  const left = membershipEvent(contact, delivery, at, 'company.left');
  return accountsChanged([...contactChanges(contact, delivery), deleted], left);
});

/** company_locations/create, company_locations/update. */
const readCompanyLocation = defineTopicHandler(companyLocationPayload, (location, delivery) =>
  accountsChanged(locationChanges(location, delivery)),
);

/** company_locations/delete. */
const readDeletedCompanyLocation = defineTopicHandler(
  companyLocationPayload,
  (location, delivery) => {
    const { triggeredAt: at } = delivery;
    if (at === null) return undated('deleted_at');
    const deleted = { kind: 'location.deleted' as const, id: location.admin_graphql_api_id, at };
    return accountsChanged([...locationChanges(location, delivery), deleted]);
  },
);

/** company_contact_roles/assign, company_contact_roles/revoke: who and where; the role itself is Shopify's. */
const readContactRole = defineTopicHandler(contactRolePayload, (role, delivery) =>
  accountsChanged([
    ...contactChanges(role.company_contact, delivery, 'company_contact.'),
    ...locationChanges(role.company_location, delivery, 'company_location.'),
  ]),
);

function companyChange(company: Company, delivery: DeliveryContext, path = ''): AccountChange {
  return {
    kind: 'company.changed',
    company: {
      id: company.admin_graphql_api_id,
      name: company.name,
      externalId: company.external_id,
      mainContactId: company.main_contact_admin_graphql_api_id,
      customerSince: momentOf(delivery, `${path}customer_since`, company.customer_since),
      updatedAt: stateMomentAt(company.updated_at, delivery),
    },
  };
}

function contactChanges(
  contact: CompanyContact,
  delivery: DeliveryContext,
  path = '',
): AccountChange[] {
  return [
    companyChange(contact.company, delivery, `${path}company.`),
    {
      kind: 'contact.changed',
      contact: {
        id: contact.admin_graphql_api_id,
        companyId: contact.company.admin_graphql_api_id,
        customerId: contact.customer_admin_graphql_api_id,
        title: contact.title,
        updatedAt: stateMomentAt(contact.updated_at, delivery),
      },
    },
  ];
}

function locationChanges(
  location: CompanyLocation,
  delivery: DeliveryContext,
  path = '',
): AccountChange[] {
  const address = location.shipping_address ?? location.billing_address;
  const at = location.shipping_address ? 'shipping_address' : 'billing_address';
  const country = countryOf(delivery, `${path}${at}.country_code`, address?.country_code ?? null);
  return [
    companyChange(location.company, delivery, `${path}company.`),
    {
      kind: 'location.changed',
      location: {
        id: location.admin_graphql_api_id,
        companyId: location.company.admin_graphql_api_id,
        name: location.name,
        externalId: location.external_id,
        phone: phoneOf(delivery, `${path}phone`, location.phone, country)?.shown ?? null,
        country,
        updatedAt: stateMomentAt(location.updated_at, delivery),
      },
    },
  ];
}

function membershipEvent(
  contact: CompanyContact,
  delivery: DeliveryContext,
  at: number,
  kind: 'company.joined' | 'company.left' = 'company.joined',
): DomainEvent {
  const { admin_graphql_api_id: companyId, name } = contact.company;
  const customerId = contact.customer_admin_graphql_api_id;
  return {
    kind,
    id: idOf(kind, companyId, customerId, String(at)),
    at,
    topic: delivery.topic,
    identifiers: [{ kind: 'customer', value: customerId }],
    traitsAt: at,
    traits:
      kind === 'company.joined' && name !== '' ? { customerId, company: name } : { customerId },
    companyId,
  };
}

export const companyTopics: TopicRecord = {
  names: ['companies/create', 'companies/update'],
  handler: readCompany,
  subscription: 'topic',
  origin: 'a company',
  shape: { object: 'Company' },
};

export const deletedCompanyTopic: TopicRecord = {
  names: ['companies/delete'],
  handler: readDeletedCompany,
  subscription: 'topic',
  origin: 'a company',
  shape: { object: 'Company' },
};

export const companyContactTopics: TopicRecord = {
  names: ['company_contacts/create', 'company_contacts/update'],
  handler: readCompanyContact,
  subscription: 'topic',
  origin: 'a company',
  shape: { object: 'CompanyContact' },
};

export const deletedCompanyContactTopic: TopicRecord = {
  names: ['company_contacts/delete'],
  handler: readDeletedCompanyContact,
  subscription: 'topic',
  origin: 'a company',
  shape: { object: 'CompanyContact' },
};

export const companyLocationTopics: TopicRecord = {
  names: ['company_locations/create', 'company_locations/update'],
  handler: readCompanyLocation,
  subscription: 'topic',
  origin: 'a company',
  shape: { object: 'CompanyLocation' },
};

export const deletedCompanyLocationTopic: TopicRecord = {
  names: ['company_locations/delete'],
  handler: readDeletedCompanyLocation,
  subscription: 'topic',
  origin: 'a company',
  shape: { object: 'CompanyLocation' },
};

export const contactRoleTopics: TopicRecord = {
  names: ['company_contact_roles/assign', 'company_contact_roles/revoke'],
  handler: readContactRole,
  subscription: null,
  origin: 'a company',
};
