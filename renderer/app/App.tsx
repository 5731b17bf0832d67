import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { RouterProvider } from '@tanstack/react-router';
import type { AppDescription, Person, Verification } from '../../shared/bridge/contract.ts';
import { keySigner } from '../../shared/people/signer.ts';
import { ReplicaNotOpened } from '../replica/replicaClient.ts';
import type { ReplicaClient } from '../replica/replicaClient.ts';
import { keystoreReason, NotOpenedPage } from '../features/unlock/NotOpenedPage.tsx';
import type { NotOpenedReason } from '../features/unlock/NotOpenedPage.tsx';
import { OpeningPage } from '../features/unlock/OpeningPage.tsx';
import { UnlockPage } from '../features/unlock/UnlockPage.tsx';
import type { EmergencySession, Unlocked } from '../features/unlock/UnlockPage.tsx';
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
import { credentialNow, useContact } from './useContact.ts';
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
      readonly emergency: EmergencySession | undefined;
      readonly replica: ReplicaClient;
      readonly router: ReturnType<typeof newRouter>;
    };

/** From start-up to the unlock page, the opening of the replica, and the frame. */
export function App({ openReplica }: { readonly openReplica: OpenReplica }) {
  const [stage, setStage] = useState<Stage>({ kind: 'starting' });
  const [lastPerson, setLastPerson] = useState<string | undefined>(undefined);

  const [held] = useState(() => holdReplica(openReplica));
  const locking = useRef<Promise<unknown>>(Promise.resolve());
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

  const lock = (left = false) => {
    if (stage.kind !== 'open') {
      // Nobody is in, and a PIN might still let somebody: not on a machine that was left.
      if (left)
        void bridge()
          .lock({ left })
          .catch(() => undefined);
      return;
    }
    locking.current = bridge()
      .lock({ left })
      .catch(() => undefined);
    // At once, so that every page that goes away has begun its last save when we look.
    flushSync(() => setStage({ kind: 'locked', app: stage.app }));
    held.leave(stage.replica, [...lastSaves.current]);
    // Somebody may have been added meanwhile.
    void describe().then(
      (app) => setStage((now) => (now.kind === 'locked' ? { kind: 'locked', app } : now)),
      () => undefined,
    );
  };
  useMachineLeft((because) => {
    lock(because !== 'revoked');
    // Who was revoked leaves; the replica stays for what is still to go out.
    if (because !== 'revoked') held.closeIdle();
  });

  const unlocked = async (app: AppDescription, unlockedBy: Unlocked) => {
    const { person, keys, signing: given, verification, emergency } = unlockedBy;
    setStage({ kind: 'opening', app, records: 0 });
    try {
      const signing = await importSigning(given);
      const replica = await held.take(app, keys, (records) =>
        setStage((now) => (now.kind === 'opening' ? { ...now, records } : now)),
      );
      const somebodyElse = lastPerson !== undefined && lastPerson !== person.key;
      setLastPerson(person.key);
      const router = newRouter(somebodyElse ? 'board' : 'address');
      setStage({ kind: 'open', app, person, signing, verification, emergency, replica, router });
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
          locking={locking}
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
      return <OpenWorkstation stage={stage} finishing={finishing} onLock={() => lock()} />;
  }
}

function OpenWorkstation(props: {
  stage: Extract<Stage, { kind: 'open' }>;
  finishing: (save: Promise<unknown>) => void;
  onLock: () => void;
}) {
  const { person, signing, replica, router, verification, emergency } = props.stage;
  const { audit, auditFirst } = useAudit(replica, person, signing, emergency);
  const app = useFreshPeople(props.stage.app, replica);
  const contact = useContact(verification);
  const credential = credentialNow(
    contact,
    emergency && { name: emergency.name, reason: emergency.reason },
  );
  return (
    <SessionProvider
      value={{
        app,
        // Who came with a code is called by the name that they gave.
        person: emergency ? { ...person, displayName: emergency.name } : person,
        author: {
          person: person.key,
          workstation: app.workstation.key,
          signer: keySigner(signing.key, signing.certificate),
          ...(credential ? { credential } : {}),
          role: person.role,
          ...(contact.enrolledTwice ? { enrolledTwice: true } : {}),
        },
        contact,
        ...(emergency ? { emergency } : {}),
        signing,
        replica,
        audit,
        auditFirst,
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
