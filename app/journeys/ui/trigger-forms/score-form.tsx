import { FormLayout, Select } from '@shopify/polaris';
import {
  scoreLevelWords,
  SCORE_LEVELS,
  scoreTrigger,
  type ScoreTrigger,
} from '#app/journeys/triggers/score.ts';
import type { TriggerForm } from '../trigger-form.ts';

const DIRECTIONS = [
  { label: 'Rises to it or past it', value: 'up' },
  { label: 'Falls to it or past it', value: 'down' },
];

/** Which level is crossed, and in which direction. */
export const scoreForm: TriggerForm<ScoreTrigger> = ({ trigger, onChange }) => (
  <FormLayout>
    <Select
      label="When the score of a person"
      options={DIRECTIONS}
      value={trigger.direction}
      onChange={(to) => onChange({ ...trigger, direction: to === 'down' ? 'down' : 'up' })}
    />
    <Select
      label="Level"
      options={SCORE_LEVELS.map((level) => ({ label: scoreLevelWords(level), value: level }))}
      value={trigger.level}
      onChange={(value) => {
        const level = SCORE_LEVELS.find((one) => one === value);
        if (level) onChange({ ...trigger, level });
      }}
      error={scoreTrigger.problems?.(trigger)[0]}
    />
  </FormLayout>
);
