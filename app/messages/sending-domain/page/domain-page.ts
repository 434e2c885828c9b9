import type { DomainState } from '#app/messages/sender/sending-domain.ts';
import type { CheckFinding } from '../checks/domain-check.ts';
import type { DomainCheckKind } from '../checks/registry.ts';
import type { ReportSummary } from '../reports/reported-sources.ts';
import type { RuleJudgement } from '../rules/sender-rule.ts';

/** A check as the page shows it. */
export type ShownCheck = CheckFinding & {
  kind: DomainCheckKind;
  label: string;
  why: string;
  isRequired: boolean;
};

/** A rule of mailbox providers as the page shows it. */
export type ShownRule = RuleJudgement & {
  asks: string;
  isRequired: boolean;
  providers: string[];
};

/** Where the rules of a provider are written. */
export type ShownRuleSource = { label: string; source: string; since: string };

/** What there is to check. */
export type ShownDomain =
  /** No sender is named. */
  | { kind: 'no_sender' }
  /** Anyone can get an address there, or it is the operator's. */
  | { kind: 'never' }
  /** The operator signs no mail for merchants' domains. */
  | { kind: 'not_offered' }
  | { kind: 'unchecked'; name: string; state: DomainState }
  | { kind: 'checked'; name: string; state: DomainState; checkedAt: number; checks: ShownCheck[] };

/** What the page of the sending domain shows. */
export type DomainPageData = {
  /** The address that emails leave from. */
  from: string;
  domain: ShownDomain;
  /** Who sends in the name of the domain; null without reports. */
  reports: ReportSummary | null;
  rules: ShownRule[];
  sources: ShownRuleSource[];
  /** When the rules were last compared with the providers' pages: year, month and day. */
  comparedOn: string;
};
