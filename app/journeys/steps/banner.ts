import { z } from 'zod';
import { definitionName } from '#app/definitions/definition-kind.ts';
import { DAY } from '#app/lib/duration.ts';
import { formatExactDuration } from '#app/lib/format/duration.ts';
import { stepEffectBase } from './step-effect.ts';
import type { StepHandler } from './step-handler.ts';
import { NextStepId, StepId, WaitMs } from './step-id.ts';

const BannerStep = z.strictObject({
  id: StepId,
  kind: z.literal('banner'),
  template: z.string().max(64),
  forMs: WaitMs,
  next: NextStepId,
});

/** Places a banner for the next visit and stays here as long as it may be shown, `forMs` milliseconds. */
export type BannerStep = z.infer<typeof BannerStep>;

/** Shows a banner; a run that ends here takes it back. */
export const bannerHandler: StepHandler<BannerStep> = {
  label: 'Show banner',
  group: 'messages',
  blank: (id, next) => ({ id, kind: 'banner', template: '', forMs: 7 * DAY, next }),
  problems: ({ template, forMs }) => [
    ...(template === '' ? ['Choose the banner.'] : []),
    ...(forMs === 0 ? ['Set how long it may be shown.'] : []),
  ],
  schema: BannerStep,
  enter({ template, forMs }, run, at, _context, { key: journeyKey, priority }) {
    const until = at + forMs;
    const { context } = run;
    const rank = priority === undefined ? {} : { priority };
    const payload = { template, journeyKey, context, expiresAt: until, ...rank };
    return {
      run,
      effects: [{ ...stepEffectBase(run, at), kind: 'banner', payload }],
      outcome: { kind: 'wait', until },
    };
  },
  afterWait: ({ next }) => next,
  longestWait: ({ forMs }) => forMs,
  readsProfile: () => false,
  edges: ({ next }) => [{ key: 'next', to: next, label: null }],
  exit: ({ id, profileId }, reason, at) => [
    {
      key: `${id}:withdraw`,
      kind: 'withdraw_banners',
      profileId,
      runId: id,
      dueAt: at,
      payload: { reason },
    },
  ],
  uses: ({ template: key }) => (key === '' ? null : { kind: 'banner', key }),
  words: {
    card: ({ template, forMs }, { names }) => ({
      title: 'Show a banner on the next visit',
      detail: `${definitionName(names, 'banner', template)}, for at most ${formatExactDuration(forMs)}`,
    }),
    current: () => 'A banner is ready for the next visit',
    coming: () => 'a banner on the next visit',
  },
};
