import type { Payload } from './bulk-values.ts';

/** A webhook that Shopify would have sent about an object as it stands now. */
export type Webhook = { topic: string; payload: Payload };
