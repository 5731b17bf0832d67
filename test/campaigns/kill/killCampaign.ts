import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { seededRandom } from '../../../shared/synthetic/random.ts';
import type { Random } from '../../../shared/synthetic/random.ts';
import { openTestCentral } from '../../support/central.ts';
import type { TestCentral } from '../../support/central.ts';
import { startChromium } from '../../support/chromium/startChromium.ts';
import { temporaryFolder } from '../../support/chromium/temporaryFolder.ts';
import { buildPage } from '../../support/replicaPage/buildPage.ts';
import type { PageVariant } from '../../support/replicaPage/buildPage.ts';
import type { Acknowledged } from '../../support/replicaPage/pageApi.ts';
import { servePage } from '../../support/replicaPage/servePage.ts';
import { lookThrough } from './lookThrough.ts';
import { lossesAmong } from './losses.ts';
import type { Loss } from './losses.ts';

export interface KillCampaign {
  readonly times: number;
  /** The same seed kills after the same numbers of acknowledgements and the same delays. */
  readonly seed: number;
  readonly variant?: PageVariant;
  /** It syncs meanwhile, and in the end the server is looked through too. */
  readonly sync?: boolean;
  readonly afterRound?: (round: number, soFar: KillOutcome) => void;
}

export interface KillOutcome {
  readonly kills: number;
  /** Acknowledgements that had reached this process when the browser died. */
  readonly acknowledged: number;
  readonly losses: readonly Loss[];
  /** Acknowledged records that were found on the server; undefined without sync. */
  readonly onServer?: number;
  readonly browser: string;
}

/** What one profile was told to be safe: the last acknowledged state of each thing. */
interface Ledger {
  readonly records: Map<string, AnyRecord>;
  readonly journal: Map<string, number>;
}

const replicaName = 'kill-campaign';
const firstAcknowledgementLimitMs = 60_000;
const deliveryLimitMs = 5 * 60_000;

/**
 * Saves and types without a pause, kills every process of the browser with SIGKILL at a random
 * moment, opens the same profile again and looks for everything that was acknowledged; so many times
 * over, on one profile. In every second round the moment is right upon an acknowledgement. Where it
 * syncs, every third round rests between patients and dies some seconds after the last save: in the
 * reading back, the witness, the checkpoint and what is tidied up when nothing else is to do.
 */
export async function runKillCampaign(campaign: KillCampaign): Promise<KillOutcome> {
  const random = seededRandom(campaign.seed);
  const built = await buildPage(campaign.variant ?? 'asShipped');
  const central = campaign.sync ? await openTestCentral() : undefined;
  const served = await servePage(built.folder, central?.url);
  await central?.provision({ allowedOrigins: [served.url.replace(/\/$/, '')] });
  const profile = await temporaryFolder('kill');
  const ever: Ledger = { records: new Map(), journal: new Map() };
  let last: Ledger = { records: new Map(), journal: new Map() };
  let outcome: KillOutcome = { kills: 0, acknowledged: 0, losses: [], browser: '' };
  try {
    for (let round = 1; round <= campaign.times; round += 1) {
      const told: Acknowledged[] = [];
      const moment = killMoment(random, round, campaign.sync ?? false);
      const heard = listener(told, moment);
      const chromium = await startChromium({
        profile: profile.folder,
        url: served.url,
        prepare: async (page) => {
          await page.exposeFunction('acknowledged', heard.acknowledged);
        },
      });
      await open(chromium.page, central);
      const losses = await missed(chromium.page, last, ever);
      void chromium.page
        .evaluate(([n, restMs]) => window.replicaPage.saveForEver(n, restMs), [
          round,
          moment.restMs,
        ] as const)
        .catch(() => {});
      await heard.itIsTime;
      await chromium.kill();
      last = ledgerOf(told);
      for (const [id, record] of last.records) ever.records.set(id, record);
      for (const [key, count] of last.journal) ever.journal.set(key, count);
      outcome = {
        kills: round,
        acknowledged: outcome.acknowledged + told.length,
        losses: [...outcome.losses, ...losses],
        browser: chromium.version,
      };
      campaign.afterRound?.(round, outcome);
    }
    const chromium = await startChromium({ profile: profile.folder, url: served.url });
    await open(chromium.page, central);
    const losses = await missed(chromium.page, ever, ever);
    if (central) {
      chromium.page.setDefaultTimeout(deliveryLimitMs);
      await chromium.page.evaluate(() => window.replicaPage.delivered());
    }
    await chromium.kill();
    const there = central && (await lookThrough(central, [...ever.records.values()]));
    return {
      ...outcome,
      losses: [...outcome.losses, ...losses, ...(there?.losses ?? [])],
      ...(there ? { onServer: there.found } : {}),
    };
  } finally {
    await served.close();
    await central?.remove();
    await Promise.all([built.remove(), profile.remove()]);
  }
}

async function open(page: Page, central: TestCentral | undefined): Promise<void> {
  const account = central && {
    url: central.url,
    database: central.database,
    ...central.account,
  };
  await page.evaluate(([name, server]) => window.replicaPage.open(name, undefined, server), [
    replicaName,
    account,
  ] as const);
}

interface KillMoment {
  readonly afterAcknowledgements: number;
  readonly delayMs: number;
  /** How long the page rests after each patient. */
  readonly restMs: number;
}

function killMoment(random: Random, round: number, syncs: boolean): KillMoment {
  if (syncs && round % 3 === 0) {
    const restMs = random.whole(200, 1500);
    return { afterAcknowledgements: random.whole(1, 12), delayMs: random.whole(0, 3000), restMs };
  }
  return {
    afterAcknowledgements: random.whole(1, 40),
    delayMs: round % 2 === 0 ? 0 : random.whole(1, 120),
    restMs: 0,
  };
}

function listener(told: Acknowledged[], moment: KillMoment) {
  let reached: () => void = () => undefined;
  const enough = new Promise<void>((resolve) => (reached = resolve));
  const late = delay(firstAcknowledgementLimitMs, undefined, { ref: false }).then(() => {
    if (told.length === 0) throw new Error('no save was acknowledged within a minute');
  });
  return {
    acknowledged(what: Acknowledged) {
      told.push(what);
      if (told.length === moment.afterAcknowledgements) reached();
    },
    itIsTime: Promise.race([enough, late]).then(() =>
      moment.delayMs > 0 ? delay(moment.delayMs) : undefined,
    ),
  };
}

function ledgerOf(told: readonly Acknowledged[]): Ledger {
  const ledger: Ledger = { records: new Map(), journal: new Map() };
  for (const what of told) {
    if (what.kind === 'record') ledger.records.set(what.record.id, what.record);
    else ledger.journal.set(what.key, what.count);
  }
  return ledger;
}

/** What is missing of the last round's in content, and of everything ever in existence. */
async function missed(page: Page, last: Ledger, ever: Ledger): Promise<Loss[]> {
  const found = await page.evaluate(
    (ids) => window.replicaPage.readMany(ids),
    [...last.records.keys()],
  );
  const losses = lossesAmong([...last.records.values()], found);
  const gone = await page.evaluate(
    (ids) => window.replicaPage.missing(ids),
    [...ever.records.keys()].filter((id) => !last.records.has(id)),
  );
  const keystrokes = await page.evaluate(
    (keys) => Promise.all(keys.map((key) => window.replicaPage.journalRead(key))),
    [...last.journal.keys()],
  );
  const typed = [...last.journal].flatMap(([key, count], index): Loss[] => {
    const now = keystrokes[index] as { count: number } | undefined;
    if (!now) return [{ what: key, how: 'missing' }];
    return now.count < count ? [{ what: key, how: 'older' }] : [];
  });
  return [...losses, ...gone.map((what): Loss => ({ what, how: 'missing' })), ...typed];
}
