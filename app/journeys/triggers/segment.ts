import { z } from 'zod';
import { stagesOfSegment } from '#app/journeys/coverage/stages-of-trigger.ts';
import { EVERY_TIME, personStart, type TriggerHandler } from './trigger-handler.ts';

/** Reads a segment with the change that is meant. */
export const SegmentChangeContent = z.strictObject({
  segment: z.string().max(100),
  kind: z.enum(['entered', 'left']),
});

/** Starts when a person enters a segment, or leaves it. */
export type SegmentTrigger = z.infer<typeof SegmentChangeContent>;

/** A segment change, by what a person does or by time alone. */
export const segmentTrigger: TriggerHandler<SegmentTrigger> = {
  label: 'Enters or leaves a segment',
  blank: { segment: '', kind: 'entered' },
  schema: SegmentChangeContent,
  problems: ({ segment }) => (segment === '' ? ['Choose the segment that starts it.'] : []),
  words: ({ segment, kind }) =>
    `Starts when a person ${kind === 'entered' ? 'comes into' : 'leaves'} the segment “${segment.replaceAll('_', ' ')}”`,
  stages: ({ segment, kind }) => (kind === 'entered' ? stagesOfSegment(segment) : []),
  subject: () => 'person',
  per: () => ['person', 'event'],
  reentry: () => EVERY_TIME,
  past: ({ segment, kind }) => ({ by: 'segment', segment, kind }),
  segment: ({ segment }) => segment,
  onChange: ({ segment, kind }, change, profileId) =>
    change.kind === kind && change.segment === segment
      ? personStart(`${profileId}:${segment}:${kind}:${String(change.at)}`)
      : null,
};
