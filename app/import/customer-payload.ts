import { addressPayload, identified, inside, type Payload } from './bulk-parts.ts';

/** The record of a customer, by itself or inside an order. */
export function customerPayload(customer: Payload): Payload {
  return {
    ...identified(customer),
    // What the record has not is null in a webhook as well.
    email: inside(customer.defaultEmailAddress, 'emailAddress'),
    phone: inside(customer.defaultPhoneNumber, 'phoneNumber'),
    first_name: customer.firstName,
    last_name: customer.lastName,
    default_address: addressPayload(customer.defaultAddress),
    created_at: customer.createdAt,
    updated_at: customer.updatedAt,
    tags: customer.tags,
  };
}
