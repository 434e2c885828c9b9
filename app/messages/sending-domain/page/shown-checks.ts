import {
  DOMAIN_CHECK_KINDS,
  DOMAIN_CHECKS,
  type DomainFindingsByCheck,
} from '../checks/registry.ts';
import { MAILBOX_PROVIDERS } from '../rules/mailbox-providers.ts';
import { SENDER_RULE_NAMES, SENDER_RULES } from '../rules/registry.ts';
import type { RuleFacts } from '../rules/sender-rule.ts';
import type { ShownCheck, ShownRule } from './domain-page.ts';

/** The checks with what they found. */
export function shownChecks(findings: DomainFindingsByCheck): ShownCheck[] {
  return DOMAIN_CHECK_KINDS.map((kind) => {
    const { label, why, isRequired } = DOMAIN_CHECKS[kind];
    return { kind, label, why, isRequired, ...findings[kind] };
  });
}

/** The rules of mailbox providers, each met or not. */
export function shownRules(facts: RuleFacts): ShownRule[] {
  return SENDER_RULE_NAMES.map((name) => {
    const { asks, isRequired, by, judge } = SENDER_RULES[name];
    const providers = by.map((provider) => MAILBOX_PROVIDERS[provider].label);
    return { asks, isRequired, providers, ...judge(facts) };
  });
}

/** What is required and not met, in a few words each. */
export function unmetRules(facts: RuleFacts): string[] {
  return shownRules(facts)
    .filter(({ isRequired, state }) => isRequired && state === 'not_met')
    .map(({ asks }) => asks);
}
