import type { DomainFindingsByCheck } from '../checks/registry.ts';
import type { MailboxProvider } from './mailbox-providers.ts';

/** What rules are judged by. */
export type RuleFacts = {
  /** Of the shop's own domain; null when it has none, or was not checked yet. */
  findings: DomainFindingsByCheck | null;
  /** Whether emails leave from the shop's own domain. */
  isOwn: boolean;
  /** The address that they leave from. */
  from: string;
  /** Complaints and emails of the last 30 days; null when no provider reports complaints. */
  complaints: { count: number; sent: number } | null;
};

export type RuleState = 'met' | 'not_met' | 'unknown';
export type RuleJudgement = { state: RuleState; because: string };

/** One thing that mailbox providers ask of bulk senders. */
export type SenderRule = {
  /** What is asked. */
  asks: string;
  by: readonly MailboxProvider[];
  /** Whether emails are refused or taken for spam without it; else it is advice. */
  isRequired: boolean;
  judge: (facts: RuleFacts) => RuleJudgement;
};
