/** People or orders of a period, and how many of them miss something. */
export type Share = { all: number; missing: number };

/** What is missing in a period of seven days. */
export type Shares = {
  /** New people of whom it is not known how they came. */
  peopleSource: Share;
  /** New people whose first visit carried no utm_campaign. */
  peopleCampaign: Share;
  /** Orders of people of whom it is not known how they last came. */
  ordersSource: Share;
  ordersCampaign: Share;
  /** People last seen then who never gave an email address, a phone number or a customer account. */
  unmatched: Share;
};

/** What is waiting or refused, for a look from above. */
export type Leftovers = {
  quarantined: number;
  duplicates: number;
  /** Events of the storefront in the last seven days, by what became of them. */
  storefront: {
    taken: number;
    withoutConsent: number;
    malformed: number;
    outOfTime: number;
    limited: number;
  };
};
