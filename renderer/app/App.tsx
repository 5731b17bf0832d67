import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { RouterProvider } from '@tanstack/react-router';
import type { AppDescription, Person } from '../../shared/bridge/contract.ts';
import type { openReplica as realOpenReplica } from '../replica/openReplica.ts';
import { ReplicaNotOpened } from '../replica/replicaClient.ts';
import type { ReplicaClient } from '../replica/replicaClient.ts';
import { NotOpenedPage } from '../features/unlock/NotOpenedPage.tsx';
import type { NotOpenedReason } from '../features/unlock/NotOpenedPage.tsx';
import { OpeningPage } from '../features/unlock/OpeningPage.tsx';
import { UnlockPage } from '../features/unlock/UnlockPage.tsx';
import type { Unlocked } from '../features/unlock/UnlockPage.tsx';
import { useAudit } from './auditing.ts';
import { bridge } from './bridge.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { newRouter } from './routes.tsx';
import { SessionProvider } from './session.tsx';

export type OpenReplica = typeof realOpenReplica;

type Stage =
  | { readonly kind: 'starting' }
  | { readonly kind: 'locked'; readonly app: AppDescription }
  | { readonly kind: 'opening'; readonly app: AppDescription; readonly records: number }
  | {
      readonly kind: 'notOpened';
      readonly app: AppDescription | undefined;
      readonly reason: NotOpenedReason;
    }
  | {
      readonly kind: 'open';
      readonly app: AppDescription;
      readonly person: Person;
      readonly replica: ReplicaClient;
      readonly router: ReturnType<typeof newRouter>;
    };

/** How long a lock waits for last saves, and for the replica to close: a dead Worker never answers. */
const closeWithinMs = 3000;

/** From start-up to the unlock page, the opening of the replica, and the frame. */
export function App({ openReplica }: { readonly openReplica: OpenReplica }) {
  const [stage, setStage] = useState<Stage>({ kind: 'starting' });
  const [lastPerson, setLastPerson] = useState<string | undefined>(undefined);

  // The next opening waits for the last closing: one replica is open in one place only.
  const closing = useRef<Promise<void>>(Promise.resolve());
  const lastSaves = useRef(new Set<Promise<unknown>>());
  const finishing = useCallback((save: Promise<unknown>) => {
    const settled = save.catch(() => undefined);
    lastSaves.current.add(settled);
    void settled.then(() => lastSaves.current.delete(settled));
  }, []);

  const start = useCallback(() => {
    setStage({ kind: 'starting' });
    describe().then(
      (app) => setStage({ kind: 'locked', app }),
      () => setStage({ kind: 'notOpened', app: undefined, reason: 'noShell' }),
    );
  }, []);
  useEffect(start, [start]);

  const unlocked = async (app: AppDescription, { person, keys }: Unlocked) => {
    setStage({ kind: 'opening', app, records: 0 });
    try {
      await closing.current;
      const replica = await openReplica(app, keys, (records) =>
        setStage((now) => (now.kind === 'opening' ? { ...now, records } : now)),
      );
      const somebodyElse = lastPerson !== undefined && lastPerson !== person.key;
      setLastPerson(person.key);
      const router = newRouter(somebodyElse ? 'board' : 'address');
      setStage({ kind: 'open', app, person, replica, router });
    } catch (error) {
      const reason = error instanceof ReplicaNotOpened ? error.code : 'unknown';
      setStage({ kind: 'notOpened', app, reason });
    }
  };

  switch (stage.kind) {
    case 'starting':
      return <OpeningPage />;
    case 'locked':
      return (
        <UnlockPage
          app={stage.app}
          lastPerson={lastPerson}
          onUnlocked={(result) => void unlocked(stage.app, result)}
          onKeystoreDamaged={(reason) => setStage({ kind: 'notOpened', app: stage.app, reason })}
        />
      );
    case 'opening':
      return <OpeningPage records={stage.records} />;
    case 'notOpened':
      return <NotOpenedPage reason={stage.reason} onTryAgain={start} />;
    case 'open':
      return (
        <OpenWorkstation
          stage={stage}
          finishing={finishing}
          onLock={() => {
            // At once, so that every page that goes away has begun its last save when we look.
            flushSync(() => setStage({ kind: 'locked', app: stage.app }));
            closing.current = closed(stage.replica, [...lastSaves.current]);
          }}
        />
      );
  }
}

function OpenWorkstation(props: {
  stage: Extract<Stage, { kind: 'open' }>;
  finishing: (save: Promise<unknown>) => void;
  onLock: () => void;
}) {
  const { app, person, replica, router } = props.stage;
  const audit = useAudit(replica, person);
  return (
    <SessionProvider
      value={{
        app,
        person,
        author: { person: person.key, workstation: app.workstation.key },
        replica,
        audit,
        lock: props.onLock,
        finishing: props.finishing,
      }}
    >
      <ErrorBoundary>
        <RouterProvider router={router} />
      </ErrorBoundary>
    </SessionProvider>
  );
}

async function describe(): Promise<AppDescription> {
  return bridge().describeApp({});
}

async function closed(
  replica: ReplicaClient,
  lastSaves: readonly Promise<unknown>[],
): Promise<void> {
  await withinTime(Promise.all(lastSaves));
  await withinTime(replica.close().catch(() => undefined));
}

async function withinTime(work: Promise<unknown>): Promise<void> {
  await Promise.race([work, new Promise((resolve) => setTimeout(resolve, closeWithinMs))]);
}
