import {
  Box,
  BlockStack,
  Button,
  ButtonGroup,
  InlineError,
  InlineGrid,
  InlineStack,
  Select,
  Text,
} from '@shopify/polaris';
import { ArrowDownIcon, ArrowUpIcon, DeleteIcon, DuplicateIcon } from '@shopify/polaris-icons';
import type { Dispatch } from 'react';
import {
  isGroup,
  type DraftCondition,
  type DraftGroup,
  type DraftNode,
  type Edit,
  type Match,
} from '#app/segments/builder/edit-draft.ts';
import type { DraftErrors } from '#app/segments/builder/predicate-form.ts';
import {
  compared,
  conditionAbout,
  TOPIC_GROUPS,
  topicOfKey,
  type Topic,
} from '#app/segments/builder/topics.ts';
import { ConditionInputs, type Offered } from './condition-inputs.tsx';

export type SegmentBuilderProps = {
  root: DraftGroup;
  errors: DraftErrors;
  offered: Offered;
  onEdit: Dispatch<Edit>;
};

const MATCHES: { value: Match; label: string }[] = [
  { value: 'all', label: 'all conditions' },
  { value: 'any', label: 'any condition' },
  { value: 'none', label: 'none of the conditions' },
];

const TOPIC_OPTIONS = TOPIC_GROUPS.map(({ title, topics }) => ({
  title,
  options: topics.map(({ key, label }) => ({ value: key, label })),
}));

/** The field of a new condition until the user chooses one. */
const FIRST_TOPIC = 'signal:product_viewed';

/** Deeper groups than this are refused; the button to add them is hidden earlier. */
const DEEPEST = 8;

/** The conditions of a segment as groups within groups. */
export function SegmentBuilder(props: SegmentBuilderProps) {
  return <Group {...props} group={props.root} depth={0} />;
}

type GroupProps = Omit<SegmentBuilderProps, 'root'> & { group: DraftGroup; depth: number };

function Group({ group, depth, ...props }: GroupProps) {
  const { onEdit, errors, offered } = props;
  const words = MATCHES.find(({ value }) => value === group.match)?.label ?? '';
  const wrong = errors.get(group.id)?.[''];
  return (
    <div role="group" aria-label={words}>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          {depth === 0 ? <Text as="span">People who match</Text> : null}
          <Select
            label="Match"
            labelHidden
            options={MATCHES}
            value={group.match}
            onChange={(value) => {
              const match = MATCHES.find((one) => one.value === value)?.value;
              if (match) onEdit({ edit: 'match', id: group.id, match });
            }}
          />
        </InlineStack>
        {wrong === undefined ? null : <InlineError message={wrong} fieldID={String(group.id)} />}
        {group.items.length === 0 ? (
          <Text as="p" tone="subdued">
            {EMPTY[group.match]}
          </Text>
        ) : null}
        {group.items.map((item, place) => (
          <Item
            key={item.id}
            {...props}
            item={item}
            depth={depth}
            isFirst={place === 0}
            isLast={place === group.items.length - 1}
          />
        ))}
        <ButtonGroup>
          <Button
            size="slim"
            onClick={() => add(onEdit, 'add_condition', group.id, offered.currency)}
          >
            Add condition
          </Button>
          {depth < DEEPEST ? (
            <Button
              size="slim"
              variant="tertiary"
              onClick={() => add(onEdit, 'add_group', group.id, offered.currency)}
            >
              Add group
            </Button>
          ) : null}
        </ButtonGroup>
      </BlockStack>
    </div>
  );
}

const EMPTY: Record<Match, string> = {
  all: 'Without a condition all people match.',
  any: 'Without a condition no one matches.',
  none: 'Without a condition all people match.',
};

function add(
  onEdit: Dispatch<Edit>,
  edit: 'add_condition' | 'add_group',
  to: number,
  currency: string,
) {
  const topic = topicOfKey(FIRST_TOPIC);
  if (topic) onEdit({ edit, to, condition: conditionAbout(topic, currency) });
}

type ItemProps = Omit<GroupProps, 'group'> & { item: DraftNode; isFirst: boolean; isLast: boolean };

/** A condition or a group within a group, with what can be done with it. */
function Item({ item, isFirst, isLast, depth, ...props }: ItemProps) {
  const { onEdit } = props;
  const name = isGroup(item) ? 'group' : (topicOfKey(item.topic)?.label ?? 'condition');
  const buttons = (
    <ButtonGroup variant="segmented">
      <Button
        size="slim"
        icon={ArrowUpIcon}
        disabled={isFirst}
        accessibilityLabel={`Move ${name} up`}
        onClick={() => onEdit({ edit: 'move', id: item.id, by: -1 })}
      />
      <Button
        size="slim"
        icon={ArrowDownIcon}
        disabled={isLast}
        accessibilityLabel={`Move ${name} down`}
        onClick={() => onEdit({ edit: 'move', id: item.id, by: 1 })}
      />
      <Button
        size="slim"
        icon={DuplicateIcon}
        accessibilityLabel={`Copy ${name}`}
        onClick={() => onEdit({ edit: 'copy', id: item.id })}
      />
      <Button
        size="slim"
        icon={DeleteIcon}
        accessibilityLabel={`Remove ${name}`}
        onClick={() => onEdit({ edit: 'remove', id: item.id })}
      />
    </ButtonGroup>
  );
  if (isGroup(item)) {
    return (
      <Box
        padding="300"
        borderRadius="200"
        borderWidth="025"
        borderColor="border"
        background={depth % 2 === 0 ? 'bg-surface-secondary' : 'bg-surface'}
      >
        <BlockStack gap="200">
          <InlineStack align="end">{buttons}</InlineStack>
          <Group {...props} group={item} depth={depth + 1} />
        </BlockStack>
      </Box>
    );
  }
  return <Condition {...props} condition={item} buttons={buttons} />;
}

type ConditionProps = Omit<SegmentBuilderProps, 'root'> & {
  condition: DraftCondition;
  buttons: React.ReactNode;
};

function Condition({ condition, buttons, errors, offered, onEdit }: ConditionProps) {
  const { id, ...form } = condition;
  const topic = topicOfKey(form.topic);
  const wrong = errors.get(id) ?? {};
  const change = (next: typeof form) => onEdit({ edit: 'change', id, condition: next });
  const other = wrong[''] ?? wrong.is ?? wrong.field;
  return (
    <BlockStack gap="100">
      <InlineGrid
        columns={{ xs: 1, md: 'minmax(8rem, 5fr) minmax(6.5rem, 4fr) minmax(15.5rem, 8fr) auto' }}
        gap="200"
      >
        <Select
          label="Field"
          labelHidden
          options={
            topic
              ? TOPIC_OPTIONS
              : [{ value: form.topic, label: 'A deleted field' }, ...TOPIC_OPTIONS]
          }
          value={form.topic}
          onChange={(key) => {
            const chosen = topicOfKey(key);
            if (chosen) change(conditionAbout(chosen, offered.currency));
          }}
        />
        {topic ? <Operator {...{ form, change, offered }} topic={topic} /> : <span />}
        {topic ? (
          <ConditionInputs
            topic={topic}
            condition={form}
            errors={wrong}
            offered={offered}
            onChange={change}
          />
        ) : (
          <span />
        )}
        <div>{buttons}</div>
      </InlineGrid>
      {other === undefined ? null : <InlineError message={other} fieldID={String(id)} />}
    </BlockStack>
  );
}

type Form = Omit<DraftCondition, 'id'>;

function Operator(props: {
  topic: Topic;
  form: Form;
  change: (next: Form) => void;
  offered: Offered;
}) {
  const { topic, form, change, offered } = props;
  return (
    <Select
      label={`${topic.label}: operator`}
      labelHidden
      options={topic.operators.map(({ is, words }) => ({ value: is, label: words }))}
      value={form.operator}
      onChange={(operator) => change(compared(form, topic, operator, offered.currency))}
    />
  );
}
