import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { calendarSearch } from './calendar-search.js';
import { caseloadFilters } from './caseload-filters.js';
import { BrokenPage, BrokenStudio, UnknownPage } from './pages/not-shown.js';
import { TodayPage } from './pages/today.js';
import { peopleFilters } from './people-filters.js';
import { Shell } from './shell.js';

const root = createRootRoute({
  component: Outlet,
  errorComponent: BrokenStudio,
  // Who is not signed in signs in first, here as everywhere.
  notFoundComponent: () => (
    <Shell>
      <UnknownPage />
    </Shell>
  ),
});
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell, errorComponent: BrokenStudio });

const today = createRoute({
  getParentRoute: () => shell,
  path: '/studio',
  validateSearch: (search: Record<string, unknown>): { whose?: 'all' } =>
    search['whose'] === 'all' ? { whose: 'all' } : {},
  component: TodayPage,
});
const calendar = createRoute({
  getParentRoute: () => shell,
  path: '/studio/calendar',
  validateSearch: calendarSearch,
  component: lazyRouteComponent(() => import('./pages/calendar.js'), 'CalendarPage'),
});
const caseload = createRoute({
  getParentRoute: () => shell,
  path: '/studio/caseload',
  validateSearch: caseloadFilters,
  component: lazyRouteComponent(() => import('./pages/caseload.js'), 'CaseloadPage'),
});
const openCase = createRoute({
  getParentRoute: () => shell,
  path: '/studio/cases/new',
  validateSearch: (search: Record<string, unknown>): { client?: string } =>
    typeof search['client'] === 'string' ? { client: search['client'] } : {},
  component: lazyRouteComponent(() => import('./pages/open-case.js'), 'OpenCasePage'),
});
const aCase = createRoute({
  getParentRoute: () => shell,
  path: '/studio/cases/$id',
  component: lazyRouteComponent(() => import('./pages/case.js'), 'CasePage'),
});
const clients = createRoute({
  getParentRoute: () => shell,
  path: '/studio/clients',
  validateSearch: peopleFilters,
  component: lazyRouteComponent(() => import('./pages/clients.js'), 'ClientsPage'),
});
const client = createRoute({
  getParentRoute: () => shell,
  path: '/studio/clients/$id',
  validateSearch: (search: Record<string, unknown>): { message?: string } =>
    typeof search['message'] === 'string' ? { message: search['message'] } : {},
  component: lazyRouteComponent(() => import('./pages/client.js'), 'ClientPage'),
});
const book = createRoute({
  getParentRoute: () => shell,
  path: '/studio/appointments/new',
  validateSearch: (search: Record<string, unknown>): { client?: string; case?: string; coach?: string; at?: string } =>
    Object.fromEntries(
      ['client', 'case', 'coach', 'at'].flatMap((key) => (typeof search[key] === 'string' ? [[key, search[key]]] : [])),
    ),
  component: lazyRouteComponent(() => import('./pages/book.js'), 'BookPage'),
});
const appointment = createRoute({
  getParentRoute: () => shell,
  path: '/studio/appointments/$id',
  component: lazyRouteComponent(() => import('./pages/appointment.js'), 'AppointmentPage'),
});
const settings = createRoute({
  getParentRoute: () => shell,
  path: '/studio/settings',
  validateSearch: (search: Record<string, unknown>): { coach?: string; schedule?: string } => ({
    ...(typeof search['coach'] === 'string' && { coach: search['coach'] }),
    ...(typeof search['schedule'] === 'string' && { schedule: search['schedule'] }),
  }),
  component: lazyRouteComponent(() => import('./pages/settings.js'), 'SettingsPage'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/studio/invitation/$token',
  component: lazyRouteComponent(() => import('./pages/choose-password.js'), 'InvitationPage'),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: '/studio/reset/$token',
  component: lazyRouteComponent(() => import('./pages/choose-password.js'), 'ResetPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    shell.addChildren([today, calendar, caseload, openCase, aCase, clients, client, book, appointment, settings]),
    invitation,
    reset,
  ]),
  defaultErrorComponent: BrokenPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
