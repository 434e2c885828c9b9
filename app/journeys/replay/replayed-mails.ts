import type { Effect, Run } from '#app/journeys/run.ts';
import type { HeldByPlan, SendDecision } from '#app/messages/delivery/decide-mail.ts';
import { addToPath, type PathEntry } from './path-entry.ts';
import type { PersonAsOf } from './person-as-of.ts';
import { planReplayedMails } from './plan-replayed-mails.ts';
import type { ReplayRules } from './replay-rules.ts';
import {
  askedProducts,
  decideReplayedMail,
  planningRefusal,
  type ReplayedMail,
} from './replayed-mail.ts';
import type { ReplayedPerson } from './replayed-person.ts';

/** A mail that went out, and the products that it asks to review. */
export type SentReplayMail = { mail: ReplayedMail; asked: string[] };

/** The mails that a journey plans for a person, and what becomes of each when it is due. */
export class ReplayedMails {
  readonly all: ReplayedMail[] = [];
  private ready: ReplayedMail[] = [];
  private readonly ofRun = new Map<string, ReplayedMail[]>();
  private readonly rules: ReplayRules;
  private readonly person: ReplayedPerson;
  private readonly state: PersonAsOf;
  private readonly path: PathEntry[];
  private readonly contacts: ReadonlyMap<string, string | null>;

  constructor(rules: ReplayRules, person: ReplayedPerson, state: PersonAsOf, path: PathEntry[]) {
    this.rules = rules;
    this.person = person;
    this.state = state;
    this.path = path;
    this.contacts = new Map(person.orders.map(({ orderId, contact }) => [orderId, contact]));
  }

  /** When the next mail is due, epoch milliseconds; infinity when none is. */
  get nextAt(): number {
    let next = Infinity;
    for (const { dueAt } of this.ready) next = Math.min(next, dueAt);
    return next;
  }

  /** Plans a mail. One that may not go to its address is only counted. */
  plan(effect: Effect & { kind: 'email' }, stepId: string, { id: runId }: Run, now: number): void {
    const { key, dueAt, payload } = effect;
    const reason = planningRefusal(payload, this.state, this.contactOf, now);
    const state = reason === null ? 'ready' : 'skipped';
    const mail: ReplayedMail = {
      key,
      runId,
      stepId,
      payload,
      createdAt: now,
      dueAt,
      state,
      reason,
      deferredBy: [],
      at: now,
    };
    this.keep(mail);
    if (reason !== null) addToPath(this.path, { at: now, stepId, outcome: 'skipped', reason });
  }

  /** Decides on every mail that is due, the longest due first. @returns those that went out */
  sendDue(runs: ReadonlyMap<string, Run>, now: number): SentReplayMail[] {
    const due = this.ready.filter(({ dueAt }) => dueAt <= now);
    if (due.length === 0) return [];
    due.sort((a, b) => a.dueAt - b.dueAt);
    const decided = due.map((mail) => ({ mail, decision: this.decide(mail, runs, now) }));
    const leaving = decided.flatMap(({ mail, decision }) => (decision.act === 'send' ? mail : []));
    const { rules, person, all: mails } = this;
    const { planning } = this.state;
    const holds = planReplayedMails(leaving, { rules, person, planning, mails, runs }, now);
    const gone = decided.flatMap(({ mail, decision }) =>
      this.complete(mail, holds.get(mail.key) ?? decision, now),
    );
    this.ready = this.ready.filter(({ state }) => state === 'ready');
    return gone;
  }

  private keep(mail: ReplayedMail): void {
    this.all.push(mail);
    if (mail.state === 'ready') this.ready.push(mail);
    const known = this.ofRun.get(mail.runId);
    if (known) known.push(mail);
    else this.ofRun.set(mail.runId, [mail]);
  }

  /** Whether a mail may leave, by all rules but those of the planner. */
  private decide(mail: ReplayedMail, runs: ReadonlyMap<string, Run>, now: number): SendDecision {
    const run = runs.get(mail.runId);
    if (!run)
      throw new Error(`The run ${mail.runId} of a mail is gone. Keep all runs of a replay.`);
    const { rules, state: person, contactOf } = this;
    const { changes } = this.person;
    const mails = this.ofRun.get(mail.runId) ?? [];
    return decideReplayedMail(mail, { rules, person, run, mails, changes, contactOf }, now);
  }

  private complete(
    mail: ReplayedMail,
    decision: SendDecision | HeldByPlan,
    now: number,
  ): SentReplayMail[] {
    const { rules, path } = this;
    const { stepId } = mail;
    if (decision.act === 'defer') {
      const { until, reason } = decision;
      mail.dueAt = until;
      if (!mail.deferredBy.includes(reason)) mail.deferredBy.push(reason);
      addToPath(path, { at: now, stepId, outcome: 'deferred', reason, until });
      return [];
    }
    const isSent = decision.act === 'send';
    mail.state = isSent ? 'sent' : 'skipped';
    mail.reason = isSent ? null : decision.reason;
    mail.at = now;
    addToPath(path, { at: now, stepId, outcome: mail.state, reason: mail.reason });
    return isSent ? [{ mail, asked: askedProducts(mail, rules, decision.lines) }] : [];
  }

  private readonly contactOf = (orderId: string): string | null =>
    this.contacts.get(orderId) ?? null;
}
