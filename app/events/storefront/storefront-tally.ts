/** The outcome of events of the storefront at the HTTP handler. A batch that was limited counts as one. */
export type StorefrontOutcome = 'taken' | 'withoutConsent' | 'malformed' | 'outOfTime' | 'limited';

/** How many events had each outcome. */
export type StorefrontTally = Record<StorefrontOutcome, number>;
