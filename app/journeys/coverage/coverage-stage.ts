/** Where a person is with the shop, from the first visit on; the coverage map has a row for each. */
export const COVERAGE_STAGES = [
  'first_visit',
  'browsing',
  'subscriber',
  'cart',
  'checkout',
  'after_first_order',
  'after_order',
  'repeat',
  'vip',
  'at_risk',
  'lapsed',
  'wholesale_applicant',
  'wholesale_buyer',
] as const;
export type CoverageStage = (typeof COVERAGE_STAGES)[number];
