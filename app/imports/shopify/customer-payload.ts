import { addressPayload, withGid, fieldIn, type Payload } from './bulk-values.ts';

/** The record of a customer, by itself or inside an order. */
export function bulkCustomerPayload(customer: Payload): Payload {
  return {
    ...withGid(customer),
    // What the record has not is null in a webhook as well.
    email: fieldIn(customer.defaultEmailAddress, 'emailAddress'),
    phone: fieldIn(customer.defaultPhoneNumber, 'phoneNumber'),
    first_name: customer.firstName,
    last_name: customer.lastName,
    default_address: addressPayload(customer.defaultAddress),
    created_at: customer.createdAt,
    updated_at: customer.updatedAt,
    tags: customer.tags,
  };
}
