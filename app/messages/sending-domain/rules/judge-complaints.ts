import { formatCount } from '#app/lib/format/count.ts';
import type { RuleFacts, RuleJudgement } from './sender-rule.ts';

/** Gmail's limits: never as many as the one, better fewer than the other. */
const MOST_COMPLAINED = 0.003;
const ADVISED_COMPLAINED = 0.001;
/** Of fewer emails one complaint says nothing. */
const FEWEST_SENT = 1_000;

const COMPLAINTS = { one: 'complaint', many: 'complaints' };
const EMAILS = { one: 'email', many: 'emails' };

/** The spam rate, as far as providers report complaints; Gmail reports none, so its own figure can be higher. */
export function judgeComplaints(complaints: RuleFacts['complaints']): RuleJudgement {
  if (complaints === null)
    return { state: 'unknown', because: 'No provider reports complaints. Connect one.' };
  const { count, sent } = complaints;
  const because = `${formatCount(count, COMPLAINTS)} of ${formatCount(sent, EMAILS)} in the last 30 days.`;
  if (sent < FEWEST_SENT) return { state: 'unknown', because };
  const rate = count / sent;
  if (rate >= MOST_COMPLAINED) return { state: 'not_met', because };
  return rate < ADVISED_COMPLAINED
    ? { state: 'met', because }
    : { state: 'met', because: `${because} Keep it below 0.1 %.` };
}
