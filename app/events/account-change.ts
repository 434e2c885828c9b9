/** A change of a company that buys wholesale, its people or its places. Ids are digits of Shopify's. */
export type AccountChange =
  | {
      kind: 'company.changed';
      company: {
        id: string;
        name: string;
        externalId: string | null;
        mainContactId: string | null;
        /** Epoch milliseconds; null when not sent, or not readable. */
        customerSince: number | null;
        updatedAt: number;
      };
    }
  | {
      kind: 'contact.changed';
      contact: {
        id: string;
        companyId: string;
        customerId: string;
        title: string | null;
        updatedAt: number;
      };
    }
  | {
      kind: 'location.changed';
      location: {
        id: string;
        companyId: string;
        name: string;
        externalId: string | null;
        phone: string | null;
        country: string | null;
        updatedAt: number;
      };
    }
  /** Ids are never used again, so what was deleted stays deleted whatever is received later. */
  | { kind: 'company.deleted' | 'contact.deleted' | 'location.deleted'; id: string; at: number };
