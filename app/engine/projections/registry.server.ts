import { catalogProjection } from './catalog.server.ts';
import { companiesProjection } from './companies.server.ts';
import { customerTagsProjection } from './customer-tags.server.ts';
import { dataIssuesProjection } from './data-issues.server.ts';
import { effectJobsProjection } from './effect-jobs.server.ts';
import { offerCodesProjection } from './offer-codes.server.ts';
import { privacyRequestsProjection } from './privacy-requests.server.ts';
import { productPairsProjection } from './product-pairs.server.ts';
import type { Projection } from './projection.server.ts';
import { segmentFactsProjection } from './segment-facts.server.ts';
import { shopSettingsProjection } from './shop-settings.server.ts';

/** Everything that follows from a batch beside the people themselves, in the order in which it is written. */
export const projections: readonly Projection[] = [
  segmentFactsProjection,
  productPairsProjection,
  catalogProjection,
  customerTagsProjection,
  effectJobsProjection,
  offerCodesProjection,
  shopSettingsProjection,
  privacyRequestsProjection,
  companiesProjection,
  dataIssuesProjection,
];
