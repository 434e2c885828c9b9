import { Badge, Button } from '@shopify/polaris';
import { arrangeRows, type RowOrder } from '#app/lib/arrange-rows.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatDate } from '#app/lib/format/time.ts';
import type { ListView } from '#app/lib/list-view.ts';
import type { LearnedVersionLine } from '#app/scoring/training/learned-page.ts';
import type { Evaluation } from '#app/scoring/training/words.ts';
import { ListCard } from '#app/ui/list-card.tsx';
import type { Column } from '#app/ui/sorted-table.tsx';
import type { ListControls } from '#app/ui/use-list-params.ts';

const EVALUATION_TEXTS: Record<Evaluation, string> = {
  better: 'Better than the score then',
  as_good: 'About as good',
  worse: 'Worse',
  by_chance: 'No better than chance',
};

/** What the list can be sorted by, the usual one first. */
export const LEARNED_SORTS = ['version', 'area', 'outcomes'] as const;
export type LearnedSort = (typeof LEARNED_SORTS)[number];

const ORDER: RowOrder<LearnedVersionLine, LearnedSort> = {
  text: ({ version, evaluation, isInUse }) =>
    `Version ${String(version)} ${EVALUATION_TEXTS[evaluation]} ${stateWords(isInUse)}`,
  by: {
    version: ({ version }) => version,
    area: ({ area }) => area,
    outcomes: ({ outcomes }) => outcomes,
  },
};
/** More than are stored. */
const SHOWN = 20;

const COLUMNS: [Column<LearnedSort>, ...Column<LearnedSort>[]] = [
  { title: 'Version', sort: 'version' },
  { title: 'Learned' },
  { title: 'AUC', sort: 'area' },
  { title: 'Orders', sort: 'outcomes' },
  { title: 'Evaluation' },
  { title: 'State' },
];

export type LearnedVersionsCardProps = {
  versions: LearnedVersionLine[];
  list: ListControls<ListView<LearnedSort>>;
  shown: number;
  timeZone: string;
  onShow: (version: number) => void;
};

/** Everything learned so far. */
export function LearnedVersionsCard(props: LearnedVersionsCardProps) {
  const { versions, list, shown, timeZone, onShow } = props;
  const { rows, hasMore } = arrangeRows(versions, list.view, ORDER, SHOWN);
  return (
    <ListCard
      title="Versions"
      text="The last 12. A new version is trained every week; the score changes only when you use one."
      searchHint="Version, evaluation or state"
      list={list}
      name={{ singular: 'version', plural: 'versions' }}
      columns={COLUMNS}
      empty="No versions."
      hasMore={hasMore}
      rows={rows.map((one) => ({
        id: String(one.version),
        cells: [
          <Button
            key="show"
            variant="plain"
            pressed={one.version === shown}
            accessibilityLabel={`Show version ${String(one.version)}`}
            onClick={() => onShow(one.version)}
          >
            {`Version ${String(one.version)}`}
          </Button>,
          formatDate(one.learnedAt, timeZone),
          formatNumber(one.area, { exactly: 2 }),
          formatNumber(one.outcomes),
          EVALUATION_TEXTS[one.evaluation],
          one.isInUse ? (
            <Badge key="state" tone="success">
              In use
            </Badge>
          ) : (
            stateWords(false)
          ),
        ],
      }))}
    />
  );
}

function stateWords(isInUse: boolean): string {
  return isInUse ? 'In use' : 'Not in use';
}
