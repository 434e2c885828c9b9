import type { CheckFinding } from '../checks/domain-check.ts';
import type { DomainCheckKind } from '../checks/registry.ts';
import { judgeComplaints } from './judge-complaints.ts';
import type { RuleFacts, RuleJudgement, SenderRule } from './sender-rule.ts';

/** What Gmail, Yahoo, Microsoft and Apple ask of bulk senders, in the order of the page. */
export const SENDER_RULES = {
  spf: {
    asks: 'SPF lists the servers that send',
    by: ['gmail', 'yahoo', 'microsoft', 'apple'],
    isRequired: true,
    judge: (facts) => byCheck(facts, 'spf'),
  },
  dkim: {
    asks: 'Emails are signed with DKIM',
    by: ['gmail', 'yahoo', 'microsoft', 'apple'],
    isRequired: true,
    judge: (facts) => byCheck(facts, 'dkim'),
  },
  dmarc: {
    asks: 'A DMARC policy is published, at least p=none',
    by: ['gmail', 'yahoo', 'microsoft', 'apple'],
    isRequired: true,
    judge: (facts) => byCheck(facts, 'dmarc'),
  },
  aligned: {
    asks: 'The From address is of the domain that SPF or DKIM proves',
    by: ['gmail', 'yahoo', 'microsoft'],
    isRequired: true,
    judge: judgeAlignment,
  },
  oneClick: {
    asks: 'Marketing emails can be unsubscribed from in one click, by their headers',
    by: ['gmail', 'yahoo'],
    isRequired: true,
    judge: () => ({
      state: 'met',
      because:
        'Tendril puts both List-Unsubscribe headers (RFC 8058) into every marketing email and signs them.',
    }),
  },
  unsubscribe: {
    asks: 'Unsubscribing is visible in the email and honoured within two days',
    by: ['gmail', 'yahoo', 'microsoft', 'apple'],
    isRequired: true,
    judge: () => ({
      state: 'met',
      because: 'Every marketing email has the link, and an unsubscribe counts at once.',
    }),
  },
  consent: {
    asks: 'Only people who subscribed get marketing',
    by: ['gmail', 'yahoo', 'microsoft', 'apple'],
    isRequired: true,
    judge: () => ({
      state: 'met',
      because: 'Tendril sends marketing only to addresses whose consent it knows.',
    }),
  },
  complaints: {
    asks: 'Fewer than 0.3 % of emails are marked as spam, better fewer than 0.1 %',
    by: ['gmail', 'yahoo'],
    isRequired: true,
    judge: ({ complaints }) => judgeComplaints(complaints),
  },
  replies: {
    asks: 'The From and reply addresses can receive emails',
    by: ['microsoft'],
    isRequired: false,
    judge: (facts) => byCheck(facts, 'mx'),
  },
  tls: {
    asks: 'Emails are delivered over TLS',
    by: ['gmail'],
    isRequired: true,
    judge: () => ({
      state: 'unknown',
      because:
        'The mail server of the operator of this app delivers them. In production, Tendril hands them to it over TLS only.',
    }),
  },
  reverseDns: {
    asks: 'Sending servers have reverse DNS',
    by: ['gmail', 'yahoo', 'apple'],
    isRequired: true,
    judge: () => ({
      state: 'unknown',
      because: 'The mail server is the operator’s, who sets its reverse DNS up.',
    }),
  },
} as const satisfies Record<string, SenderRule>;

export type SenderRuleName = keyof typeof SENDER_RULES;

export const SENDER_RULE_NAMES = Object.keys(SENDER_RULES) as SenderRuleName[];

const STATES: Record<CheckFinding['state'], RuleJudgement['state']> = {
  ok: 'met',
  missing: 'not_met',
  wrong: 'not_met',
  unknown: 'unknown',
};

function byCheck(facts: RuleFacts, kind: DomainCheckKind): RuleJudgement {
  const finding = facts.findings?.[kind];
  if (!finding) return notChecked(facts);
  const because =
    finding.problems[0] ??
    (finding.state === 'ok' ? 'The record is there.' : 'The record is missing.');
  return { state: STATES[finding.state], because };
}

function judgeAlignment(facts: RuleFacts): RuleJudgement {
  if (facts.isOwn)
    return {
      state: 'met',
      because: `Emails leave from ${facts.from} and are signed for its domain.`,
    };
  if (facts.findings === null) return notChecked(facts);
  return {
    state: 'not_met',
    because: `Emails leave from ${facts.from} until SPF and DKIM of your own domain are found.`,
  };
}

function notChecked({ from }: RuleFacts): RuleJudgement {
  return { state: 'unknown', because: `Emails leave from ${from}, and its DNS was not checked.` };
}
