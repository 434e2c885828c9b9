import type { Application } from './application.ts';
import type { ApplicationState } from './application-state.ts';
import type { DeclineReason } from './decline-reason.ts';
import type { TaxIdStatus } from './tax-id.ts';
import type { ReviewCheck } from './review.ts';
import type { RetailHistory, Colleague, CompanyDuplicate } from './applicant-history.ts';
import type { ApplicationAction } from './application-action.ts';

export type StoredApplication = Application & {
  id: string;
  state: ApplicationState;
  submittedAt: number;
  decidedAt: number | null;
  decidedBy: string | null;
  declineReason: DeclineReason | null;
  declineNote: string | null;
  companyGid: string | null;
  /** When the applicant showed that the address is theirs; null before. */
  verifiedAt: number | null;
};

export type AuditLine = { at: number; actor: string; action: ApplicationAction };

/** Why the company of an application was not created in Shopify. */
export type CompanyRefusal = {
  /** In words for staff. */
  text: string;
  /** Whether Shopify said so; else there was no usable answer, and only the same can be tried again. */
  isAnswered: boolean;
};

/** Everything a reviewer needs to decide on one application. */
export type ReviewPage = {
  application: StoredApplication;
  taxId: TaxIdStatus;
  checklist: ReviewCheck[];
  history: RetailHistory | null;
  colleagues: Colleague[];
  duplicates: CompanyDuplicate[];
  /** Why the company was not created; null unless that failed. */
  refusal: CompanyRefusal | null;
  trail: AuditLine[];
};
