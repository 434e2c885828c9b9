import { z } from 'zod';
import type { EffectKindRecord } from '../effect-kind.ts';

const CompanyRequest = z.object({ applicationId: z.uuid(), as: z.literal('tag').optional() });
/** What an approval asks of Shopify: a company, or with `as` only a tag for the customer. */
export type CompanyRequest = z.infer<typeof CompanyRequest>;

/** The company of an approved application. */
export const createCompanyEffect: EffectKindRecord<CompanyRequest> = {
  schema: CompanyRequest,
  job: 'sync',
  label: 'Creating a company in Shopify',
};
