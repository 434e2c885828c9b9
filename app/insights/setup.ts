/** What is known of how far a merchant is with setting Tendril up; each seen by what it brings about. */
export type SetupState = {
  hasSender: boolean;
  /** A delivery of Shopify was processed. */
  hasEvents: boolean;
  /** The orders from before the installation are imported. */
  hasHistory: boolean;
  /** The banner embed has reported a visitor. */
  hasVisitors: boolean;
  /** The wholesale form was sent at least once. */
  hasApplications: boolean;
};
