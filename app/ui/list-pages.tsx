import { Box, InlineStack, Pagination, type PaginationProps } from '@shopify/polaris';
import { LAST_PAGE } from '#app/lib/list-view.ts';
import type { ListControls } from './use-list-params.ts';

type PagedList = Pick<ListControls<{ page?: number }>, 'view' | 'change'>;

/**
 * The way to the pages before and after the one that is shown.
 * @param hasMore whether there are rows after it
 */
export function pagesOf({ view, change }: PagedList, hasMore: boolean): PaginationProps {
  const { page = 1 } = view;
  return {
    hasPrevious: page > 1,
    hasNext: hasMore && page < LAST_PAGE,
    onPrevious: () => change({ page: String(page - 1) }),
    onNext: () => change({ page: String(page + 1) }),
  };
}

/** The same below a list that is no table; nothing where there is one page only. */
export function ListPages({ list, hasMore }: { list: PagedList; hasMore: boolean }) {
  const pages = pagesOf(list, hasMore);
  if (!pages.hasPrevious && !pages.hasNext) return null;
  return (
    <Box padding="300">
      <InlineStack align="center">
        <Pagination {...pages} />
      </InlineStack>
    </Box>
  );
}
