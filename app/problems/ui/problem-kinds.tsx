import type { FailedProfile } from '#app/profiles/failed-profiles.ts';
import type { Quarantined } from '#app/events/inbox/quarantine.ts';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import type { DoubtList, FailedRunList, FailureList } from '#app/problems/problem-lists.ts';
import { effectName } from './effect-name.ts';
import { FailedEffectSubject, FailureReason, Person } from './problem-cells.tsx';
import type { ProblemKind } from './problem-kind.ts';

/** Deliveries that could not be used. */
export const QUARANTINED_DELIVERIES: ProblemKind<Quarantined> = {
  name: { singular: 'webhook', plural: 'webhooks' },
  empty: {
    heading: 'No issues found',
    text: 'Webhooks that Tendril cannot read are quarantined here with the reason. Replay them once the cause is fixed.',
  },
  searchHint: 'Topic or reason',
  columns: [
    { title: 'Topic', cell: ({ topic }) => topic },
    { title: 'Reason', cell: ({ reason }) => reason },
  ],
  time: { title: 'Received', at: ({ receivedAt }) => receivedAt },
  actions: ({ topic }) => [
    { content: 'Replay', label: `Replay ${topic}`, intent: 'replay' },
    {
      content: 'Show content',
      label: `Show content of ${topic}`,
      intent: 'view',
      needs: 'payloads.read',
    },
  ],
  bulk: { content: 'Replay', intent: 'replay' },
  moreBulk: { content: 'Delete', intent: 'discard' },
};

/** Mails of which it is not known whether they arrived. */
export const MAILS_IN_DOUBT: ProblemKind<DoubtList['mails'][number]> = {
  name: { singular: 'email', plural: 'emails' },
  empty: {
    heading: 'No issues found',
    text: 'When the connection to the mail server breaks before it answers, you decide here whether to send the email again. Nothing is ever sent twice by guess.',
  },
  searchHint: 'Name or email address',
  columns: [
    { title: 'Email', cell: ({ mail }) => mail },
    { title: 'To', cell: (mail) => <Person person={mail} /> },
  ],
  time: { title: 'Tried', at: ({ attemptedAt }) => attemptedAt },
  actions: ({ mail }) => [
    { content: 'Mark as sent', label: `Mark ${mail} as sent`, intent: 'sent' },
    { content: 'Send again', label: `Send ${mail} again`, intent: 'again' },
  ],
};

/** Effects that failed for good. */
export const FAILED_EFFECTS: ProblemKind<FailureList['effects'][number]> = {
  name: { singular: 'failure', plural: 'failures' },
  empty: {
    heading: 'No issues found',
    text: 'What a mail server or Shopify refuses for good, or does not take after several tries, is listed here with their answer.',
  },
  searchHint: 'Person or answer',
  columns: [
    { title: 'What', cell: effectName },
    { title: 'For', cell: (effect) => <FailedEffectSubject effect={effect} /> },
    {
      title: 'Why',
      cell: ({ reason, answer }) => <FailureReason reason={reason} answer={answer} />,
    },
  ],
  time: { title: 'Failed', at: ({ failedAt }) => failedAt },
  actions: (effect) =>
    effect.canRetry
      ? [{ content: 'Try again', label: `Try ${effectName(effect)} again`, intent: 'retry' }]
      : [],
  bulk: { content: 'Try again', intent: 'retry' },
};

/** Journey runs that could not go on. */
export const FAILED_RUNS: ProblemKind<FailedRunList['runs'][number]> = {
  name: { singular: 'run', plural: 'runs' },
  empty: {
    heading: 'No failed journey runs',
    text: 'A run stops here when its journey, version or step is gone, or when a step fails. Nothing more is sent until you try it again.',
  },
  searchHint: 'Person, journey or reason',
  columns: [
    {
      title: 'Journey',
      cell: ({ journey, journeyVersion }) => `${journey}, version ${String(journeyVersion)}`,
    },
    { title: 'Step', cell: ({ step }) => step },
    { title: 'Person', cell: (run) => <Person person={run} /> },
    { title: 'Why', cell: ({ reason }) => reasonWords(reason) },
  ],
  time: { title: 'Failed', at: ({ failedAt }) => failedAt },
  actions: ({ journey }) => [
    { content: 'Try again', label: `Try the run of ${journey} again`, intent: 'retry_run' },
  ],
  bulk: { content: 'Try again', intent: 'retry_run' },
};

const PROFILE_PROBLEM_NAMES: Record<FailedProfile['kind'], string> = {
  score: 'Score',
  forecast: 'Forecast',
};

/** People whose score or forecast could not be calculated. */
export const FAILED_PROFILES: ProblemKind<FailedProfile> = {
  name: { singular: 'score', plural: 'scores' },
  empty: {
    heading: 'No failed scores',
    text: 'When a score or a forecast cannot be calculated for a person, the person is listed here and keeps the score from before.',
  },
  searchHint: 'Person or reason',
  columns: [
    { title: 'What', cell: ({ kind }) => PROFILE_PROBLEM_NAMES[kind] },
    { title: 'Person', cell: (profile) => <Person person={profile} /> },
    { title: 'Why', cell: ({ reason }) => reasonWords(reason) },
  ],
  time: { title: 'Failed', at: ({ failedAt }) => failedAt },
  actions: ({ kind }) => [
    {
      content: 'Try again',
      label: `Calculate the ${PROFILE_PROBLEM_NAMES[kind].toLowerCase()} again`,
      intent: 'retry_profile',
    },
  ],
  bulk: { content: 'Try again', intent: 'retry_profile' },
};
