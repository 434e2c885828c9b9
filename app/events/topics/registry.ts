import { cartTopics } from './carts.ts';
import { checkoutTopics, deletedCheckoutTopic } from './checkouts.ts';
import { collectionTopics, deletedCollectionTopic } from './collections.ts';
import {
  companyContactTopics,
  companyLocationTopics,
  companyTopics,
  contactRoleTopics,
  deletedCompanyContactTopic,
  deletedCompanyLocationTopic,
  deletedCompanyTopic,
} from './companies.ts';
import { complianceTopics } from './compliance.ts';
import { customerTagTopics, purchasingSummaryTopic } from './customer-facts.ts';
import { customerTopics, deletedCustomerTopic, mergedCustomersTopic } from './customers.ts';
import { draftOrderTopics } from './draft-orders.ts';
import { fulfillmentEventTopic, fulfillmentTopics } from './fulfillments.ts';
import { emailConsentTopic, smsConsentTopic } from './marketing-consents.ts';
import { deletedOrderTopic, orderTopics } from './orders.ts';
import { ownTopics } from './own-events.ts';
import { deletedProductTopic, productTopics, variantStockTopics } from './products.ts';
import { refundTopic } from './refunds.ts';
import { reportedEventTopic } from './reported-events.ts';
import {
  bulkFinishedTopic,
  scopesTopic,
  shopTopic,
  subscriptionTopic,
  uninstalledTopic,
} from './shop.ts';
import { storefrontTopic } from './storefront.ts';
import type { TopicRecord } from './topic-record.ts';
import { deletedDraftOrderTopic, orderEditTopic, unusedTopics } from './unused.ts';

const TOPIC_RECORDS: readonly TopicRecord[] = [
  cartTopics,
  checkoutTopics,
  deletedCheckoutTopic,
  orderTopics,
  deletedOrderTopic,
  fulfillmentTopics,
  fulfillmentEventTopic,
  refundTopic,
  customerTopics,
  deletedCustomerTopic,
  mergedCustomersTopic,
  purchasingSummaryTopic,
  customerTagTopics,
  emailConsentTopic,
  smsConsentTopic,
  productTopics,
  deletedProductTopic,
  collectionTopics,
  deletedCollectionTopic,
  variantStockTopics,
  companyTopics,
  deletedCompanyTopic,
  companyContactTopics,
  deletedCompanyContactTopic,
  companyLocationTopics,
  deletedCompanyLocationTopic,
  contactRoleTopics,
  draftOrderTopics,
  uninstalledTopic,
  scopesTopic,
  shopTopic,
  subscriptionTopic,
  bulkFinishedTopic,
  ...complianceTopics,
  storefrontTopic,
  reportedEventTopic,
  ...ownTopics,
  unusedTopics,
  orderEditTopic,
  deletedDraftOrderTopic,
];

/** Every topic we know, and all about it. */
export const TOPICS: ReadonlyMap<string, TopicRecord> = topicsByName(TOPIC_RECORDS);

/**
 * Records by the names of their topics.
 * @throws when two have a name in common: the first would never be read
 */
export function topicsByName(records: readonly TopicRecord[]): Map<string, TopicRecord> {
  const topics = new Map<string, TopicRecord>();
  for (const record of records)
    for (const name of record.names) {
      if (topics.has(name)) throw new Error(`Two records name the topic ${name}; leave one.`);
      topics.set(name, record);
    }
  return topics;
}
