import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import { edgeRefsFrom, withStepEdges } from './step-edge-ref.ts';

/**
 * Takes steps out of a journey. What led to one leads on to where its first edge led, or nowhere when that is taken out as
 * well; what names it beside edges forgets it.
 */
export function deleteSteps(content: JourneyContent, ids: ReadonlySet<string>): JourneyContent {
  const left = content.steps.filter(({ id }) => !ids.has(id));
  if (left.length === content.steps.length) return content;
  const leadsTo = (to: string) => (ids.has(to) ? heirOf(content.steps, to, ids) : to);
  const { restartsWhileWaitingAt: restarts, renewsAt } = content;
  return withoutLostPlaces({
    ...content,
    first: leadsTo(content.first),
    steps: left.map((step) => withStepEdges(step, leadsTo)),
    restartsWhileWaitingAt: restarts !== null && ids.has(restarts) ? null : restarts,
    ...(renewsAt && { renewsAt: renewsAt.filter((id) => !ids.has(id)) }),
  });
}

/** The step that what led to `id` leads to without it: the first along first edges that stays; empty for none. */
export function heirOf(steps: readonly Step[], id: string, gone: ReadonlySet<string>): string {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const seen = new Set<string>();
  let at = id;
  while (gone.has(at) && !seen.has(at)) {
    seen.add(at);
    const step = byId.get(at);
    at = (step && edgeRefsFrom(step)[0]?.to) ?? '';
  }
  return gone.has(at) ? '' : at;
}

function withoutLostPlaces({ layout, ...content }: JourneyContent): JourneyContent {
  if (!layout) return content;
  const known = new Set(content.steps.map(({ id }) => id));
  const places = Object.entries(layout).filter(([id]) => known.has(id));
  return places.length === 0 ? content : { ...content, layout: Object.fromEntries(places) };
}
