import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { RouterProvider } from '@tanstack/react-router';
import type { AppDescription, Person } from '../../shared/bridge/contract.ts';
import { keySigner } from '../../shared/people/signer.ts';
import { ReplicaNotOpened } from '../replica/replicaClient.ts';
import type { ReplicaClient } from '../replica/replicaClient.ts';
import { keystoreReason, NotOpenedPage } from '../features/unlock/NotOpenedPage.tsx';
import type { NotOpenedReason } from '../features/unlock/NotOpenedPage.tsx';
import { OpeningPage } from '../features/unlock/OpeningPage.tsx';
import { UnlockPage } from '../features/unlock/UnlockPage.tsx';
import type { Unlocked, Verification } from '../features/unlock/UnlockPage.tsx';
import { useAudit } from './auditing.ts';
import { bridge } from './bridge.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { holdReplica } from './heldReplica.ts';
import type { OpenReplica } from './heldReplica.ts';
import { IdleLock } from './IdleLock.tsx';
import { newRouter } from './routes.tsx';
import { SessionProvider } from './session.tsx';
import { importSigning } from './signing.ts';
import type { Signing } from './signing.ts';
import { useFreshPeople } from './useFreshPeople.ts';
import { useMachineLeft } from './useMachineLeft.ts';

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
      readonly signing: Signing;
      readonly verification: Verification;
      readonly replica: ReplicaClient;
      readonly router: ReturnType<typeof newRouter>;
    };

/** From start-up to the unlock page, the opening of the replica, and the frame. */
export function App({ openReplica }: { readonly openReplica: OpenReplica }) {
  const [stage, setStage] = useState<Stage>({ kind: 'starting' });
  const [lastPerson, setLastPerson] = useState<string | undefined>(undefined);

  const [held] = useState(() => holdReplica(openReplica));
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

  const lock = () => {
    if (stage.kind !== 'open') return;
    // At once, so that every page that goes away has begun its last save when we look.
    flushSync(() => setStage({ kind: 'locked', app: stage.app }));
    void bridge()
      .lock({})
      .catch(() => undefined);
    held.leave(stage.replica, [...lastSaves.current]);
    // Somebody may have been added meanwhile.
    void describe().then(
      (app) => setStage((now) => (now.kind === 'locked' ? { kind: 'locked', app } : now)),
      () => undefined,
    );
  };
  useMachineLeft((because) => {
    lock();
    // Who was revoked leaves; the replica stays for what is still to go out.
    if (because !== 'revoked') held.closeIdle();
  });

  const unlocked = async (app: AppDescription, unlockedBy: Unlocked) => {
    const { person, keys, signing: given, verification } = unlockedBy;
    setStage({ kind: 'opening', app, records: 0 });
    try {
      const signing = await importSigning(given);
      const replica = await held.take(app, keys, (records) =>
        setStage((now) => (now.kind === 'opening' ? { ...now, records } : now)),
      );
      const somebodyElse = lastPerson !== undefined && lastPerson !== person.key;
      setLastPerson(person.key);
      const router = newRouter(somebodyElse ? 'board' : 'address');
      setStage({ kind: 'open', app, person, signing, verification, replica, router });
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
          onKeystoreDamaged={(fault) =>
            setStage({ kind: 'notOpened', app: stage.app, reason: keystoreReason(fault) })
          }
        />
      );
    case 'opening':
      return <OpeningPage records={stage.records} />;
    case 'notOpened':
      return <NotOpenedPage reason={stage.reason} onTryAgain={start} />;
    case 'open':
      return <OpenWorkstation stage={stage} finishing={finishing} onLock={lock} />;
  }
}

function OpenWorkstation(props: {
  stage: Extract<Stage, { kind: 'open' }>;
  finishing: (save: Promise<unknown>) => void;
  onLock: () => void;
}) {
  const { person, signing, replica, router } = props.stage;
  const audit = useAudit(replica, person);
  const app = useFreshPeople(props.stage.app, replica);
  return (
    <SessionProvider
      value={{
        app,
        person,
        author: {
          person: person.key,
          workstation: app.workstation.key,
          signer: keySigner(signing.key, signing.certificate),
        },
        signing,
        replica,
        audit,
        lock: props.onLock,
        finishing: props.finishing,
      }}
    >
      <ErrorBoundary>
        <RouterProvider router={router} />
      </ErrorBoundary>
      <IdleLock onLock={props.onLock} />
    </SessionProvider>
  );
}

async function describe(): Promise<AppDescription> {
  return bridge().describeApp({});
}
