import { Badge, BlockStack, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { DecisionView } from '#app/decisions/decision-view.ts';
import type { DecisionLine, DecisionsPage } from '#app/decisions/page/decision-line.ts';
import { formatTime } from '#app/lib/format/time.ts';
import { PersonCell } from '#app/profiles/ui/person-cell.tsx';
import { SortedRows } from '#app/ui/sorted-rows.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import type { ListControls } from '#app/ui/use-list-params.ts';
import { CheckDecision } from './check-decision.tsx';

export type DecisionTableProps = Omit<DecisionsPage, 'lookedUntil'> & {
  list: ListControls<DecisionView>;
  timeZone: string;
};

/** What was decided about whom, why and by which rule. */
export function DecisionTable(props: DecisionTableProps) {
  const { decisions, previous, next, list, timeZone } = props;
  return (
    <SortedRows
      name={{ singular: 'decision', plural: 'decisions' }}
      columns={[
        { title: 'When', sort: 'at' },
        { title: 'Person' },
        { title: 'Decision' },
        { title: 'Why' },
        { title: 'Rule' },
        { title: 'Check', isHidden: true },
      ]}
      list={list}
      empty="No decisions here. Choose other days or filters."
      pagination={{
        hasPrevious: previous !== null,
        hasNext: next !== null,
        onPrevious: () => list.change({ before: previous ?? '' }),
        onNext: () => list.change({ after: next ?? '' }),
      }}
      rows={decisions.map((decision) => ({
        id: decision.place,
        cells: () => cellsOf(decision, timeZone),
      }))}
    />
  );
}

function cellsOf(decision: DecisionLine, timeZone: string): ReactNode[] {
  const { place, at, person, outcome, isSent, subject, rule } = decision;
  return [
    formatTime(at, timeZone),
    <PersonCell key="person" person={person} />,
    <BlockStack key="decision" gap="050" inlineAlign="start">
      <Badge {...(isSent ? { tone: 'success' } : {})}>{outcome}</Badge>
      <Wrapped>{subject}</Wrapped>
    </BlockStack>,
    <Why key="why" decision={decision} />,
    <Wrapped key="rule">
      {rule.url === null ? rule.name : <Link url={rule.url}>{rule.name}</Link>}
    </Wrapped>,
    <CheckDecision key="check" place={place} label={`${outcome}, ${subject}`} />,
  ];
}

function Why({ decision: { reason, facts } }: { decision: DecisionLine }) {
  return (
    <Wrapped>
      <Text as="p">{reason}</Text>
      {facts.length === 0 ? null : (
        <SubduedText>{facts.map(({ name, value }) => `${name}: ${value}`).join(', ')}</SubduedText>
      )}
    </Wrapped>
  );
}

/** Text of a cell that may take several lines. */
function Wrapped({ children }: { children: ReactNode }) {
  return (
    <div style={{ whiteSpace: 'normal', overflowWrap: 'anywhere', maxWidth: '22rem' }}>
      {children}
    </div>
  );
}
