import type { CompletedEffect, DueEffect } from '#app/effects/due-effect.ts';
import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import { saveDecisions } from '#app/journeys/store/decisions.server.ts';
import { idOf } from '#app/lib/ids.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { moveLead, type LeadMove } from './move-lead.server.ts';

/** Moves leads as journeys ask, in one transaction with the effects: each moves once. */
export const moveStageExecutor: EffectExecutor<'move_stage', unknown> = {
  works: 'in transactions',
  async execute(client, shopId, effects, now) {
    const completed: CompletedEffect[] = [];
    for (const effect of effects) completed.push(await moveStage(client, shopId, effect, now));
    return completed;
  },
};

async function moveStage(
  client: ShopClient,
  shopId: string,
  effect: DueEffect<'move_stage'>,
  now: number,
): Promise<CompletedEffect> {
  const { key, profileId, payload } = effect;
  if (profileId === null) return { key, state: 'skipped', reason: 'person_unknown' };
  const wanted = { profileId, stage: payload.stage, by: 'system' };
  const move = await moveLead(client, shopId, wanted, now);
  switch (move.outcome) {
    case 'gone':
      return { key, state: 'skipped', reason: 'person_unknown' };
    case 'same_stage':
      return { key, state: 'skipped', reason: 'stage_same' };
    case 'moved':
      await saveDecision(client, shopId, { ...effect, profileId }, move, now);
      return { key, state: 'done' };
  }
}

/** Why the lead is where it is now. */
async function saveDecision(
  client: ShopClient,
  shopId: string,
  { key, profileId, runId, payload }: DueEffect<'move_stage'> & { profileId: string },
  { from }: LeadMove & { outcome: 'moved' },
  now: number,
): Promise<void> {
  const { stage, rule, stepId } = payload;
  const decision = {
    id: idOf('decision', key, 'stage_moved'),
    at: now,
    profileId,
    runId,
    effectKey: key,
    outcome: 'stage_moved' as const,
    reason: stage,
    rule,
    facts: { action: 'move_stage', step: stepId, from, to: stage },
  };
  await saveDecisions(client, shopId, [decision]);
}
