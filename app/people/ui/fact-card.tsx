import type { FactGroup } from '#app/people/page/person-facts.ts';
import type { TracedFact } from '#app/people/page/person-page.ts';
import { FactList } from '#app/ui/fact-list.tsx';
import { CollapsibleCard } from '#app/ui/collapsible-card.tsx';
import { FactSourceLine, useSources, type ShowEvent } from './fact-source.tsx';

export type FactCardProps = {
  group: FactGroup<TracedFact>;
  isOpenAtFirst?: boolean;
  onShow: ShowEvent;
  timeZone: string;
};

/** What is known of a person under a heading, each fact with the event and time it came from. */
export function FactCard({ group, isOpenAtFirst = false, onShow, timeZone }: FactCardProps) {
  const { key, title, summary, facts } = group;
  const sources = useSources(key);
  return (
    <CollapsibleCard cardKey={key} title={title} summary={summary} isOpenAtFirst={isOpenAtFirst}>
      <FactList
        nameWidth="7.5rem"
        facts={facts.map(({ name, value, source, event, origin }) => ({
          name,
          value: sources.areShown ? (
            <>
              {value}
              <FactSourceLine
                source={source}
                event={event}
                origin={origin}
                about={name}
                onShow={onShow}
                timeZone={timeZone}
              />
            </>
          ) : (
            value
          ),
        }))}
      />
      {sources.toggle}
    </CollapsibleCard>
  );
}
