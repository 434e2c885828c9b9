/** The groups in which fields are offered, in their order. */
export const FIELD_GROUPS = [
  'Identity',
  'Orders',
  'Cart',
  'Visits',
  'Place',
  'Source',
  'Company',
  'Score',
  'Prediction',
] as const;

export type FieldGroup = (typeof FIELD_GROUPS)[number];
