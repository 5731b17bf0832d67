import { useEffect } from 'react';
import type { ComponentType } from 'react';
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
} from '@tanstack/react-router';
import { patientIdPattern } from '../../shared/records/ids.ts';
import { DuplicatesPage } from '../features/identities/DuplicatesPage.tsx';
import { InboxPage } from '../features/inbox/InboxPage.tsx';
import { PrintPage } from '../features/print/PrintPage.tsx';
import { useAuditedPaper } from '../features/print/useAuditedPaper.ts';
import { RegistrationPage } from '../features/registration/RegistrationPage.tsx';
import { SettingsPage } from '../features/settings/SettingsPage.tsx';
import { WardPage } from '../features/ward/WardPage.tsx';
import { ChartPage } from '../features/chart/ChartPage.tsx';
import { FailedPage } from './ErrorBoundary.tsx';
import { ForReaders } from './ForReaders.tsx';
import { Frame } from './Frame.tsx';
import { useFrame } from './frameContext.ts';
import { NotFoundPage } from './NotFoundPage.tsx';
import { useSession } from './session.tsx';

/** A page of patients, kept from roles that read of none. */
const forReaders = (Page: ComponentType) =>
  function Guarded() {
    return (
      <ForReaders>
        <Page />
      </ForReaders>
    );
  };

const root = createRootRoute({ component: Frame, notFoundComponent: NotFoundPage });

const ward = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: forReaders(WardPage),
});
const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: forReaders(RegistrationPage),
});
const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  component: forReaders(InboxPage),
});
const duplicates = createRoute({
  getParentRoute: () => root,
  path: '/duplicates',
  /** Two that somebody put side by side. */
  validateSearch: (search: Record<string, unknown>): { a?: string; b?: string } =>
    [search['a'], search['b']].every((id) => typeof id === 'string' && patientIdPattern.test(id))
      ? { a: search['a'] as string, b: search['b'] as string }
      : {},
  component: forReaders(function PairsOfPatients() {
    const { a, b } = duplicates.useSearch();
    const asked = a === undefined || b === undefined ? undefined : { a, b };
    return <DuplicatesPage key={`${a ?? ''} ${b ?? ''}`} asked={asked} />;
  }),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: SettingsPage,
});
const chart = createRoute({
  getParentRoute: () => root,
  path: '/patients/$patientId',
  /** The card that somebody came for. */
  validateSearch: (search: Record<string, unknown>): { card?: string } =>
    typeof search['card'] === 'string' ? { card: search['card'] } : {},
  component: forReaders(function ChartOfPatient() {
    const { patientId } = chart.useParams();
    const { card } = chart.useSearch();
    const { chartOpened } = useFrame();
    useEffect(() => chartOpened(patientId), [chartOpened, patientId]);
    useAuditedView(patientId);
    useAuditedPaper({ patient: patientId, what: 'chart', count: 1 });
    return <ChartPage key={patientId} patientId={patientId} wanted={card} />;
  }),
});

/** Who the patient is stands on each of these pages: one look is one entry. */
function useAuditedView(patientId: string): void {
  const { audit } = useSession();
  useEffect(
    () => audit({ action: 'viewChart', about: { patient: patientId } }),
    [audit, patientId],
  );
}

const print = createRoute({
  getParentRoute: () => root,
  path: '/patients/$patientId/print',
  component: forReaders(function PrintOfPatient() {
    const { patientId } = print.useParams();
    useAuditedView(patientId);
    return <PrintPage key={patientId} patientId={patientId} />;
  }),
});

/**
 * The pages by address. The address is a hash: a reload asks the shell for its one page, and
 * nothing of it reaches a server's log.
 */
const routeTree = root.addChildren([ward, register, inbox, duplicates, settings, chart, print]);

/**
 * A router for one opening of the workstation. It begins where the address stands, or at the ward
 * board: somebody else's place is not this person's.
 */
export function newRouter(beginAt: 'address' | 'board') {
  if (beginAt === 'board') window.location.hash = '#/';
  return createRouter({
    routeTree,
    history: createHashHistory(),
    defaultErrorComponent: ({ reset }) => <FailedPage onReload={reset} />,
    defaultPreload: false,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
}
